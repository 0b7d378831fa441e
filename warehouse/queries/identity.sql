-- What the document is.
SELECT kind, year, published, title, edition, event_date, publisher, language, url
FROM stored.documents
WHERE document_id = $document_id;
