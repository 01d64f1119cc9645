"""The small system of the site's tests, printed."""

from tests.publish.site import conftest as site

small = site.small
with_history = site.with_history
