"""Names for the parts of the navigation that the builder's theme leaves without one.

A list of pages is named after the link that opens it, and that link is empty where the section has a page of its own.
Its title stands inside the list as well.
"""

import re

_UNNAMED = re.compile(
    r'(<nav class="md-nav" data-md-level="\d+" aria-labelledby=")(__nav_[\d_]+)_label'
    r'("[^>]*>\s*<label class="md-nav__title")( for="\2">)'
)


def with_named_lists(page: str) -> str:
    """The page, each list of its navigation named after the title inside it, so that no two are called the same."""
    return _UNNAMED.sub(r'\1\2_title\3 id="\2_title"\4', page)
