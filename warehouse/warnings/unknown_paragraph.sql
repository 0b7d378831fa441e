-- Paragraphs of the Committee that new documents cite and the register does not know.
SELECT
    'unknown paragraph ' || reference.code || ', cited in ' || min(document.path)
    || CASE WHEN count(DISTINCT document_id) > 1 THEN ' and ' || (count(DISTINCT document_id) - 1) || ' more' ELSE '' END
    || ': "' || first(reference.quote ORDER BY length(reference.quote), reference.record_id) || '"' AS warning
FROM stored.recommendation_references AS reference
JOIN to_check USING (document_id)
JOIN stored.documents AS document USING (document_id)
WHERE NOT reference.known AND NOT document.withdrawn
GROUP BY reference.code
ORDER BY reference.code;
