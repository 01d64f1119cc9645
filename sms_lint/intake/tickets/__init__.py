"""Exports of ticket tools: read, mapped to a kind, compared with the tables that are there, written all or nothing."""
