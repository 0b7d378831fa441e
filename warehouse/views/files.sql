CREATE VIEW files AS
SELECT
    document_id, path, paths, sha256, bytes, modified, publisher, url,
    CASE WHEN withdrawn THEN 'withdrawn' ELSE state END AS state,
    CASE WHEN replaced_by IS NOT NULL THEN 'replaced' ELSE reason END AS reason,
    message, grade, grade_reasons, replaced_by, loaded_by,
    extraction_version, rules_version, register_version, model_version, reader_version, settings_version,
    manifest_version
FROM stored.documents;
COMMENT ON VIEW files IS 'What is known of each file besides its text: its names, size, source and how reading went.';
COMMENT ON COLUMN files.state IS 'How reading ended: read, partly_read, needs_ocr or quarantined; withdrawn once the file has gone.';
COMMENT ON COLUMN files.reason IS 'Why it was not, or not wholly, read, such as encrypted or timeout; replaced where a new version has its name.';
