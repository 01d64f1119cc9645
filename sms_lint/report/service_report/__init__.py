"""The service report of a period, and the inputs of a management review: Markdown made of records and computed figures.

A report consists of parts, each a function from what is reported on to lines of Markdown. A part names its sources; its
sentences about better and worse follow from two figures that stand beside them.
"""
