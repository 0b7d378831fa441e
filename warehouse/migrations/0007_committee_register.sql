-- The Committee's own words, once its list is imported, and the rounds that its lists belong to.

ALTER TABLE stored.recommendations_register ADD COLUMN text VARCHAR;
COMMENT ON COLUMN stored.recommendations_register.text IS 'The Committee''s own words; null until its list is imported.';

CREATE TABLE stored.cycles (
    cycle VARCHAR NOT NULL,
    symbol VARCHAR NOT NULL,
    adopted VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    response VARCHAR,
    response_date VARCHAR,
    certainty VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);
COMMENT ON TABLE stored.cycles IS 'The rounds in which the Committee considered a report of the Netherlands.';
COMMENT ON COLUMN stored.cycles.cycle IS 'Reporting cycle of the Committee''s document: 5-6 of CRC/C/NLD/CO/5-6.';
COMMENT ON COLUMN stored.cycles.symbol IS 'Symbol of the Committee''s document.';
COMMENT ON COLUMN stored.cycles.adopted IS 'Date of the Committee''s document, EDTF.';
COMMENT ON COLUMN stored.cycles.subject IS 'The report that was considered, in Dutch.';
COMMENT ON COLUMN stored.cycles.response IS 'The government''s answer to it; null where it is not known.';
COMMENT ON COLUMN stored.cycles.response_date IS 'Date of that answer, EDTF.';
COMMENT ON COLUMN stored.cycles.certainty IS 'How sure the register is, such as firm.';
COMMENT ON COLUMN stored.cycles.source IS 'Where the register has it from.';
