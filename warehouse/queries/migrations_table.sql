CREATE SCHEMA IF NOT EXISTS stored;
CREATE TABLE IF NOT EXISTS stored.migrations (
    name VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE stored.migrations IS 'The steps that gave the warehouse its present structure.';
COMMENT ON COLUMN stored.migrations.name IS 'The file in warehouse/migrations, without .sql.';
COMMENT ON COLUMN stored.migrations.checksum IS 'SHA-256 of that file, so that an edited one is noticed.';
COMMENT ON COLUMN stored.migrations.applied_at IS 'When it was applied, in UTC.';
