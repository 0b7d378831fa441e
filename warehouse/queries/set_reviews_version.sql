-- $ids and $versions are the documents that reviews speak of, and a hash of those reviews.
UPDATE stored.documents AS document
SET reviews_version = spoken_of.version
FROM (
    SELECT document_id, given.version
    FROM stored.documents
    LEFT JOIN (SELECT unnest($ids) AS document_id, unnest($versions) AS version) AS given USING (document_id)
) AS spoken_of
WHERE spoken_of.document_id = document.document_id
    AND document.reviews_version IS DISTINCT FROM spoken_of.version;
