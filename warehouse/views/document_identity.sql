CREATE VIEW document_identity AS
SELECT
    document_id, path, kind, title, edition, year, event_date, published, publisher, language, url
FROM stored.documents
WHERE NOT withdrawn;
COMMENT ON VIEW document_identity IS 'What each document is and when, one row each; where it tells so is in identity_evidence.';
COMMENT ON COLUMN document_identity.kind IS 'What sort of document it is, such as dialogue_recap or annual_report; null where it was not read.';
