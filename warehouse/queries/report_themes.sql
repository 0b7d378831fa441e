-- How much each theme is on the table, by year.
SELECT theme, coalesce(label, theme) AS label, year, citations + recommendations + commitments AS records
FROM theme_by_year
WHERE year IS NOT NULL
ORDER BY year, theme;
