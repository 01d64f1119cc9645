"""The editor server: findings while somebody types, and answers to what an editor asks about a place in a text."""
