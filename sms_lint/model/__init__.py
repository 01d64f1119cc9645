"""The data model: kinds, clauses, settings, trust settings and findings."""
