"""Rules about roles, persons and competence."""
