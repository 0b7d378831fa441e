-- How many commitments each year's documents hold, by what came of them: the best of all evidence.
WITH best AS (
    SELECT record_id, first(verdict ORDER BY score DESC) AS verdict FROM commitment_follow_up GROUP BY record_id
)
SELECT commitment.year, best.verdict, count(*)::INTEGER AS commitments
FROM commitments AS commitment JOIN best USING (record_id)
WHERE commitment.year IS NOT NULL
GROUP BY ALL
ORDER BY ALL;
