-- The passages that fit $words best (BM25), of $year or of all years, and the records in them.
WITH ranked AS (
    SELECT block_id, fts_stored_blocks.match_bm25(block_id, $words) AS score
    FROM stored.blocks
    WHERE kind <> 'furniture'
),
found AS (
    SELECT
        ranked.score, block.text AS quote, block.kind, block.page, block.start_char, block.end_char,
        document.document_id, document.path, document.title, document.year
    FROM ranked
    JOIN blocks AS block USING (block_id)
    JOIN documents AS document USING (document_id)
    WHERE ranked.score IS NOT NULL AND ($year IS NULL OR document.year = $year)
    ORDER BY ranked.score DESC, document.path, document.document_id, block.start_char
    LIMIT $limit
)
SELECT
    found.*,
    coalesce(
        (
            SELECT list(record_id ORDER BY start_char, record_type, record_id)
            FROM evidence
            WHERE evidence.document_id = found.document_id
                AND evidence.start_char < found.end_char
                AND evidence.end_char > found.start_char
                AND record_type NOT IN ('organisation_mentions', 'date_mentions')
        ),
        []
    ) AS record_ids
FROM found
ORDER BY found.score DESC, found.path, found.document_id, found.start_char;
