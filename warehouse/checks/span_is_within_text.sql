-- Records, pages and blocks lie within their document's text, and none is turned around.
WITH texts AS MATERIALIZED (
    SELECT document_id, length(text) AS length FROM stored.documents
),
spans AS (
    SELECT record_type || ' ' || record_id AS name, document_id, start_char, end_char, end_char > start_char AS sound
    FROM evidence
    UNION ALL
    SELECT 'page ' || document_id || ':' || number, document_id, start_char, end_char, end_char >= start_char
    FROM stored.pages
    UNION ALL
    SELECT 'block ' || block_id, document_id, start_char, end_char, end_char >= start_char
    FROM stored.blocks
)
SELECT spans.name AS offender
FROM spans
JOIN texts USING (document_id)
WHERE NOT spans.sound OR spans.start_char < 0 OR spans.end_char > texts.length;
