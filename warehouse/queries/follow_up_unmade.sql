-- The passages of commitments that people had made, and that are none any more: rules never found them.
DELETE FROM stored.follow_up_passages
WHERE role = 'promise' AND likelihood IS NULL
    AND record_id NOT IN (SELECT record_id FROM stored.commitments)
    AND record_id NOT IN (SELECT found_id FROM stored.corrections WHERE found_id IS NOT NULL);
