-- The records that only one of two versions has, or that say another thing in the other, with what
-- differs in how their document was made. A document whose file was replaced is compared with what
-- the file held before.
WITH replaced AS (
    SELECT after.document_id, before.document_id AS earlier_id
    FROM (FROM after_documents ANTI JOIN before_documents USING (document_id)) AS after
    JOIN (FROM before_documents ANTI JOIN after_documents USING (document_id)) AS before USING (path)
),
before_compared AS (
    SELECT
        record.*, coalesce(replaced.document_id, record.document_id) AS compared_with,
        CASE WHEN replaced.document_id IS NULL THEN record_id ELSE quote || chr(31) || number END AS same
    FROM before_records AS record
    LEFT JOIN replaced ON replaced.earlier_id = record.document_id
),
after_compared AS (
    SELECT
        record.*, record.document_id AS compared_with,
        CASE WHEN replaced.document_id IS NULL THEN record_id ELSE quote || chr(31) || number END AS same
    FROM after_records AS record
    LEFT JOIN replaced USING (document_id)
),
-- What a review made in one version and not in the other; undone is corrected too.
corrected AS (
    (FROM before_corrections EXCEPT FROM after_corrections)
    UNION
    (FROM after_corrections EXCEPT FROM before_corrections)
),
changed AS (
    SELECT
        CASE WHEN before.same IS NULL THEN 'added' WHEN after.same IS NULL THEN 'removed' ELSE 'changed' END AS change,
        coalesce(after.record_type, before.record_type) AS record_type,
        coalesce(after.record_id, before.record_id) AS record_id,
        coalesce(after.page, before.page) AS page,
        coalesce(after.start_char, before.start_char) AS start_char,
        coalesce(after.quote, before.quote) AS quote,
        before.document_id AS before_id, after.document_id AS after_id,
        before.fields AS before_fields, after.fields AS after_fields
    FROM before_compared AS before
    FULL JOIN after_compared AS after USING (compared_with, record_type, same)
    WHERE before.fields IS DISTINCT FROM after.fields
)
SELECT
    change, changed.record_type, changed.record_id, coalesce(new.path, old.path) AS path, page, quote,
    before_fields, after_fields,
    old.document_id IS NOT NULL AND new.document_id IS NOT NULL AND coalesce(before_id = after_id, true) AS same_document,
    EXISTS (
        FROM corrected
        WHERE corrected.record_type = changed.record_type AND corrected.record_id = changed.record_id
    ) AS corrected,
    old.rules_version IS DISTINCT FROM new.rules_version AS rules_differ,
    old.register_version IS DISTINCT FROM new.register_version AS register_differ,
    old.model_version IS DISTINCT FROM new.model_version AS model_differ,
    old.reader_version IS DISTINCT FROM new.reader_version AS reader_differ,
    old.settings_version IS DISTINCT FROM new.settings_version AS settings_differ,
    old.manifest_version IS DISTINCT FROM new.manifest_version AS manifest_differ,
    old.reviews_version IS DISTINCT FROM new.reviews_version AS reviews_differ
FROM changed
LEFT JOIN before_documents AS old ON old.document_id = coalesce(before_id, after_id)
LEFT JOIN after_documents AS new ON new.document_id = coalesce(after_id, before_id)
ORDER BY path, start_char, record_type, record_id, change;
