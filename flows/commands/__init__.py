"""The commands of ``oogst``, one module for each kind of thing people do."""
