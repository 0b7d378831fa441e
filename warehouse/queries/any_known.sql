-- Whether the warehouse has any of the documents that are `renewed`: most first builds have none,
-- and are spared a search through every table.
SELECT document_id FROM stored.documents WHERE document_id IN (FROM renewed) LIMIT 1;
