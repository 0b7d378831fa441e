-- The pairs with a number from $first up to $last, promise by promise.
SELECT promise_id, evidence_id FROM pairs WHERE number BETWEEN $first AND $last ORDER BY number;
