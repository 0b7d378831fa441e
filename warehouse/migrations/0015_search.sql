-- What search looks in: the words of each passage in three forms, so that nothing is indexed anew
-- when one document changes. It replaces DuckDB's own index, which had to be made anew at every build.

DROP SCHEMA IF EXISTS fts_stored_blocks CASCADE;

CREATE TABLE stored.block_words (
    block_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    length INTEGER NOT NULL,
    words VARCHAR NOT NULL,
    stems VARCHAR NOT NULL,
    lemma_stems VARCHAR NOT NULL
);
COMMENT ON TABLE stored.block_words IS 'The words of each passage as search compares them; each stands between two spaces of its own.';
COMMENT ON COLUMN stored.block_words.length IS 'How many words the passage has.';
COMMENT ON COLUMN stored.block_words.words IS 'Its words in order, small letters without accents; a word broken off at a line''s end is whole.';
COMMENT ON COLUMN stored.block_words.stems IS 'The stem of each word, such as aanbevel.';
COMMENT ON COLUMN stored.block_words.lemma_stems IS 'The stem of each word''s dictionary form, so that lopen finds liep; empty where nobody worked them out.';
