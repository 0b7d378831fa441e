CREATE VIEW commitment_follow_up AS
WITH shown AS (
    SELECT document_id, coalesce(title, path) AS title FROM stored.documents WHERE NOT withdrawn
),
links AS (
    SELECT link.*, shown.title
    FROM stored.commitment_links AS link
    JOIN shown ON shown.document_id = link.evidence_document_id
),
-- Where nothing tells what came of a promise: who says that it did not happen yet, and whether anyone could.
denied AS (
    SELECT
        record_id,
        first(title || ': ' || evidence_quote ORDER BY score DESC, evidence_document_id, evidence_start) AS quote
    FROM links
    WHERE verdict = 'no_evidence'
    GROUP BY record_id
),
latest AS (
    SELECT max(told.told_to) AS day FROM stored.follow_up_documents AS told JOIN shown USING (document_id)
)
SELECT
    commitment.record_id, commitment.document_id, commitment.quote,
    link.evidence_document_id, link.evidence_quote,
    coalesce(link.verdict, 'no_evidence') AS verdict,
    CASE
        WHEN link.reason IS NOT NULL THEN link.reason
        WHEN denied.quote IS NOT NULL THEN 'a later document denies it; ' || denied.quote
        WHEN own.told_to IS NULL THEN 'nothing tells when it was promised'
        WHEN latest.day > own.told_to THEN 'no later document tells what came of it'
        ELSE 'no later document'
    END AS reason,
    coalesce(link.score, 0.0) AS score
FROM stored.commitments AS commitment
JOIN shown ON shown.document_id = commitment.document_id
CROSS JOIN latest
LEFT JOIN links AS link ON link.record_id = commitment.record_id AND link.verdict <> 'no_evidence'
LEFT JOIN denied ON denied.record_id = commitment.record_id
LEFT JOIN stored.follow_up_documents AS own ON own.document_id = commitment.document_id
ORDER BY
    commitment.document_id, commitment.start_char, commitment.record_id,
    link.score DESC, link.evidence_document_id, link.evidence_start;
COMMENT ON VIEW commitment_follow_up IS 'What came of each commitment: a row for each passage of a later document that tells, or one with no_evidence.';
COMMENT ON COLUMN commitment_follow_up.document_id IS 'The document that promises.';
COMMENT ON COLUMN commitment_follow_up.quote IS 'The commitment, to the letter.';
COMMENT ON COLUMN commitment_follow_up.verdict IS 'done, under_way, cancelled, rescheduled, or no_evidence.';
COMMENT ON COLUMN commitment_follow_up.reason IS 'Why they are linked and how they are read, or why there is no link.';
COMMENT ON COLUMN commitment_follow_up.score IS 'How sure the link is, from 0 to 1; 0 without one.';
