-- The theme tables of a dialogue: what was answered to each of the five standing questions.

CREATE TABLE stored.theme_tables (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    number INTEGER NOT NULL,
    heading VARCHAR,
    theme VARCHAR,
    question VARCHAR NOT NULL,
    is_empty BOOLEAN NOT NULL
);
COMMENT ON TABLE stored.theme_tables IS 'Theme tables, one row per answer to one of the five standing questions.';
