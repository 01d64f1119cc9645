"""Rules about budgets, demand and capacity."""
