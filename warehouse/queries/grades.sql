-- How many documents there are of each quality of text; a file that was not read has none.
SELECT grade, count(*) AS documents
FROM documents
WHERE grade IS NOT NULL AND state <> 'withdrawn'
GROUP BY grade
ORDER BY grade;
