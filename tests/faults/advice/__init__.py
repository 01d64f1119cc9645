"""Slips of process owners, planted one by one, whose messages are read aloud: is it mended by the message alone?"""
