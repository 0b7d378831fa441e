-- What people decided, in its order, with the records that each shaped last; $outcome may be null.
SELECT
    review.line, review.review_id, review.reviewed_at, review.reviewer, review.decision, review.path,
    review.record_type, review.quote, review.changes, review.remark, review.outcome, review.explanation,
    coalesce(
        list(DISTINCT correction.shown_id ORDER BY correction.shown_id)
            FILTER (correction.shown_id IS NOT NULL AND NOT correction.follows),
        []
    ) AS record_ids
FROM stored.reviews AS review
LEFT JOIN stored.corrections AS correction USING (review_id)
WHERE $outcome IS NULL OR review.outcome = $outcome
GROUP BY ALL
ORDER BY review.line;
