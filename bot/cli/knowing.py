"""`stackpick knowledge check`, `learn`, `show` and `schema`."""

import datetime as dt
from pathlib import Path

from bot.advisor.evidence import Evidence
from bot.advisor.replies import Explanation
from bot.cli.asking import show_reply
from bot.cli.console import UsageError, complain, show
from bot.knowledge.checks import due_for_review
from bot.knowledge.files import load
from bot.knowledge.model import CLAIMS_IN_ARTICLE, Criterion, Knowledge
from bot.knowledge.paths import shown
from bot.knowledge.reading import located
from bot.knowledge.schemas import schema_texts


def check(folder: Path) -> bool:
    """Say what the folder holds and warn of what is due for review; whether nothing is.

    Raises KnowledgeError where the folder cannot be used.
    """
    knowledge = load(folder)
    today = dt.datetime.now(dt.UTC).date()
    warnings = sorted(located(folder, tuple(due_for_review(knowledge, today))))
    complain(*(str(warning) for warning in warnings))
    show(f"{shown(folder)}: no faults; due for review: {len(warnings)}. {_contents(knowledge)}")
    return not warnings


def learn(folder: Path) -> None:
    """Learn from the folder's utterances and keep what was learnt in the cache of this machine.

    A start that finds it there takes a second in place of a minute. Raises KnowledgeError where the
    folder cannot be used.
    """
    from bot.learning import Library  # takes the encoder along, which the rest does not need
    from bot.matching.language import warm_up

    knowledge = Library(folder).expertise().knowledge
    warm_up()
    show(f"{shown(folder)}: learnt; version {knowledge.version}")


def write_schemas(folder: Path) -> None:
    """Write the JSON schema of each kind of file; raises UsageError where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, text in schema_texts():
            (folder / f"{kind}.json").write_text(text, "utf-8")
            show(shown(folder / f"{kind}.json"))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror})") from None


def show_criterion(criterion_id: str, folder: Path) -> None:
    """Print a criterion with all of its points; raises UsageError where there is no such."""
    knowledge = load(folder)
    criterion = knowledge.criteria.get(criterion_id)
    if criterion is None:
        known = ", ".join(knowledge.criteria)
        raise UsageError(f"There is no criterion '{criterion_id}'. There are: {known}")
    show_reply(_whole(criterion, knowledge))


def _contents(knowledge: Knowledge) -> str:
    points = [point for _, point in knowledge.points()]
    claims = sum(1 for point in points if point.article_claim)
    return (
        f"{len(knowledge.criteria)} criteria, {len(points)} points, "
        f"{len(knowledge.sources)} sources, {len(knowledge.dialog.questions)} questions, "
        f"{claims} of the article's {CLAIMS_IN_ARTICLE} claims; version {knowledge.version}"
    )


def _whole(criterion: Criterion, knowledge: Knowledge) -> Explanation:
    today = dt.datetime.now(dt.UTC).date()
    evidence = tuple(
        Evidence(p, tuple(knowledge.sources[s] for s in p.sources), p.is_stale(today))
        for p in criterion.points
    )
    shown = tuple(point.id for point in criterion.points)
    return Explanation(criterion, evidence, shown, 0, (), knowledge.options)
