CREATE VIEW reviews AS
FROM stored.reviews ORDER BY reviewed_at, review_id;
COMMENT ON VIEW reviews IS 'What people corrected, and whether it was applied.';
