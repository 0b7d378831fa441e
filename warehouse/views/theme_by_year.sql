CREATE VIEW theme_by_year AS
WITH themed AS (
    SELECT theme, document_id, 'citation' AS noun FROM stored.recommendation_references
    UNION ALL
    SELECT theme, document_id, 'recommendation' FROM stored.recommendations
    UNION ALL
    SELECT theme, document_id, 'commitment' FROM stored.commitments
)
SELECT
    themed.theme, themes.label, document.year,
    (count(*) FILTER (noun = 'citation'))::INTEGER AS citations,
    (count(*) FILTER (noun = 'recommendation'))::INTEGER AS recommendations,
    (count(*) FILTER (noun = 'commitment'))::INTEGER AS commitments,
    count(DISTINCT document_id)::INTEGER AS documents
FROM themed
JOIN stored.documents AS document USING (document_id)
LEFT JOIN stored.themes AS themes USING (theme)
WHERE NOT document.withdrawn AND themed.theme IS NOT NULL
GROUP BY ALL
ORDER BY themed.theme, document.year;
COMMENT ON VIEW theme_by_year IS 'How much each theme is on the table in the documents of each year.';
COMMENT ON COLUMN theme_by_year.citations IS 'How many times a numbered recommendation on the theme is cited.';
COMMENT ON COLUMN theme_by_year.recommendations IS 'How many recommendations are on the theme.';
COMMENT ON COLUMN theme_by_year.commitments IS 'How many commitments are on the theme.';
COMMENT ON COLUMN theme_by_year.documents IS 'In how many documents.';
