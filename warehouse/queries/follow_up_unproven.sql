-- Commitments that no later document speaks of any more, and that nobody reviewed.
DELETE FROM stored.commitments
WHERE rule = 'follow_up'
    AND record_id NOT IN (SELECT record_id FROM stored.commitment_links)
    AND record_id NOT IN (SELECT shown_id FROM stored.corrections WHERE shown_id IS NOT NULL);
