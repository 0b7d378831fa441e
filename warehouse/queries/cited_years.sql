-- The years whose documents cite recommendations.
SELECT DISTINCT year FROM recommendation_by_year WHERE citations > 0 ORDER BY year;
