"""Rules about how files and fields are written."""
