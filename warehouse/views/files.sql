CREATE VIEW files AS
SELECT
    document_id, path, paths, sha256, bytes, modified, publisher, url,
    CASE WHEN withdrawn THEN 'withdrawn' ELSE state END AS state,
    reason, message, grade, grade_reasons, extraction_version
FROM stored.documents;
COMMENT ON VIEW files IS 'What is known of each file besides its text: its names, size, source and how reading went.';
COMMENT ON COLUMN files.state IS 'How reading ended: read, partly_read, needs_ocr or quarantined; withdrawn once the file has gone.';
