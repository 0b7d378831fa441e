-- Which numbered recommendations the documents of $year speak of in other words: one row per code
-- and document, with the passage that is most like it; none that the document cites as well.
SELECT
    spoken.code,
    spoken.theme,
    any_value(register.description) AS description,
    first(spoken.quote ORDER BY spoken.confidence DESC, spoken.record_id) AS quote,
    first(spoken.record_id ORDER BY spoken.confidence DESC, spoken.record_id) AS record_id,
    first(spoken.page ORDER BY spoken.confidence DESC, spoken.record_id) AS page,
    max(spoken.confidence) AS score,
    spoken.document_id,
    spoken.path,
    spoken.title
FROM inferred_references AS spoken
LEFT JOIN recommendations_register AS register
    ON register.code = spoken.code AND register.cycle = spoken.cycle AND register.theme = spoken.theme
WHERE spoken.year = $year
    AND NOT EXISTS (
        FROM recommendation_references AS cited
        WHERE cited.document_id = spoken.document_id AND cited.code = spoken.code
            AND (cited.code NOT LIKE '(%' OR cited.theme = spoken.theme)
    )
GROUP BY spoken.code, spoken.theme, spoken.document_id, spoken.path, spoken.title
ORDER BY
    try_cast(regexp_extract(spoken.code, '^\d+') AS INTEGER),
    spoken.code, spoken.theme, spoken.path, spoken.document_id;
