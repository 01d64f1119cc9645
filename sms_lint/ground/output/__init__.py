"""What leaves the program: one module for each kind of output, and nothing is put into that form anywhere else.

Text comes from files, git and the command line, and may hold anything. Whoever writes hands over plain text and never
sees the marks of a format; the module sets them, so that a text cannot. `tests/project/test_output.py` keeps it so.
"""
