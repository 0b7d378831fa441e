"""What things are: documents, evidence and records. Imports nothing else of Oogst."""
