-- Documents, and the pages and blocks they are made of.
-- No keys or foreign keys: DuckDB cannot change them later; warehouse/checks/*.sql hold the rules.

CREATE TABLE stored.documents (
    document_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    paths VARCHAR[] NOT NULL,
    sha256 VARCHAR,
    bytes BIGINT,
    modified TIMESTAMP,
    kind VARCHAR,
    year INTEGER,
    published VARCHAR,
    title VARCHAR,
    publisher VARCHAR,
    url VARCHAR,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    message VARCHAR,
    grade VARCHAR,
    grade_reasons VARCHAR[] NOT NULL,
    pages INTEGER,
    text VARCHAR,
    extraction_version VARCHAR,
    withdrawn BOOLEAN NOT NULL
);
COMMENT ON TABLE stored.documents IS 'Every file that was ever met in the raw folder, readable or not.';
COMMENT ON COLUMN stored.documents.document_id IS 'The document: first 16 hex digits of the SHA-256 of the file''s bytes, or of its path where not even the bytes were read.';
COMMENT ON COLUMN stored.documents.path IS 'Relative to the raw folder, with forward slashes.';
COMMENT ON COLUMN stored.documents.paths IS 'All names under which the raw folder holds the same bytes, in order; empty once the file is gone.';
COMMENT ON COLUMN stored.documents.sha256 IS 'SHA-256 of the file''s bytes, in hex; null where they were not read.';
COMMENT ON COLUMN stored.documents.bytes IS 'Size of the file in bytes.';
COMMENT ON COLUMN stored.documents.modified IS 'When the file was last changed, in UTC, as the file system tells.';
COMMENT ON COLUMN stored.documents.kind IS 'What sort of document it is: dialogue_recap, annual_report, government_response, event_programme, concluding_observations, monitoring_report or other; null where it was not read.';
COMMENT ON COLUMN stored.documents.year IS 'The year that the document is about; null where the text does not tell.';
COMMENT ON COLUMN stored.documents.published IS 'Publication date, EDTF, as precise as the text.';
COMMENT ON COLUMN stored.documents.title IS 'The document''s own title.';
COMMENT ON COLUMN stored.documents.publisher IS 'Canonical name of who published it.';
COMMENT ON COLUMN stored.documents.url IS 'Where it was found; from the manifest only.';
COMMENT ON COLUMN stored.documents.state IS 'How reading ended: read, partly_read, needs_ocr or quarantined; withdrawn in the views once the file is gone.';
COMMENT ON COLUMN stored.documents.reason IS 'Why it was not, or not wholly, read, such as encrypted or timeout; null where all was read.';
COMMENT ON COLUMN stored.documents.message IS 'One line for people that says what is wrong.';
COMMENT ON COLUMN stored.documents.grade IS 'How far the text can be trusted: good, fair or poor.';
COMMENT ON COLUMN stored.documents.grade_reasons IS 'What lowered the grade.';
COMMENT ON COLUMN stored.documents.pages IS 'Number of pages; 1 for a text file.';
COMMENT ON COLUMN stored.documents.text IS 'The whole text, into which all offsets point; null where nothing was read.';
COMMENT ON COLUMN stored.documents.extraction_version IS 'Which rules, registers and model made the records.';
COMMENT ON COLUMN stored.documents.withdrawn IS 'Whether the file has gone from the raw folder; its records are kept but not shown.';

CREATE TABLE stored.pages (
    document_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    width DOUBLE,
    height DOUBLE,
    grade VARCHAR NOT NULL,
    grade_reasons VARCHAR[] NOT NULL
);
COMMENT ON TABLE stored.pages IS 'The pages of each document: where their text stands and how good it is.';
COMMENT ON COLUMN stored.pages.number IS 'Page number from 1.';
COMMENT ON COLUMN stored.pages.start_char IS 'First character in the document''s text, from 0.';
COMMENT ON COLUMN stored.pages.end_char IS 'One past the last character in the document''s text.';
COMMENT ON COLUMN stored.pages.width IS 'Width in points; null for a text file.';
COMMENT ON COLUMN stored.pages.height IS 'Height in points; null for a text file.';

CREATE TABLE stored.blocks (
    block_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    number INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    level INTEGER NOT NULL,
    marker VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    lemmas VARCHAR
);
COMMENT ON TABLE stored.blocks IS 'The passages of each document in reading order: headings, paragraphs, list items, rows. Search looks here.';
COMMENT ON COLUMN stored.blocks.block_id IS 'The document''s id, a colon and the block''s number.';
COMMENT ON COLUMN stored.blocks.number IS 'Place in the reading order of the document, from 1.';
COMMENT ON COLUMN stored.blocks.kind IS 'What it is on its page: heading, paragraph, list_item, table (one row), caption, footnote or furniture (running heads and page numbers).';
COMMENT ON COLUMN stored.blocks.page IS 'Page number from 1; null where there are no pages.';
COMMENT ON COLUMN stored.blocks.box IS 'Where it stands on the page, in points from the top left corner; PDF only.';
COMMENT ON COLUMN stored.blocks.start_char IS 'First character in the document''s text, from 0.';
COMMENT ON COLUMN stored.blocks.end_char IS 'One past the last character in the document''s text.';
COMMENT ON COLUMN stored.blocks.level IS 'Heading: 1 is the highest, 0 unknown. List item: depth from 0.';
COMMENT ON COLUMN stored.blocks.marker IS 'A list item''s own mark as printed, such as "-", "1." or "(a)".';
COMMENT ON COLUMN stored.blocks.text IS 'The passage, to the letter.';
COMMENT ON COLUMN stored.blocks.lemmas IS 'Its words in dictionary form, so that "kind" finds "kinderen"; null where nobody worked them out.';
