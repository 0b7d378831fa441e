"""The warehouse: records become tables, tables become views, views answer questions."""
