CREATE VIEW organisation_mentions AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.organisation_mentions AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW organisation_mentions IS 'Organisations where a document names them, each with the document it stands in.';
COMMENT ON COLUMN organisation_mentions.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
