"""The judgement of records over time."""
