"""Checks and publishes a service management system kept as documents and records in git."""
