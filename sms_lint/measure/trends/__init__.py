"""Trends and forecasts from records: what may be coming, with method, sample and uncertainty. They never decide."""
