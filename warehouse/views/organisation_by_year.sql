CREATE VIEW organisation_by_year AS
WITH register AS (
    SELECT name, min(type) AS type FROM stored.organisations GROUP BY name
)
SELECT
    mention.name, register.type, document.year,
    count(*)::INTEGER AS mentions,
    count(DISTINCT document_id)::INTEGER AS documents
FROM stored.organisation_mentions AS mention
JOIN stored.documents AS document USING (document_id)
LEFT JOIN register USING (name)
WHERE NOT document.withdrawn
GROUP BY ALL
ORDER BY mention.name, document.year;
COMMENT ON VIEW organisation_by_year IS 'How often each organisation is named in the documents of each year.';
COMMENT ON COLUMN organisation_by_year.name IS 'Canonical name of the register, else the name as it is written.';
COMMENT ON COLUMN organisation_by_year.mentions IS 'How many times it is named.';
COMMENT ON COLUMN organisation_by_year.documents IS 'In how many documents.';
