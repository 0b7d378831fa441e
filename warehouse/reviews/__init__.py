"""Reviews: what people corrected, kept beside the warehouse and applied at every build."""
