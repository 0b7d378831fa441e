CREATE VIEW commitment_follow_up_details AS
SELECT
    link.record_id, link.document_id, commitment.quote, commitment.page, document.path, document.year, commitment.due,
    link.evidence_document_id, link.evidence_quote, link.evidence_page, link.evidence_start, link.evidence_end,
    evidence.path AS evidence_path, evidence.title AS evidence_title, evidence.year AS evidence_year,
    link.verdict, link.cue, link.happened, link.known_on, link.timing, link.shared, link.reason, link.score
FROM stored.commitment_links AS link
JOIN stored.commitments AS commitment ON commitment.record_id = link.record_id
JOIN stored.documents AS document ON document.document_id = link.document_id
JOIN stored.documents AS evidence ON evidence.document_id = link.evidence_document_id
WHERE link.verdict <> 'no_evidence' AND NOT document.withdrawn AND NOT evidence.withdrawn
ORDER BY link.document_id, commitment.start_char, link.record_id, link.score DESC, link.evidence_document_id, link.evidence_start;
COMMENT ON VIEW commitment_follow_up_details IS 'The links of commitment_follow_up with all that is known of them: where the evidence stands, when it happened, what both share.';
COMMENT ON COLUMN commitment_follow_up_details.quote IS 'The commitment, to the letter.';
COMMENT ON COLUMN commitment_follow_up_details.verdict IS 'done, under_way, cancelled or rescheduled.';
COMMENT ON COLUMN commitment_follow_up_details.reason IS 'Why they are linked and how they are read, for people.';
COMMENT ON COLUMN commitment_follow_up_details.evidence_path IS 'The file that tells what came of it.';
COMMENT ON COLUMN commitment_follow_up_details.evidence_title IS 'Its title.';
COMMENT ON COLUMN commitment_follow_up_details.evidence_year IS 'The year that it is about.';
