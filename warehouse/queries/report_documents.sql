-- The documents of $year, or all, as the page lists them; of those without a year only what was not read.
SELECT document_id, path, coalesce(title, path) AS title, kind, year, published, state, reason, grade, pages
FROM documents
WHERE state <> 'withdrawn'
    AND ($year IS NULL OR year = $year OR (year IS NULL AND state <> 'read'))
ORDER BY year DESC NULLS LAST, path;
