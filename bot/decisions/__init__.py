"""Decisions that are kept: what they hold, how they are written down, and how they are reviewed.

Pure: no Slack, database, files, clock, chance or logging.
"""
