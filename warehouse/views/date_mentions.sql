CREATE VIEW date_mentions AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.date_mentions AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW date_mentions IS 'Points and stretches on the calendar, each with the document that names them.';
COMMENT ON COLUMN date_mentions.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
