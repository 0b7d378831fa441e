-- What tells when each document was written whose links are made anew; where it does not say, the first
-- date at its head must do: only for telling before from after, never for the document itself.
SELECT
    document.document_id, linkable.fingerprint, document.kind, document.year, document.event_date, document.title,
    coalesce(document.published, CASE WHEN document.year IS NULL THEN head.edtf END) AS published
FROM stored.documents AS document
JOIN linkable USING (document_id)
LEFT JOIN (
    SELECT document_id, arg_min(edtf, start_char) AS edtf
    FROM stored.date_mentions
    WHERE basis = 'explicit' AND start_char < 300
    GROUP BY document_id
) AS head USING (document_id)
WHERE document_id IN (FROM relinked)
ORDER BY document_id;
