-- Which numbered recommendations the documents of $year cite: one row per code and document.
WITH register AS (
    SELECT code, CASE WHEN code LIKE '(%' THEN theme END AS letter_theme, min(description) AS description
    FROM recommendations_register
    GROUP BY ALL
)
SELECT
    reference.code,
    reference.theme,
    register.description,
    count(*)::INTEGER AS citations,
    first(reference.quote ORDER BY reference.confidence DESC, length(reference.quote) DESC, reference.record_id) AS quote,
    first(reference.record_id ORDER BY reference.confidence DESC, length(reference.quote) DESC, reference.record_id) AS record_id,
    min(reference.page) AS page,
    reference.document_id,
    reference.path,
    reference.title
FROM recommendation_references AS reference
LEFT JOIN register
    ON register.code = reference.code
    AND reference.known -- a report's own number 5 is not the Committee's paragraph 5
    AND (register.letter_theme IS NULL OR register.letter_theme = reference.theme)
WHERE reference.year = $year
GROUP BY
    reference.code, reference.theme, register.description,
    reference.document_id, reference.path, reference.title
ORDER BY
    try_cast(regexp_extract(reference.code, '^\d+') AS INTEGER),
    reference.code, reference.theme, reference.path, reference.document_id;
