"""Decides what StackPick says. Pure: no Slack, database, file, clock, randomness or logging."""
