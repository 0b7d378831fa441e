CREATE VIEW reviews AS
SELECT * EXCLUDE (review) FROM stored.reviews ORDER BY line;
COMMENT ON VIEW reviews IS 'What people decided about records, and what became of it: applied, overruled or orphaned.';
