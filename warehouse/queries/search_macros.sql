-- How search compares words, the same for passages and for what is sought. Digits stay, so that
-- 37(f) can be found. What the stemmer leaves apart is brought together: v and f (brieven, brief),
-- z and s (huizen, huis), one letter or two at the end (gezin, gezinnen).
CREATE OR REPLACE TEMP MACRO words_of(text) AS
    regexp_extract_all(lower(strip_accents(nfc_normalize(text))), '[\p{L}\p{N}]+');
CREATE OR REPLACE TEMP MACRO single_ended(stem) AS
    CASE WHEN length(stem) > 3 AND stem[-1] = stem[-2] THEN stem[:-2] ELSE stem END;
CREATE OR REPLACE TEMP MACRO stem_of(word) AS
    single_ended(regexp_replace(regexp_replace(stem(word, 'dutch'), 'v$', 'f'), 'z$', 's'));
CREATE OR REPLACE TEMP MACRO spaced(list) AS
    coalesce(' ' || array_to_string(list, '  ') || ' ', '');
CREATE OR REPLACE TEMP MACRO unbroken(text) AS
    regexp_replace(text, '(\p{L})[-\x{AD}\x{2010}]\s*\n\s*(\p{Ll})', '\1\2', 'g');
CREATE OR REPLACE TEMP MACRO occurrences(words, sought) AS
    (length(words) - length(replace(words, sought, ''))) // length(sought);
