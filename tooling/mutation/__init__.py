"""Mutation testing: small faults are put into the code that evidence rests on; a test has to notice each of them."""
