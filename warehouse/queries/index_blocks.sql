-- Digits stay, so that 37(f) can be found; a stop word weighs little by itself.
PRAGMA create_fts_index(
    'stored.blocks', 'block_id', 'text', 'lemmas',
    stemmer = 'dutch', stopwords = 'none', ignore = '[^a-z0-9]+',
    strip_accents = 1, lower = 1, overwrite = 1
);
