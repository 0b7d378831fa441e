"""The work from end to end: the only layer that knows all the others."""
