-- What a passage means beyond its own words: who is asked, on what condition, which recommendation
-- it speaks of without a number, and where a document contradicts itself.

ALTER TABLE stored.recommendation_references ADD COLUMN cycle VARCHAR;
ALTER TABLE stored.recommendations ADD COLUMN addressees VARCHAR[];
ALTER TABLE stored.commitments ADD COLUMN action VARCHAR;
ALTER TABLE stored.commitments ADD COLUMN condition VARCHAR;
ALTER TABLE stored.responses ADD COLUMN recommendation_id VARCHAR;

CREATE TABLE stored.inferred_references (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    code VARCHAR NOT NULL,
    cycle VARCHAR,
    theme VARCHAR
);
COMMENT ON TABLE stored.inferred_references IS 'Passages that speak of a numbered recommendation in other words; never counted with what is cited.';

CREATE TABLE stored.discrepancies (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    subject VARCHAR NOT NULL,
    stated DOUBLE NOT NULL,
    found DOUBLE NOT NULL,
    other_start INTEGER NOT NULL,
    other_end INTEGER NOT NULL,
    other_quote VARCHAR NOT NULL
);
COMMENT ON TABLE stored.discrepancies IS 'Two places of one document that disagree: a number that is stated, and what counting or adding up gives.';
