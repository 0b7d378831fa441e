-- `present` is the path and document_id of every file in the raw folder.
CREATE TEMP TABLE held AS
SELECT document_id, list(path ORDER BY path) AS paths FROM present GROUP BY document_id;

UPDATE stored.documents AS document
SET paths = held.paths, path = held.paths[1], withdrawn = false, replaced_by = NULL
FROM held
WHERE held.document_id = document.document_id
    AND (document.withdrawn OR document.paths <> held.paths OR document.path <> held.paths[1]);

UPDATE stored.documents SET paths = [], withdrawn = true
WHERE NOT withdrawn AND document_id NOT IN (SELECT document_id FROM held);

-- A file that was never read leaves nothing to keep.
DELETE FROM stored.documents WHERE withdrawn AND text IS NULL;
UPDATE stored.documents AS old SET replaced_by = new.document_id
FROM present JOIN stored.documents AS new USING (document_id)
WHERE old.withdrawn AND old.replaced_by IS NULL AND present.path = old.path AND new.text IS NOT NULL;

DELETE FROM stored.issues WHERE document_id NOT IN (SELECT document_id FROM held);
UPDATE stored.issues AS issue SET path = held.paths[1]
FROM held WHERE held.document_id = issue.document_id AND issue.path <> held.paths[1];

DROP TABLE held;
