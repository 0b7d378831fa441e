-- What happened to the warehouse: runs, what needs attention, what people corrected.

CREATE TABLE stored.runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    counts MAP(VARCHAR, BIGINT) NOT NULL,
    versions MAP(VARCHAR, VARCHAR) NOT NULL
);
COMMENT ON TABLE stored.runs IS 'Every run that built this warehouse.';
COMMENT ON COLUMN stored.runs.run_id IS 'The run, named by when it began.';
COMMENT ON COLUMN stored.runs.started_at IS 'When the run began, in UTC.';
COMMENT ON COLUMN stored.runs.finished_at IS 'When the run was ready to publish, in UTC.';
COMMENT ON COLUMN stored.runs.counts IS 'What the run counted, such as documents read and in quarantine.';
COMMENT ON COLUMN stored.runs.versions IS 'With what it was made: Oogst, rules, model.';

CREATE TABLE stored.issues (
    document_id VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    message VARCHAR,
    run_id VARCHAR NOT NULL
);
COMMENT ON TABLE stored.issues IS 'Files that need a person''s attention, until they are read or gone.';

CREATE TABLE stored.reviews (
    review_id VARCHAR NOT NULL,
    reviewed_at TIMESTAMP,
    reviewer VARCHAR,
    document_id VARCHAR NOT NULL,
    record_type VARCHAR NOT NULL,
    quote VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    field VARCHAR,
    value VARCHAR,
    note VARCHAR,
    applies_to VARCHAR,
    outcome VARCHAR NOT NULL
);
COMMENT ON TABLE stored.reviews IS 'What people corrected, applied at every build.';
COMMENT ON COLUMN stored.reviews.review_id IS 'The review: made from its content.';
COMMENT ON COLUMN stored.reviews.reviewed_at IS 'When it was given, in UTC.';
COMMENT ON COLUMN stored.reviews.reviewer IS 'Who gave it.';
COMMENT ON COLUMN stored.reviews.record_type IS 'The noun of the record, as its table is called.';
COMMENT ON COLUMN stored.reviews.quote IS 'The passage, to the letter.';
COMMENT ON COLUMN stored.reviews.verdict IS 'What the reviewer found: right, wrong, changed or missed.';
COMMENT ON COLUMN stored.reviews.field IS 'Which column was changed; null where the verdict is on the whole record.';
COMMENT ON COLUMN stored.reviews.value IS 'What it was changed to.';
COMMENT ON COLUMN stored.reviews.note IS 'The reviewer''s remark.';
COMMENT ON COLUMN stored.reviews.applies_to IS 'The record that it corrects now; null where none is found any more.';
COMMENT ON COLUMN stored.reviews.outcome IS 'What became of it at this build: applied, or not_found.';
