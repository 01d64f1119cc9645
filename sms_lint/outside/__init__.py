"""What is asked of other programs and services: git, forges, keys, timestamps."""
