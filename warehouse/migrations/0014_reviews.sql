-- What people reviewed, applied at every build; and what the rules had found before, so that a
-- review can be undone. The table of 0004 was never filled.

DROP TABLE stored.reviews;
CREATE TABLE stored.reviews (
    review_id VARCHAR NOT NULL,
    line INTEGER NOT NULL,
    reviewed_at TIMESTAMP NOT NULL,
    reviewer VARCHAR NOT NULL,
    decision VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    record_type VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    changes VARCHAR,
    remark VARCHAR,
    outcome VARCHAR NOT NULL,
    explanation VARCHAR,
    review VARCHAR NOT NULL
);
COMMENT ON TABLE stored.reviews IS 'What people decided about records, in the order in which it is applied at every build.';
COMMENT ON COLUMN stored.reviews.review_id IS 'The review: made from its content.';
COMMENT ON COLUMN stored.reviews.line IS 'Its place in the order of reviews, from 1: a later one overrules an earlier one.';
COMMENT ON COLUMN stored.reviews.reviewed_at IS 'When it was given, in UTC.';
COMMENT ON COLUMN stored.reviews.reviewer IS 'Who gave it.';
COMMENT ON COLUMN stored.reviews.decision IS 'What the reviewer decided: accept, reject, edit, merge, split, add or undo.';
COMMENT ON COLUMN stored.reviews.record_type IS 'The noun of the record, as its table is called.';
COMMENT ON COLUMN stored.reviews.changes IS 'What was changed, field by field, as JSON; null where nothing was.';
COMMENT ON COLUMN stored.reviews.remark IS 'Why, in the reviewer''s words.';
COMMENT ON COLUMN stored.reviews.outcome IS 'What became of it at this build: applied, overruled by a later review, or orphaned: it no longer finds its record.';
COMMENT ON COLUMN stored.reviews.explanation IS 'Why it is orphaned, or which review overruled it; null where it is applied.';
COMMENT ON COLUMN stored.reviews.review IS 'The whole review as JSON, as it stands in reviews.jsonl.';

CREATE TABLE stored.corrections (
    document_id VARCHAR NOT NULL,
    record_type VARCHAR NOT NULL,
    review_id VARCHAR NOT NULL,
    found_id VARCHAR,
    found VARCHAR,
    shown_id VARCHAR,
    follows BOOLEAN NOT NULL
);
COMMENT ON TABLE stored.corrections IS 'What reviews made of the records that the rules had found: one row per record that a person confirmed, changed, rejected or added.';
COMMENT ON COLUMN stored.corrections.review_id IS 'The last review that shaped the record.';
COMMENT ON COLUMN stored.corrections.found_id IS 'The record as the rules had found it; null where a person added it, or the rules no longer find it.';
COMMENT ON COLUMN stored.corrections.found IS 'That record as JSON, so that the review can be undone.';
COMMENT ON COLUMN stored.corrections.shown_id IS 'The record as it is shown now; null where it was rejected.';
COMMENT ON COLUMN stored.corrections.follows IS 'Whether it only follows the correction of another record, as a response whose recommendation got another quote.';

ALTER TABLE stored.documents ADD COLUMN reviews_version VARCHAR;
COMMENT ON COLUMN stored.documents.reviews_version IS 'A hash of the reviews that speak of the document, in their order; null where none does.';
