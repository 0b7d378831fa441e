"""The registers: who and what the reports name, as CSV that an analyst can extend."""
