CREATE VIEW rule_yield AS
WITH found AS (
    SELECT rule, 'recommendation_references' AS record_type, document_id FROM stored.recommendation_references
    UNION ALL
    SELECT rule, 'recommendations', document_id FROM stored.recommendations
    UNION ALL
    SELECT rule, 'commitments', document_id FROM stored.commitments
    UNION ALL
    SELECT rule, 'responses', document_id FROM stored.responses
    UNION ALL
    SELECT rule, 'organisation_mentions', document_id FROM stored.organisation_mentions
    UNION ALL
    SELECT rule, 'date_mentions', document_id FROM stored.date_mentions
    UNION ALL
    SELECT rule, 'inferred_references', document_id FROM stored.inferred_references
    UNION ALL
    SELECT rule, 'discrepancies', document_id FROM stored.discrepancies
    UNION ALL
    SELECT rule, 'theme_tables', document_id FROM stored.theme_tables
)
SELECT
    found.rule, found.record_type,
    count(*)::INTEGER AS records,
    count(DISTINCT document_id)::INTEGER AS documents
FROM found
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn
GROUP BY ALL
ORDER BY found.rule, found.record_type;
COMMENT ON VIEW rule_yield IS 'How many records each rule found, and in how many documents: which rules carry their weight.';
COMMENT ON COLUMN rule_yield.records IS 'How many records it found.';
COMMENT ON COLUMN rule_yield.documents IS 'In how many documents.';
