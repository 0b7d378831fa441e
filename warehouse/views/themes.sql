CREATE VIEW themes AS
FROM stored.themes ORDER BY "order", theme;
COMMENT ON VIEW themes IS 'The themes of the dialogue.';
