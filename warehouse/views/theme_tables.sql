CREATE VIEW theme_tables AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.theme_tables AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW theme_tables IS 'Theme tables, one row per answer to one of the five standing questions, each with the document it stands in.';
COMMENT ON COLUMN theme_tables.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
