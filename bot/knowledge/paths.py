"""Paths of a knowledge folder."""

from pathlib import Path

CRITERIA = "criteria"
"""The folder in it that has a file for each criterion."""


def shown(path: Path) -> str:
    """A path as a person reads it: from the working folder where it lies below it."""
    working = Path.cwd()
    return str(path.relative_to(working)) if path.is_relative_to(working) else str(path)
