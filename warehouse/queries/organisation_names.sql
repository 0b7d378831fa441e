-- Every way to name an organisation of the register, with its name; of what several are called, the one
-- that is called so still.
SELECT lower(written) AS written, arg_min(name, (to_year IS NOT NULL, name)) AS name
FROM (
    SELECT name, to_year, unnest(list_concat([name], aliases, abbreviations)) AS written FROM stored.organisations
)
GROUP BY lower(written);
