CREATE VIEW stances AS
FROM stored.stances ORDER BY "order", stance;
COMMENT ON VIEW stances IS 'The stances of a response, with the labels that parliament and the Universal Periodic Review use.';
