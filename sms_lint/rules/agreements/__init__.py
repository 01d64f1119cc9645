"""Rules about service level agreements, customers and service reports."""
