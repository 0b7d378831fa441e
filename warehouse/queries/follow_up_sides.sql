-- The passages of the pairs with a number from $first up to $last, each once; a promise with what its
-- commitment says now, after people's corrections.
SELECT
    passage.passage_id, passage.document_id, passage.record_id, passage.page,
    passage.start_char, passage.end_char,
    substr(document.text, passage.start_char + 1, passage.end_char - passage.start_char) AS quote,
    moment.told_from, moment.told_to,
    passage.tells, passage.cue, passage.is_state, passage.is_plain, passage.names, passage.dates, passage.terms, passage.context,
    CASE WHEN commitment.record_id IS NULL THEN passage.due ELSE commitment.due END AS due,
    CASE WHEN commitment.confidence = 1 THEN NULL ELSE passage.likelihood END AS likelihood,
    coalesce(commitment.actors, passage.organisations) AS organisations,
    CASE WHEN commitment.record_id IS NULL THEN passage.theme ELSE commitment.theme END AS theme,
    coalesce(commitment.codes, passage.codes) AS codes,
    passage.codes AS chosen
FROM stored.follow_up_passages AS passage
JOIN stored.documents AS document USING (document_id)
JOIN stored.follow_up_documents AS moment USING (document_id)
LEFT JOIN stored.commitments AS commitment ON commitment.record_id = passage.record_id
WHERE passage.passage_id IN (
    SELECT promise_id FROM pairs WHERE number BETWEEN $first AND $last
    UNION
    SELECT evidence_id FROM pairs WHERE number BETWEEN $first AND $last
);
