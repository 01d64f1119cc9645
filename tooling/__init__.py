"""Scripts of the repository itself: set-up, the browser for tests. Not part of the package."""
