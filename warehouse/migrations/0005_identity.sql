-- More of what a document is, with the evidence for each field; and which file replaced it.

ALTER TABLE stored.documents ADD COLUMN edition INTEGER;
ALTER TABLE stored.documents ADD COLUMN event_date VARCHAR;
ALTER TABLE stored.documents ADD COLUMN language VARCHAR;
ALTER TABLE stored.documents ADD COLUMN replaced_by VARCHAR;
COMMENT ON COLUMN stored.documents.edition IS 'Its number in a series: 2 for ''tweede editie''; null where none is named.';
COMMENT ON COLUMN stored.documents.event_date IS 'When the dialogue or event took place, EDTF; null where there is none.';
COMMENT ON COLUMN stored.documents.language IS 'BCP 47 tag of the text''s language, such as nl; null where it is too short to tell.';
COMMENT ON COLUMN stored.documents.replaced_by IS 'The document that its file holds now, under the same name; null where it was not replaced.';

CREATE TABLE stored.identity_evidence (
    document_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR,
    page INTEGER,
    start_char INTEGER,
    end_char INTEGER,
    quote VARCHAR,
    rule VARCHAR,
    confidence DOUBLE,
    reason VARCHAR
);
COMMENT ON TABLE stored.identity_evidence IS 'Where each document tells what it is, one row per field; or the reason why nothing is quoted for it.';
COMMENT ON COLUMN stored.issues.reason IS 'Why it was not, or not wholly, read, such as encrypted or timeout.';
