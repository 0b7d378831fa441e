-- What is known of every file ever met: whether it must be read again is for the flow to say.
SELECT document_id, path, paths, state, reason, coalesce(message, '') AS message, extraction_version AS version
FROM stored.documents
ORDER BY path, document_id;
