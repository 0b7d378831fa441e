-- The recommendations of the documents of $year, or all, with who asks and who is asked.
SELECT
    record_id, document_id, quote, issuer, addressees, codes, theme, page, coalesce(title, path) AS title, year
FROM recommendations
WHERE $year IS NULL OR year = $year
ORDER BY theme NULLS LAST, year DESC, path, start_char;
