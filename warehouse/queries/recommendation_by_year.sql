-- Each recommendation in $year, or in every year, and the kind of nothing where it is not cited.
FROM recommendation_by_year
WHERE $year IS NULL OR year = $year;
