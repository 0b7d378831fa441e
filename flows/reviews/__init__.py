"""Reviews as people give them: an Excel file or Label Studio out, decisions back in."""
