-- What came of a promise: the passages of each document that linking needs, and the links.
-- No link depends on a document that is neither of its two, so that a changed document costs its own pairs.

CREATE TABLE stored.follow_up_passages (
    passage_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    page INTEGER,
    record_id VARCHAR,
    tells VARCHAR,
    cue VARCHAR NOT NULL,
    is_state BOOLEAN NOT NULL,
    theme VARCHAR,
    organisations VARCHAR[] NOT NULL,
    codes VARCHAR[] NOT NULL,
    names VARCHAR[] NOT NULL,
    dates VARCHAR[] NOT NULL,
    terms MAP(VARCHAR, DOUBLE) NOT NULL,
    context MAP(VARCHAR, DOUBLE) NOT NULL
);
COMMENT ON TABLE stored.follow_up_passages IS 'The commitments of each document, and its sentences that may tell what came of another''s.';
COMMENT ON COLUMN stored.follow_up_passages.passage_id IS 'The passage: its document, role and place.';
COMMENT ON COLUMN stored.follow_up_passages.start_char IS 'First character in the document''s text, from 0.';
COMMENT ON COLUMN stored.follow_up_passages.end_char IS 'One past the last character in the document''s text.';

CREATE TABLE stored.follow_up_keys (
    term VARCHAR NOT NULL,
    passage_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    weight DOUBLE NOT NULL
);
COMMENT ON TABLE stored.follow_up_keys IS 'The rare terms of each passage: two passages are compared where they share one.';
COMMENT ON COLUMN stored.follow_up_keys.term IS 'A word in bare form.';
COMMENT ON COLUMN stored.follow_up_keys.weight IS 'How much it counts there, from 0 to 1.';

CREATE TABLE stored.follow_up_common_terms (term VARCHAR NOT NULL);
COMMENT ON TABLE stored.follow_up_common_terms IS 'Terms that so many passages hold that they find nothing by themselves.';

CREATE TABLE stored.follow_up_documents (
    document_id VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    told_from DATE,
    told_to DATE
);
COMMENT ON TABLE stored.follow_up_documents IS 'The documents whose links are made, and what these were made from.';
COMMENT ON COLUMN stored.follow_up_documents.fingerprint IS 'Changes when the document''s time, its commitments or its being there change: then its links are made anew.';
COMMENT ON COLUMN stored.follow_up_documents.told_from IS 'First day on which the document can have told what it tells; null where nothing tells.';
COMMENT ON COLUMN stored.follow_up_documents.told_to IS 'Last day on which it can have told it.';

CREATE TABLE stored.commitment_links (
    record_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    evidence_document_id VARCHAR NOT NULL,
    evidence_page INTEGER,
    evidence_start INTEGER NOT NULL,
    evidence_end INTEGER NOT NULL,
    evidence_quote VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    cue VARCHAR NOT NULL,
    happened VARCHAR,
    known_on DATE NOT NULL,
    timing VARCHAR NOT NULL,
    shared VARCHAR[] NOT NULL,
    reason VARCHAR NOT NULL,
    score DOUBLE NOT NULL
);
COMMENT ON TABLE stored.commitment_links IS 'Commitments and the passages of later documents that speak of them.';
COMMENT ON COLUMN stored.commitment_links.evidence_document_id IS 'The later document that tells what came of it.';
COMMENT ON COLUMN stored.commitment_links.evidence_page IS 'Page number from 1; null where there are no pages.';
COMMENT ON COLUMN stored.commitment_links.evidence_start IS 'First character of the evidence in its document''s text, from 0.';
COMMENT ON COLUMN stored.commitment_links.evidence_end IS 'One past the last character of the evidence.';
COMMENT ON COLUMN stored.commitment_links.evidence_quote IS 'The passage that tells what came of it, to the letter.';
COMMENT ON COLUMN stored.commitment_links.verdict IS 'done, under_way, cancelled, rescheduled, or no_evidence where the passage denies that it happened.';
COMMENT ON COLUMN stored.commitment_links.happened IS 'When it happened, EDTF, as the evidence tells; null where it does not.';
COMMENT ON COLUMN stored.commitment_links.known_on IS 'The day from which it was surely so: the last day that happened can mean, else the last on which the evidence was written.';
COMMENT ON COLUMN stored.commitment_links.timing IS 'late, on_time or unknown: the date in the evidence against the deadline, by the letter of both.';
COMMENT ON COLUMN stored.commitment_links.shared IS 'The terms that both passages hold, those that tell most first.';
COMMENT ON COLUMN stored.commitment_links.reason IS 'Why they are linked and how they are read, for people.';
COMMENT ON COLUMN stored.commitment_links.score IS 'How sure the link is, from 0 to 1.';
