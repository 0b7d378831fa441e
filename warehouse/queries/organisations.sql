-- Who is named in the documents of $year, or of each year, the most often named first.
SELECT name, type, year, mentions, documents
FROM organisation_by_year
WHERE $year IS NULL OR year = $year
ORDER BY year, mentions DESC, name;
