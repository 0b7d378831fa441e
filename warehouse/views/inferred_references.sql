CREATE VIEW inferred_references AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.inferred_references AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW inferred_references IS 'Passages that speak of a numbered recommendation in other words, each with the document it stands in; never counted with what is cited.';
COMMENT ON COLUMN inferred_references.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
