"""From a raw file to a document, from a document to records with evidence."""
