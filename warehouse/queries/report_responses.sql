-- The answers in the documents of $year, or all.
SELECT record_id, document_id, quote, stance, issuer, codes, page, coalesce(title, path) AS title, year
FROM recommendation_responses
WHERE $year IS NULL OR year = $year
ORDER BY year DESC, path, page, record_id;
