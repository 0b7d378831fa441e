CREATE VIEW organisations AS
FROM stored.organisations ORDER BY name, from_year;
COMMENT ON VIEW organisations IS 'The register of organisations and all their names.';
