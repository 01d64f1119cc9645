"""Measuring: what a definition of a key performance indicator means, and what it comes to in each period.

A definition is checked against the kind of record it is computed from, without a look at any record. What runs is made
from the checked definition, never from the text that somebody wrote.
"""
