CREATE VIEW commitments_due AS
SELECT
    record.record_id, record.due, record.due_from, record.due_to, record.quote, record.kind, record.status,
    record.actors, record.theme, record.codes,
    record.document_id, document.path, document.title, document.year, record.page
FROM stored.commitments AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn
    AND record.due IS NOT NULL
    AND record.status IN ('planned', 'under_way', 'rescheduled')
ORDER BY record.due_to, record.due_from, record.record_id;
COMMENT ON VIEW commitments_due IS 'Commitments with a deadline that their document does not call done or cancelled, the earliest first.';
COMMENT ON COLUMN commitments_due.kind IS 'goal or step (in a theme table), target (at a named moment) or pledge (in running text).';
COMMENT ON COLUMN commitments_due.codes IS 'Numbered recommendations cited in the quote.';
