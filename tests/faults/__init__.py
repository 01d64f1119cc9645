"""Faults as people make them, put one at a time into the service management system of this repository."""
