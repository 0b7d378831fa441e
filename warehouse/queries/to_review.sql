-- Records that can be reviewed, those that were rejected among them; every $ may be null.
-- A sample is the same whenever it is taken.
WITH shown AS (
    SELECT record_id, record_type, document_id, start_char, page, rule, confidence, NULL AS found FROM evidence
    UNION ALL
    SELECT
        found_id, record_type, document_id, (found ->> 'start')::INTEGER, (found ->> 'page')::INTEGER,
        found ->> 'rule', (found ->> 'confidence')::DOUBLE, found
    FROM stored.corrections
    WHERE shown_id IS NULL AND found_id IS NOT NULL AND review_id IN (
        SELECT review_id FROM stored.reviews WHERE decision = 'reject'
    )
),
last_review AS (
    SELECT coalesce(correction.shown_id, correction.found_id) AS record_id, any_value(review.decision) AS decision,
        any_value(review.reviewer) AS reviewer
    FROM stored.corrections AS correction
    JOIN stored.reviews AS review USING (review_id)
    WHERE NOT correction.follows
    GROUP BY ALL
),
chosen AS (
    SELECT shown.*, document.path, document.title, document.year, last_review.decision, last_review.reviewer
    FROM shown
    JOIN stored.documents AS document USING (document_id)
    LEFT JOIN last_review USING (record_id)
    WHERE NOT document.withdrawn
        AND ($year IS NULL OR document.year = $year)
        AND ($kind IS NULL OR document.kind = $kind)
        AND ($record_type IS NULL OR record_type = $record_type)
        AND ($min_confidence IS NULL OR confidence >= $min_confidence)
        AND ($max_confidence IS NULL OR confidence <= $max_confidence)
    QUALIFY $sample IS NULL OR row_number() OVER (ORDER BY sha256(record_id)) <= $sample
)
FROM chosen ORDER BY path, document_id, start_char, record_type, record_id;
