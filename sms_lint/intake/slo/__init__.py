"""Service level objectives of other tools (OpenSLO) as targets of an agreement."""
