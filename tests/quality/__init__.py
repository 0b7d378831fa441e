"""The quality of the records: a gate with floors, measured against gold by the scorer."""
