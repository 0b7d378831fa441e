-- What one version ({side}) shows: its documents, their records, and what reviews made of them.
CREATE TEMP TABLE {side}_documents AS
SELECT
    document_id, path, extraction_version, rules_version, register_version, model_version, reader_version,
    settings_version, manifest_version, reviews_version
FROM {side}.stored.documents WHERE NOT withdrawn;

CREATE TEMP TABLE {side}_records AS
SELECT
    *, row_number() OVER (
        PARTITION BY document_id, record_type, quote ORDER BY start_char, record_id
    ) AS number
FROM ({records})
SEMI JOIN {side}_documents USING (document_id);

CREATE TEMP TABLE {side}_corrections AS
SELECT record_type, review_id, spoken_of AS record_id
FROM (
    SELECT record_type, review_id, unnest([shown_id, found_id]) AS spoken_of
    FROM {side}.stored.corrections
);
