"""How long the linter takes, measured beside other tools."""
