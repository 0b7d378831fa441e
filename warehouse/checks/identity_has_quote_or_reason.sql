-- Of each field of a document's identity something is quoted, or it is said why nothing is.
SELECT 'identity of ' || document_id || ': ' || field AS offender
FROM stored.identity_evidence
WHERE (quote IS NULL) = (reason IS NULL) OR (quote IS NOT NULL AND (value IS NULL OR rule IS NULL));
