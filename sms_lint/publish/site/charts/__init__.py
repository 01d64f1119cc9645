"""Charts as SVG in the page: shapes without a colour of their own, which the style sheet gives by the page's scheme.

Every chart has a title and a description for those who do not see it, and stands beside a table that says the same.
What a shape means never depends on its colour.
"""
