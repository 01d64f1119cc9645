"""Rules about incidents, service requests and problems."""
