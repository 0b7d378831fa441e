-- Every passage that cites a numbered recommendation of the Committee, or speaks of it in other
-- words, with the organisations that stand in it.
WITH spoken AS (
    SELECT record_id, document_id, code, theme, quote, page, start_char, end_char, confidence, 'cited' AS how
    FROM recommendation_references
    UNION ALL
    SELECT record_id, document_id, code, theme, quote, page, start_char, end_char, confidence, 'inferred'
    FROM inferred_references
)
SELECT
    spoken.record_id, spoken.document_id, spoken.code, spoken.theme, spoken.quote, spoken.page, spoken.how,
    coalesce(document.title, document.path) AS title, document.year,
    (
        SELECT coalesce(list(DISTINCT mention.name ORDER BY mention.name), [])
        FROM organisation_mentions AS mention
        WHERE mention.document_id = spoken.document_id
            AND mention.start_char < spoken.end_char AND mention.end_char > spoken.start_char
    ) AS organisations
FROM spoken
JOIN documents AS document USING (document_id)
WHERE document.year IS NOT NULL
ORDER BY spoken.how, spoken.confidence DESC, document.path, spoken.start_char, spoken.record_id;
