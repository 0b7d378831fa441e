CREATE VIEW evidence AS
WITH records AS (
    SELECT record_id, 'recommendation_references' AS record_type, document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.recommendation_references
    UNION ALL
    SELECT record_id, 'recommendations', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.recommendations
    UNION ALL
    SELECT record_id, 'commitments', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.commitments
    UNION ALL
    SELECT record_id, 'responses', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.responses
    UNION ALL
    SELECT record_id, 'organisation_mentions', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.organisation_mentions
    UNION ALL
    SELECT record_id, 'date_mentions', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.date_mentions
    UNION ALL
    SELECT record_id, 'inferred_references', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.inferred_references
    UNION ALL
    SELECT record_id, 'discrepancies', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.discrepancies
    UNION ALL
    SELECT record_id, 'theme_tables', document_id, page, start_char, end_char, quote, rule, confidence
    FROM stored.theme_tables
)
FROM records
WHERE document_id NOT IN (SELECT document_id FROM stored.documents WHERE withdrawn);
COMMENT ON VIEW evidence IS 'Where every record stands, one row per record of whatever type; offsets count Unicode characters from 0, half-open.';
COMMENT ON COLUMN evidence.start_char IS 'First character of the quote in the document''s text, from 0.';
COMMENT ON COLUMN evidence.end_char IS 'One past the last character of the quote.';
