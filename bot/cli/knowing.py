"""`stackpick knowledge check` and `show`."""

import datetime as dt
from pathlib import Path

from bot.advisor.replies import Evidence, Explanation
from bot.cli.asking import show_reply
from bot.cli.console import UsageError, show
from bot.knowledge.checks import due_for_review
from bot.knowledge.files import load, shown
from bot.knowledge.model import CLAIMS_IN_ARTICLE, Criterion, Knowledge


def check(folder: Path) -> None:
    """Say what the folder holds and what is due for review; raises KnowledgeError if faulty."""
    knowledge = load(folder)
    today = dt.datetime.now(dt.UTC).date()
    for criterion, point in due_for_review(knowledge, today):
        show(f"{criterion.id}: '{point.id}' is due for review since {point.review_by}")
    points = sum(1 for _ in knowledge.points())
    claims = sum(1 for _, point in knowledge.points() if point.article_claim)
    show(
        f"{shown(folder)}: no faults. {len(knowledge.criteria)} criteria, {points} points, "
        f"{len(knowledge.sources)} sources, {len(knowledge.dialog.questions)} questions, "
        f"{claims} of the article's {CLAIMS_IN_ARTICLE} claims; version {knowledge.version}"
    )


def show_criterion(criterion_id: str, folder: Path) -> None:
    """Print a criterion with all of its points; raises UsageError where there is no such."""
    knowledge = load(folder)
    criterion = knowledge.criteria.get(criterion_id)
    if criterion is None:
        known = ", ".join(knowledge.criteria)
        raise UsageError(f"There is no criterion '{criterion_id}'. There are: {known}")
    show_reply(_whole(criterion, knowledge))


def _whole(criterion: Criterion, knowledge: Knowledge) -> Explanation:
    today = dt.datetime.now(dt.UTC).date()
    evidence = tuple(
        Evidence(p, tuple(knowledge.sources[s] for s in p.sources), p.is_stale(today))
        for p in criterion.points
    )
    shown = tuple(point.id for point in criterion.points)
    return Explanation(criterion, evidence, shown, 0, (), knowledge.options)
