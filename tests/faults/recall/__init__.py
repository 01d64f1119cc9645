"""A list of realistic defects that was written before the rules that look for them, and how many of them are named."""
