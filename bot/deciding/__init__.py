"""Decisions on their way into the store: kept, shown, and reviewed when the knowledge changes."""
