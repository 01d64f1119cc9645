"""The invented history of the example: a git repository of nineteen months, made from the files beside this one.

The last step of it holds the documents and records of this repository byte for byte. Earlier steps follow from them by
what the data say was different then, and by the days that the records name themselves.
"""
