CREATE VIEW commitments_due AS
WITH told AS (
    SELECT link.record_id, arg_max(link.verdict, (link.known_on, link.score)) AS verdict
    FROM stored.commitment_links AS link
    JOIN stored.documents AS evidence ON evidence.document_id = link.evidence_document_id
    WHERE NOT evidence.withdrawn AND link.verdict <> 'no_evidence'
    GROUP BY link.record_id
)
SELECT
    record.record_id, record.due, record.due_from, record.due_to, record.quote, record.kind,
    coalesce(told.verdict, record.status) AS status,
    record.actors, record.theme, record.codes,
    record.document_id, document.path, document.title, document.year, record.page
FROM stored.commitments AS record
JOIN stored.documents AS document USING (document_id)
LEFT JOIN told ON told.record_id = record.record_id
WHERE NOT document.withdrawn
    AND record.due IS NOT NULL
    AND coalesce(told.verdict, record.status) IN ('planned', 'under_way', 'rescheduled')
ORDER BY record.due_to, record.due_from, record.record_id;
COMMENT ON VIEW commitments_due IS 'Commitments with a deadline that neither their document nor a later one calls done or cancelled, the earliest first.';
COMMENT ON COLUMN commitments_due.kind IS 'goal or step (in a theme table), target (at a named moment) or pledge (in running text).';
COMMENT ON COLUMN commitments_due.codes IS 'Numbered recommendations cited in the quote.';
COMMENT ON COLUMN commitments_due.status IS 'What the last document to speak of it says: planned, under_way or rescheduled.';
