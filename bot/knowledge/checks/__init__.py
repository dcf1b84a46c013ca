"""What one file of the knowledge cannot know about another."""

import datetime as dt
from collections.abc import Iterator

from bot.knowledge.checks import criteria, dialog, stacks, utterances
from bot.knowledge.checks.found import Found, file_of, same_wording
from bot.knowledge.model import Knowledge

__all__ = ["Found", "contradictions", "due_for_review", "same_wording"]


def contradictions(knowledge: Knowledge) -> Iterator[Found]:
    """Everything that does not fit together; nothing when the knowledge can be used."""
    yield from criteria.faults(knowledge)
    yield from utterances.faults(knowledge)
    yield from dialog.faults(knowledge)
    yield from stacks.faults(knowledge)


def due_for_review(knowledge: Knowledge, today: dt.date) -> Iterator[Found]:
    """Points whose day of review has passed: a warning, since they can still be used."""
    for criterion in knowledge.criteria.values():
        for index, point in enumerate(criterion.points):
            if point.is_stale(today):
                text = f"the point '{point.id}' is due for review since {point.review_by}"
                yield Found(file_of(criterion), ("points", index, "review_by"), text)
