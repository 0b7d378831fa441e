CREATE VIEW documents AS
SELECT
    document_id, path, kind, year, title, published,
    CASE WHEN withdrawn THEN 'withdrawn' ELSE state END AS state,
    CASE WHEN replaced_by IS NOT NULL THEN 'replaced' ELSE reason END AS reason,
    grade, pages, text
FROM stored.documents;
COMMENT ON VIEW documents IS 'Every file that was met, readable or not, one row each.';
COMMENT ON COLUMN documents.state IS 'How reading ended: read, partly_read, needs_ocr or quarantined; withdrawn once the file has gone.';
COMMENT ON COLUMN documents.reason IS 'Why it was not, or not wholly, read, such as encrypted or timeout; replaced where a new version has its name.';
