-- Which numbered recommendation is cited in which year, worked out once at every build
-- (queries/fill_recommendation_by_year.sql) and not at every question.

CREATE TABLE stored.recommendation_by_year (
    cycle VARCHAR,
    code VARCHAR NOT NULL,
    theme VARCHAR,
    description VARCHAR,
    certainty VARCHAR,
    year INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    citations INTEGER NOT NULL,
    mentioning_documents INTEGER NOT NULL,
    document_ids VARCHAR[] NOT NULL,
    quote VARCHAR,
    documents INTEGER NOT NULL,
    failed_documents INTEGER NOT NULL,
    place INTEGER NOT NULL
);
COMMENT ON TABLE stored.recommendation_by_year IS 'Which numbered recommendations the documents of each year cite, worked out at every build.';
COMMENT ON COLUMN stored.recommendation_by_year.cycle IS 'Reporting cycle of the Committee''s document: 5-6 of CRC/C/NLD/CO/5-6; null where the register does not know the code.';
COMMENT ON COLUMN stored.recommendation_by_year.code IS 'Paragraph and letter in one form, such as 25(f); (c) where the paragraph is open.';
COMMENT ON COLUMN stored.recommendation_by_year.certainty IS 'How sure the register is of it: firm, cited, inferred or open; null where the register does not know the code.';
COMMENT ON COLUMN stored.recommendation_by_year.year IS 'The year that the documents are about.';
COMMENT ON COLUMN stored.recommendation_by_year.status IS 'cited; inferred_only (in other words only, or the letter stands there and the register gave the paragraph); not_mentioned; no_document (none of that year); failed (none of those that could be read, but one of that year was not, or not wholly, read).';
COMMENT ON COLUMN stored.recommendation_by_year.citations IS 'How many times it is cited; for a whole paragraph, its letters among them.';
COMMENT ON COLUMN stored.recommendation_by_year.mentioning_documents IS 'How many documents cite it, or speak of it in other words.';
COMMENT ON COLUMN stored.recommendation_by_year.document_ids IS 'The first twenty of these documents, in order of id; recommendation_references and inferred_references have all.';
COMMENT ON COLUMN stored.recommendation_by_year.quote IS 'The clearest of the lines that cite it; else a passage that speaks of it in other words.';
COMMENT ON COLUMN stored.recommendation_by_year.documents IS 'How many documents there are of that year, failed ones among them.';
COMMENT ON COLUMN stored.recommendation_by_year.failed_documents IS 'How many of them were not, or not wholly, read.';
COMMENT ON COLUMN stored.recommendation_by_year.place IS 'Place in the order of cycle, paragraph, letter, theme and year, from 1.';
