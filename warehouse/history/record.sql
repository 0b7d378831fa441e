SELECT
    '{table}' AS record_type, record.record_id, record.document_id, record.page, record.start_char,
    record.quote, to_json(record)::VARCHAR AS fields
FROM {side}.stored.{table} AS record
