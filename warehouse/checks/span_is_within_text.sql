-- Records, pages and blocks lie within their document's text, and none is turned around.
WITH texts AS MATERIALIZED (
    SELECT document_id, length(text) AS length FROM to_check
),
spans AS (
    SELECT record_type || ' ' || record_id AS name, length, start_char, end_char, end_char > start_char AS sound
    FROM evidence JOIN texts USING (document_id)
    UNION ALL
    SELECT 'page ' || document_id || ':' || number, length, start_char, end_char, end_char >= start_char
    FROM stored.pages JOIN texts USING (document_id)
    UNION ALL
    SELECT 'block ' || block_id, length, start_char, end_char, end_char >= start_char
    FROM stored.blocks JOIN texts USING (document_id)
)
SELECT name AS offender
FROM spans
WHERE NOT sound OR start_char < 0 OR end_char > length;
