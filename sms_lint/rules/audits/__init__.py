"""Rules about audits, nonconformities, reviews and improvement."""
