"""The ticket tables of the reference system: a year of incidents and service requests, made from a plan.

`plan.yml` says what each month holds: how many tickets of each service, how many late, how many solved at first
contact. `wording.yml` says how tickets read. `story.csv` holds the incidents that problems, changes and reports
name; they are taken as they are. Everything else follows from a seed, so the same plan gives the same tables.
"""
