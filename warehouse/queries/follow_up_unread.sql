-- The commitments that people made of others or added, and of which there is no passage yet.
SELECT commitment.*
FROM stored.commitments AS commitment
WHERE record_id IN (SELECT shown_id FROM stored.corrections)
    AND record_id NOT IN (
        SELECT record_id FROM stored.follow_up_passages WHERE role = 'promise'
    )
ORDER BY document_id, start_char, record_id;
