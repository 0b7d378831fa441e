-- The words of every passage that has none yet; running heads and page numbers are not searched.
-- A line that ends in a hyphen may break a word (kinder-/rechten) or not (jeugd-/en gezin): both stand.
INSERT INTO stored.block_words
WITH missing AS (
    SELECT block_id, document_id, text, unbroken(text) AS whole, lemmas
    FROM stored.blocks
    ANTI JOIN (SELECT DISTINCT document_id FROM stored.block_words) USING (document_id)
    WHERE kind <> 'furniture'
),
told AS (
    SELECT
        block_id, document_id, lemmas,
        words_of(whole) || CASE WHEN whole = text THEN [] ELSE words_of(text) END AS words
    FROM missing
)
SELECT
    block_id, document_id, len(words), spaced(words),
    spaced(list_transform(words, lambda word: stem_of(word))),
    spaced(list_transform(coalesce(words_of(lemmas), []), lambda word: stem_of(word)))
FROM told;
