"""Rules about services, their catalogue and their transition."""
