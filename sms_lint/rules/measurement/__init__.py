"""Rules about key performance indicators and figures."""
