"""What there is: kinds, clauses, settings, trust, findings."""
