"""Rules about changes and releases."""
