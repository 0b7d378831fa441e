"""Search in Dutch over the passages: a language for queries, forms of words, ranking."""
