-- What the code of an organisation is.

COMMENT ON COLUMN stored.organisations.identifier IS
    'Its TOOI code, as in https://identifier.overheid.nl/tooi/id/ministerie/mnre1025; null where it has none.';
