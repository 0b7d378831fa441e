"""The kinds of document as data: one TOML file per kind, with the cues that speak for it."""
