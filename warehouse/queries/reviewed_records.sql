-- The records of a document that a person confirmed, corrected or added.
SELECT DISTINCT shown_id FROM stored.corrections
WHERE document_id = $document_id AND shown_id IS NOT NULL AND NOT follows;
