"""The whole system as one value, and functions that answer questions about it."""
