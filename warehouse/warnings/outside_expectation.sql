-- New documents, wholly read, that hold fewer or more than a document of their kind is expected to.
WITH documents AS (
    SELECT document_id, document.path, document.kind, document.pages
    FROM stored.documents AS document
    JOIN to_check USING (document_id)
    WHERE document.state = 'read' AND NOT document.withdrawn
),
found AS (
    SELECT document_id, record_type, count(*) AS number
    FROM evidence SEMI JOIN documents USING (document_id)
    GROUP BY ALL
),
counted AS (
    SELECT document_id, 'pages' AS counted, pages AS number FROM documents
    UNION ALL
    SELECT document_id, record_type, number FROM found
    UNION ALL
    SELECT document_id, 'records', sum(number) FROM found GROUP BY document_id
)
SELECT
    documents.path || ': ' || coalesce(number, 0) || ' ' || replace(counted, '_', ' ')
    || ', where ' || expected.at_least || ' to ' || expected.at_most || ' are expected of a document of the kind '
    || expected.kind AS warning
FROM documents
JOIN stored.expectations AS expected USING (kind)
LEFT JOIN counted USING (document_id, counted)
WHERE coalesce(number, 0) NOT BETWEEN expected.at_least AND expected.at_most
ORDER BY documents.path, counted;
