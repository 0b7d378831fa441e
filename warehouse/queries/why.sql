-- Where the records stand whose id begins with $prefix, with the text on either side.
SELECT
    evidence.record_id, evidence.record_type,
    substr(
        document.text,
        greatest(evidence.start_char - $context, 0) + 1,
        least(evidence.start_char, $context)
    ) AS before,
    evidence.quote,
    substr(document.text, evidence.end_char + 1, $context) AS after,
    evidence.rule, evidence.confidence,
    evidence.document_id, document.path, document.title, document.year,
    evidence.page, evidence.start_char, evidence.end_char
FROM evidence
JOIN documents AS document USING (document_id)
WHERE starts_with(evidence.record_id, $prefix)
ORDER BY evidence.record_id;
