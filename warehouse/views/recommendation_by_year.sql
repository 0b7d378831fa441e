CREATE VIEW recommendation_by_year AS
SELECT * EXCLUDE (place) FROM stored.recommendation_by_year ORDER BY place;
COMMENT ON VIEW recommendation_by_year IS 'Which numbered recommendations the documents of each year cite, and where they do not, why not; from the first to the last year that has a document.';
