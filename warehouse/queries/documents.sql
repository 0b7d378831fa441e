-- Every file that was met, with how reading went.
SELECT
    document_id, path, kind, year, title, published, files.state, files.reason, message, files.grade, pages
FROM documents
JOIN files USING (document_id, path)
ORDER BY path, document_id;
