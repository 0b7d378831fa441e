-- What is known beforehand: organisations, the Committee's recommendations, themes.

CREATE TABLE stored.organisations (
    name VARCHAR NOT NULL,
    type VARCHAR,
    aliases VARCHAR[],
    abbreviations VARCHAR[],
    ocr_variants VARCHAR[],
    from_year INTEGER,
    to_year INTEGER,
    parent VARCHAR,
    identifier VARCHAR
);
COMMENT ON TABLE stored.organisations IS 'The register of organisations and all their names.';
COMMENT ON COLUMN stored.organisations.name IS 'Canonical name of the organisation.';
COMMENT ON COLUMN stored.organisations.type IS 'What sort of body it is, such as ministry or municipality.';
COMMENT ON COLUMN stored.organisations.aliases IS 'Other full names, older ones among them.';
COMMENT ON COLUMN stored.organisations.abbreviations IS 'Short names, such as VWS.';
COMMENT ON COLUMN stored.organisations.ocr_variants IS 'How text recognition misspells it.';
COMMENT ON COLUMN stored.organisations.from_year IS 'First year in which it bears this name.';
COMMENT ON COLUMN stored.organisations.to_year IS 'Last year in which it bears this name.';
COMMENT ON COLUMN stored.organisations.parent IS 'Canonical name of the body that it is part of.';
COMMENT ON COLUMN stored.organisations.identifier IS 'Its number in a public register.';

CREATE TABLE stored.recommendations_register (
    cycle VARCHAR NOT NULL,
    paragraph INTEGER,
    letter VARCHAR,
    code VARCHAR NOT NULL,
    theme VARCHAR,
    description VARCHAR,
    certainty VARCHAR NOT NULL,
    source VARCHAR
);
COMMENT ON TABLE stored.recommendations_register IS 'The numbered recommendations of the UN Committee that are known.';
COMMENT ON COLUMN stored.recommendations_register.cycle IS 'Reporting cycle of the Committee''s document: 5-6 of CRC/C/NLD/CO/5-6.';
COMMENT ON COLUMN stored.recommendations_register.paragraph IS 'Paragraph number; null where it is open.';
COMMENT ON COLUMN stored.recommendations_register.letter IS 'Letter within the paragraph; null where the whole paragraph is meant.';
COMMENT ON COLUMN stored.recommendations_register.code IS 'Paragraph and letter in one form, such as 25(f); (c) where the paragraph is open.';
COMMENT ON COLUMN stored.recommendations_register.description IS 'In short what is recommended, in our words.';
COMMENT ON COLUMN stored.recommendations_register.certainty IS 'How sure the register is: firm, cited, inferred or open.';
COMMENT ON COLUMN stored.recommendations_register.source IS 'Where the register has it from.';

CREATE TABLE stored.themes (
    theme VARCHAR NOT NULL,
    label VARCHAR,
    "order" INTEGER
);
COMMENT ON TABLE stored.themes IS 'The themes of the dialogue.';
COMMENT ON COLUMN stored.themes.theme IS 'Theme of the dialogue, as the register spells it, such as jeugdhulp; null where none fits.';
COMMENT ON COLUMN stored.themes.label IS 'The theme as it is written for readers.';
COMMENT ON COLUMN stored.themes."order" IS 'Place of the theme in lists, from 1.';
