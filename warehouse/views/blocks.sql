CREATE VIEW blocks AS
SELECT part.*
FROM stored.blocks AS part
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW blocks IS 'The passages of each document in reading order.';
