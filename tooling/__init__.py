"""Scripts of the repository itself: set-up, the browser for tests, review reminders. Not part of the package."""
