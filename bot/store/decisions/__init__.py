"""Decisions in a database: kept within a turn, looked up, reviewed, forgotten."""
