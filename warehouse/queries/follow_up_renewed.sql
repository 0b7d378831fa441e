-- `relinked` are the documents whose links must be made anew: those not linked yet, and those whose time,
-- commitments, reviews or being there changed since. A document that is loaded anew loses its mark as linked.
-- What only a link made a commitment is not counted: it follows from the links.
CREATE OR REPLACE TEMP TABLE linkable AS
WITH promised AS (
    SELECT document_id, bit_xor(hash(record_id, due, actors, codes, theme)) AS commitments
    FROM stored.commitments
    WHERE rule <> 'follow_up' OR confidence = 1
    GROUP BY document_id
)
SELECT
    document.document_id,
    sha256(to_json([
        document.kind, document.year::VARCHAR, document.published, document.event_date, document.title,
        promised.commitments::VARCHAR, document.reviews_version
    ])::VARCHAR) AS fingerprint
FROM stored.documents AS document
LEFT JOIN promised USING (document_id)
WHERE NOT document.withdrawn AND document.text IS NOT NULL;

CREATE OR REPLACE TEMP TABLE relinked AS
SELECT document_id FROM linkable
ANTI JOIN stored.follow_up_documents AS linked USING (document_id, fingerprint)
UNION
SELECT document_id FROM stored.follow_up_documents
ANTI JOIN linkable USING (document_id);

DELETE FROM stored.follow_up_keys WHERE document_id IN (FROM relinked);
INSERT INTO stored.follow_up_keys
SELECT entry.key, passage_id, document_id, role, max(entry.value)
FROM (
    SELECT passage_id, document_id, role, unnest(map_entries(terms) || map_entries(context)) AS entry
    FROM stored.follow_up_passages
    WHERE document_id IN (FROM relinked) AND document_id IN (SELECT document_id FROM linkable)
)
WHERE entry.value >= 0.25
GROUP BY ALL;

-- A term that so many passages tell finds nothing by itself; where one became such a term, or is it no
-- more, the promises that hold it are compared anew.
CREATE OR REPLACE TEMP TABLE now_common AS
SELECT term FROM stored.follow_up_keys WHERE role = 'evidence' GROUP BY term HAVING count(*) > 1000;

INSERT INTO relinked
SELECT DISTINCT document_id FROM stored.follow_up_keys
WHERE role = 'promise' AND document_id NOT IN (FROM relinked) AND term IN (
    (FROM now_common EXCEPT FROM stored.follow_up_common_terms)
    UNION ALL
    (FROM stored.follow_up_common_terms EXCEPT FROM now_common)
);
DELETE FROM stored.follow_up_common_terms;
INSERT INTO stored.follow_up_common_terms FROM now_common;

DELETE FROM stored.commitment_links
WHERE document_id IN (FROM relinked) OR evidence_document_id IN (FROM relinked);
DELETE FROM stored.follow_up_documents WHERE document_id IN (FROM relinked);
