"""Decisions that a team takes: called for, answered, closed, kept."""
