-- The documents of which a person reviewed a record, and the types of record that were reviewed.
SELECT correction.document_id, document.path, list(DISTINCT correction.record_type ORDER BY correction.record_type) AS record_types
FROM stored.corrections AS correction
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn AND NOT correction.follows
GROUP BY ALL
ORDER BY document.path;
