-- Likely promises that a later document speaks of, and that are no commitment yet.
SELECT
    passage.document_id, passage.page, passage.start_char AS start, passage.end_char AS "end",
    substr(document.text, passage.start_char + 1, passage.end_char - passage.start_char) AS quote,
    passage.organisations AS actors, passage.due, passage.theme, passage.codes, passage.likelihood
FROM stored.follow_up_passages AS passage
JOIN stored.documents AS document USING (document_id)
WHERE passage.likelihood IS NOT NULL
    AND passage.record_id IN (SELECT record_id FROM stored.commitment_links)
    AND passage.record_id NOT IN (SELECT record_id FROM stored.commitments)
ORDER BY passage.document_id, passage.start_char;
