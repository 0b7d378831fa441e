WITH entries AS (
    SELECT view_name AS view, NULL AS column, 0 AS place, NULL AS type, comment
    FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
    UNION ALL
    SELECT table_name, column_name, column_index, data_type, comment
    FROM duckdb_columns() WHERE NOT internal AND schema_name = 'main'
)
SELECT view, "column", type, comment FROM entries ORDER BY view, place;
