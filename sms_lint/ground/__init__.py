"""Text, values and words: what knows nothing of service management."""
