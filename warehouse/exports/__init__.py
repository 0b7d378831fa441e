"""Exports: what the warehouse says as files, the same bytes for the same content."""
