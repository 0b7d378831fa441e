WITH columns AS (
    SELECT schema_name, table_name, column_name, comment
    FROM duckdb_columns()
    WHERE NOT internal AND schema_name IN ('main', 'stored')
),
own AS (
    SELECT table_name, column_name, comment
    FROM columns WHERE schema_name = 'stored' AND comment IS NOT NULL
),
-- What is worked out for a year speaks of its columns in its own way, and for no other.
agreed AS (
    SELECT column_name, min(comment) AS comment
    FROM own WHERE table_name <> 'recommendation_by_year' GROUP BY column_name HAVING count(DISTINCT comment) = 1
)
SELECT
    columns.schema_name || '.' || columns.table_name,
    columns.column_name,
    coalesce(own.comment, agreed.comment) AS inherited
FROM columns
LEFT JOIN own
    ON columns.schema_name = 'main'
    AND own.table_name = columns.table_name
    AND own.column_name = columns.column_name
LEFT JOIN agreed ON agreed.column_name = columns.column_name
WHERE columns.comment IS NULL AND inherited IS NOT NULL
ORDER BY ALL;
