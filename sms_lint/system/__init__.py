"""The system as one value, and the questions that are put to it."""
