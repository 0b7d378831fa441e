CREATE VIEW recommendations_register AS
FROM stored.recommendations_register ORDER BY cycle, paragraph, letter, code, theme;
COMMENT ON VIEW recommendations_register IS 'The numbered recommendations of the UN Committee that are known.';
