"""A run from beginning to end: its id, its steps, and the report of it that people get."""
