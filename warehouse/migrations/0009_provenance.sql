-- What each document's records were made with, part by part, so that a change can be told its cause;
-- which run loaded it; what a run warned of; and how much a document of each kind is expected to hold.

ALTER TABLE stored.documents ADD COLUMN loaded_by VARCHAR;
ALTER TABLE stored.documents ADD COLUMN rules_version VARCHAR;
ALTER TABLE stored.documents ADD COLUMN register_version VARCHAR;
ALTER TABLE stored.documents ADD COLUMN model_version VARCHAR;
ALTER TABLE stored.documents ADD COLUMN settings_version VARCHAR;
ALTER TABLE stored.documents ADD COLUMN manifest_version VARCHAR;
COMMENT ON COLUMN stored.documents.loaded_by IS 'The run that loaded it as it is now; null where an earlier Oogst did.';
COMMENT ON COLUMN stored.documents.rules_version IS 'Which rules and code made the records; null where an earlier Oogst did.';
COMMENT ON COLUMN stored.documents.register_version IS 'Which registers of names and recommendations made the records; null where an earlier Oogst did.';
COMMENT ON COLUMN stored.documents.model_version IS 'Which Dutch model made the records; null where an earlier Oogst did.';
COMMENT ON COLUMN stored.documents.settings_version IS 'With which settings the records were made, such as whether names are masked; null where an earlier Oogst did.';
COMMENT ON COLUMN stored.documents.manifest_version IS 'A hash of what the manifest says of the file; null where it says nothing.';

COMMENT ON COLUMN stored.documents.extraction_version IS 'All that made the records beside the file''s bytes, in one: rules, registers, model, settings, reader, manifest.';

ALTER TABLE stored.runs ADD COLUMN warnings VARCHAR[];
COMMENT ON COLUMN stored.runs.warnings IS 'What was odd, one line each, such as records that were lost; null where an earlier Oogst ran.';

CREATE TABLE stored.expectations (
    kind VARCHAR NOT NULL,
    counted VARCHAR NOT NULL,
    at_least INTEGER NOT NULL,
    at_most INTEGER NOT NULL
);
COMMENT ON TABLE stored.expectations IS 'How many pages and records a document of each kind is expected to hold; a run warns of what holds fewer or more.';
COMMENT ON COLUMN stored.expectations.kind IS 'What sort of document it is, such as annual_report.';
COMMENT ON COLUMN stored.expectations.counted IS 'What is counted: pages, or a type of record as its table is called.';
COMMENT ON COLUMN stored.expectations.at_least IS 'The fewest that are expected.';
COMMENT ON COLUMN stored.expectations.at_most IS 'The most that are expected.';
