-- The passages that fit what is sought best (BM25), and the records in them. `sought` holds each part
-- of the query in all its forms; `clauses` which parts a passage must hold together, and which not.
WITH counted AS (
    SELECT
        block_id, length, part,
        max(occurrences(
            CASE place WHEN 'words' THEN words WHEN 'stems' THEN stems ELSE lemma_stems END, stretch
        )) AS times
    FROM stored.block_words, sought
    GROUP BY ALL
    HAVING times > 0
),
whole AS (
    SELECT count(*) AS passages, avg(length) AS length FROM stored.block_words
),
weights AS (
    SELECT part, ln(1 + (passages - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM counted, whole
    GROUP BY part, passages
),
scored AS (
    SELECT
        block_id, list(part) AS parts,
        sum(weight * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * counted.length / whole.length))) AS score
    FROM counted JOIN weights USING (part), whole
    GROUP BY block_id
),
fitting AS (
    SELECT block_id, coalesce(score, 0) AS score
    FROM stored.block_words
    LEFT JOIN scored USING (block_id)
    WHERE (score IS NOT NULL OR EXISTS (FROM clauses WHERE required = []))
        AND EXISTS (
            FROM clauses
            WHERE list_has_all(coalesce(parts, []), required) AND NOT list_has_any(coalesce(parts, []), refused)
        )
),
themed AS (
    SELECT theme, document_id, start_char, end_char FROM stored.recommendation_references
    UNION ALL
    SELECT theme, document_id, start_char, end_char FROM stored.inferred_references
    UNION ALL
    SELECT theme, document_id, start_char, end_char FROM stored.recommendations
    UNION ALL
    SELECT theme, document_id, start_char, end_char FROM stored.commitments
),
named AS (
    SELECT document_id, start_char, end_char
    FROM stored.organisation_mentions
    WHERE lower(name) = lower($organisation)
        OR name IN (
            SELECT name FROM stored.organisations
            WHERE list_contains(
                [lower(other) FOR other IN list_concat(aliases, abbreviations)], lower($organisation)
            )
        )
),
found AS (
    SELECT
        fitting.score, block.text AS quote, block.kind, block.page, block.start_char, block.end_char,
        document.document_id, document.path, document.title, document.year
    FROM fitting
    JOIN blocks AS block USING (block_id)
    JOIN documents AS document USING (document_id)
    WHERE ($year IS NULL OR document.year = $year)
        AND ($kind IS NULL OR document.kind = $kind)
        AND ($theme IS NULL OR EXISTS (
            FROM themed
            WHERE themed.theme = $theme AND themed.document_id = block.document_id
                AND themed.start_char < block.end_char AND themed.end_char > block.start_char
        ))
        AND ($organisation IS NULL OR EXISTS (
            FROM named
            WHERE named.document_id = block.document_id
                AND named.start_char < block.end_char AND named.end_char > block.start_char
        ))
        AND ($record_type IS NULL OR EXISTS (
            FROM evidence AS record
            WHERE record.record_type = $record_type AND record.document_id = block.document_id
                AND record.start_char < block.end_char AND record.end_char > block.start_char
        ))
    ORDER BY fitting.score DESC, document.path, document.document_id, block.start_char
    LIMIT $limit
)
SELECT
    found.*,
    coalesce(
        (
            SELECT list(record_id ORDER BY start_char, record_type, record_id)
            FROM evidence AS record
            WHERE record.document_id = found.document_id
                AND record.start_char < found.end_char AND record.end_char > found.start_char
                AND record_type NOT IN ('organisation_mentions', 'date_mentions')
        ),
        []
    ) AS record_ids
FROM found
ORDER BY score DESC, path, document_id, start_char;
