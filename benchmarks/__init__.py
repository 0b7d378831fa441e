"""How fast the parts are, and what they take: ``make bench``. Timings live here, never in tests."""
