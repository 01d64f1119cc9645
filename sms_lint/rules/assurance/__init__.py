"""Rules about availability, continuity and information security."""
