-- The records of the annotation guide, one table per noun; columns as in schemas/records.py.
-- Columns that schemas/ describes take their comment from there.

CREATE TABLE stored.recommendation_references (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    code VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    text_start INTEGER NOT NULL,
    text_end INTEGER NOT NULL,
    theme VARCHAR,
    known BOOLEAN
);
COMMENT ON TABLE stored.recommendation_references IS 'Citations of numbered recommendations, one row for each time one is cited.';
COMMENT ON COLUMN stored.recommendation_references.record_id IS 'The record: made from its type, its document and where it stands.';

CREATE TABLE stored.recommendations (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    issuer VARCHAR,
    codes VARCHAR[] NOT NULL,
    theme VARCHAR
);
COMMENT ON TABLE stored.recommendations IS 'Passages that say what someone should do.';

CREATE TABLE stored.commitments (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    kind VARCHAR NOT NULL,
    actors VARCHAR[] NOT NULL,
    due VARCHAR,
    due_from DATE,
    due_to DATE,
    theme VARCHAR,
    codes VARCHAR[] NOT NULL,
    status VARCHAR NOT NULL
);
COMMENT ON TABLE stored.commitments IS 'Passages that say what someone will do, or what must have been reached.';
COMMENT ON COLUMN stored.commitments.kind IS 'goal or step (in a theme table), target (at a named moment) or pledge (in running text).';
COMMENT ON COLUMN stored.commitments.due_from IS 'First day that the deadline can mean: 2024-04 may fall due on 1 April.';
COMMENT ON COLUMN stored.commitments.due_to IS 'Last day that the deadline can mean: 2024-04 is past after 30 April.';
COMMENT ON COLUMN stored.commitments.status IS 'What the document itself says of it: planned, under_way, done, cancelled or rescheduled.';

CREATE TABLE stored.responses (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    stance VARCHAR NOT NULL,
    issuer VARCHAR,
    codes VARCHAR[] NOT NULL
);
COMMENT ON TABLE stored.responses IS 'Sentences of a government response that answer a recommendation.';
COMMENT ON COLUMN stored.responses.stance IS 'How the recommendation is taken: accepted, partial, alternative (same aim, other means), rejected or noted.';

CREATE TABLE stored.organisation_mentions (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    name VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    step VARCHAR NOT NULL
);
COMMENT ON TABLE stored.organisation_mentions IS 'Organisations where a document names them, one row for each time.';
COMMENT ON COLUMN stored.organisation_mentions.text IS 'The name as it is written, such as "VWS".';

CREATE TABLE stored.date_mentions (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    page INTEGER,
    box STRUCT(x0 DOUBLE, top DOUBLE, x1 DOUBLE, bottom DOUBLE),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    quote VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    edtf VARCHAR NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    text VARCHAR NOT NULL,
    basis VARCHAR NOT NULL
);
COMMENT ON TABLE stored.date_mentions IS 'Expressions that name a point or stretch on the calendar.';
COMMENT ON COLUMN stored.date_mentions.edtf IS 'The date as EDTF (ISO 8601-2), never more precise than the text.';
COMMENT ON COLUMN stored.date_mentions.first_day IS 'First day that the date can mean.';
COMMENT ON COLUMN stored.date_mentions.last_day IS 'Last day that the date can mean.';
COMMENT ON COLUMN stored.date_mentions.text IS 'The date as it is written, such as "22 april".';
