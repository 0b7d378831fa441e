"""History: the runs that built the warehouse, their versions, and what each changed."""
