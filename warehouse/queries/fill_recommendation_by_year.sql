-- The view recommendation_by_year as a table, filled at every build: over millions of records it
-- would take seconds to answer.
DELETE FROM stored.recommendation_by_year;
INSERT INTO stored.recommendation_by_year BY NAME
WITH shown AS (
    SELECT document_id, path, year, state, text FROM stored.documents WHERE NOT withdrawn
),
span AS (
    SELECT min(year) AS first_year, max(year) AS last_year FROM shown
),
-- A file that could not be read has no year of its own: any year in its name may be it.
named_years AS (
    SELECT document_id, unnest(regexp_extract_all(path, '(?:19|20)\d\d'))::INTEGER AS year
    FROM shown WHERE year IS NULL AND state <> 'read'
),
-- One year past the known ones, so that this year's only file counts when it fails.
dated AS (
    SELECT document_id, year, state <> 'read' AS failed FROM shown WHERE year IS NOT NULL
    UNION ALL
    SELECT DISTINCT document_id, year, true FROM named_years, span
    WHERE year BETWEEN first_year - 1 AND last_year + 1
),
years AS (
    SELECT year, coalesce(documents, 0)::INTEGER AS documents, coalesce(failed, 0)::INTEGER AS failed
    FROM (SELECT unnest(range(min(year), max(year) + 1))::INTEGER AS year FROM dated)
    LEFT JOIN (
        SELECT year, count(*) AS documents, count(*) FILTER (failed) AS failed FROM dated GROUP BY year
    ) USING (year)
),
newest AS (
    SELECT coalesce(
        (SELECT max_by(cycle, adopted) FROM stored.cycles),
        (SELECT max(cycle) FROM stored.recommendations_register)
    ) AS cycle
),
-- Where only the letter is known, (c) of one theme is not (c) of another.
register AS (
    SELECT
        cycle, code, theme, description, certainty,
        CASE WHEN code LIKE '(%' THEN theme END AS letter_theme
    FROM stored.recommendations_register
),
-- A report's own numbers ("aanbeveling 3") mean another thing in every report: not counted here,
-- unlike "paragraaf 36". Inferred: the register gave the paragraph, as 40(i) of a bare "[i] VOG".
citations AS MATERIALIZED (
    SELECT
        record.code, record.theme, record.record_id, record.document_id, record.quote, record.confidence,
        shown.year, coalesce(record.cycle, newest.cycle) AS cycle,
        CASE WHEN record.code LIKE '(%' THEN record.theme END AS letter_theme,
        regexp_extract(record.code, '^\d+') AS paragraph,
        CASE
            WHEN paragraph = '' OR regexp_matches(record.text, '\d') THEN true
            ELSE list_contains(regexp_extract_all(record.quote, '\d+'), paragraph)
        END AS literal
    FROM stored.recommendation_references AS record
    JOIN shown USING (document_id)
    CROSS JOIN newest
    WHERE paragraph <> record.code
        OR regexp_matches(record.quote, '(?i)(?:paragra\w+|par\.|§)\s*' || paragraph || '\b')
),
-- What is spoken of in other words is mentioned, but not cited: it never counts as a citation.
mentions AS (
    SELECT code, letter_theme, cycle, year, record_id, document_id, quote, confidence, literal, true AS cited
    FROM citations
    UNION ALL
    SELECT
        record.code, CASE WHEN record.code LIKE '(%' THEN record.theme END, coalesce(record.cycle, newest.cycle),
        shown.year, record.record_id, record.document_id, record.quote, record.confidence, false, false
    FROM stored.inferred_references AS record
    JOIN shown USING (document_id)
    CROSS JOIN newest
),
-- Who cites 25(f) also cites paragraph 25, where the register lists it as a whole.
counted AS (
    FROM mentions
    UNION ALL
    SELECT
        regexp_extract(code, '^\d+') AS paragraph, NULL, cycle, year, record_id, document_id,
        quote, confidence, literal, cited
    FROM mentions
    WHERE paragraph <> code AND (paragraph, cycle) IN (SELECT (code, cycle) FROM register)
),
known AS (
    SELECT *, cycle AS of_cycle FROM register
    UNION ALL
    SELECT NULL, code, min(theme), NULL, NULL, letter_theme, cycle
    FROM citations
    WHERE NOT EXISTS (
        FROM register
        WHERE register.code = citations.code
            AND register.cycle = citations.cycle
            AND register.letter_theme IS NOT DISTINCT FROM citations.letter_theme
    )
    GROUP BY code, letter_theme, cycle
),
cited AS (
    SELECT
        code, letter_theme, cycle, year,
        count(*) FILTER (cited)::INTEGER AS citations,
        bool_or(literal) AS literal,
        count(DISTINCT document_id)::INTEGER AS mentioning_documents,
        -- Nobody reads five thousand ids in one cell; the views of the records have them all.
        list(DISTINCT document_id ORDER BY document_id)[:20] AS document_ids,
        first(quote ORDER BY literal DESC, cited DESC, confidence DESC, length(quote) DESC, record_id) AS quote
    FROM counted
    WHERE year IS NOT NULL
    GROUP BY code, letter_theme, cycle, year
)
SELECT
    known.cycle, known.code, known.theme, known.description, known.certainty, years.year,
    CASE
        WHEN cited.literal THEN 'cited'
        WHEN NOT cited.literal THEN 'inferred_only'
        WHEN years.documents = 0 THEN 'no_document'
        WHEN years.failed > 0 THEN 'failed'
        ELSE 'not_mentioned'
    END AS status,
    coalesce(cited.citations, 0) AS citations,
    coalesce(cited.mentioning_documents, 0) AS mentioning_documents,
    coalesce(cited.document_ids, []) AS document_ids,
    cited.quote,
    years.documents,
    years.failed AS failed_documents,
    row_number() OVER (
        ORDER BY known.cycle, try_cast(regexp_extract(known.code, '^\d+') AS INTEGER), known.code, known.theme, years.year
    )::INTEGER AS place
FROM known
CROSS JOIN years
LEFT JOIN cited
    ON cited.code = known.code
    AND cited.letter_theme IS NOT DISTINCT FROM known.letter_theme
    AND cited.cycle IS NOT DISTINCT FROM known.of_cycle
    AND cited.year = years.year;
