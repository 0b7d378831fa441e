-- What parliament and the Universal Periodic Review call each stance of a response.

CREATE TABLE stored.stances (
    stance VARCHAR NOT NULL,
    "order" INTEGER,
    parliament_label VARCHAR,
    motion_label VARCHAR,
    upr_label VARCHAR,
    upr_older_label VARCHAR,
    source VARCHAR
);
COMMENT ON TABLE stored.stances IS 'The stances of a response, with the labels that parliament and the Universal Periodic Review use.';
COMMENT ON COLUMN stored.stances.stance IS 'How a response takes a recommendation: accepted, partial, alternative, rejected or noted.';
COMMENT ON COLUMN stored.stances."order" IS 'Place of the stance in lists, from 1.';
COMMENT ON COLUMN stored.stances.parliament_label IS 'As cabinet responses call it: overgenomen, deels overgenomen, op andere wijze, niet overgenomen, ter kennis genomen.';
COMMENT ON COLUMN stored.stances.motion_label IS 'As a minister judges a motion that asks the same: oordeel Kamer, ontraden, ontijdig.';
COMMENT ON COLUMN stored.stances.upr_label IS 'As the Universal Periodic Review calls it: supported or noted (Human Rights Council resolution 5/1, annex, par. 32).';
COMMENT ON COLUMN stored.stances.upr_older_label IS 'As reports of its first cycles called it: accepted, partially accepted, rejected, noted.';
COMMENT ON COLUMN stored.stances.source IS 'Where the labels come from, and what of the mapping is ours.';
