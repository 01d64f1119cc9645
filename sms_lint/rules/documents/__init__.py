"""Rules about controlled documents, processes and documented information."""
