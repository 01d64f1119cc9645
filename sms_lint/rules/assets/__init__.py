"""Rules about assets and configuration items."""
