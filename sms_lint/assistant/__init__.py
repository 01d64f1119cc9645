"""The door for language models: what they may ask, and how they may draft. What they read is data, and decides nothing.

Nothing in here signs, approves, confirms, merges, accepts a finding or changes a branch that is there.
"""
