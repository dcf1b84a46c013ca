"""The options, the criteria with their points, and the sources and claims that these name."""

from collections import Counter
from collections.abc import Iterator

from bot.knowledge.checks.found import Found, differ, file_of, repeated, unknown
from bot.knowledge.model import (
    BOTH,
    CLAIMS_IN_ARTICLE,
    DEPENDS,
    NEITHER,
    Criterion,
    Knowledge,
    Point,
)
from bot.knowledge.yaml_text import Path

LEAST_OPTIONS = 2
EITHER = "either"
"""The outcome that is too close to call; `both` and `neither` are sides of points as well."""


def faults(knowledge: Knowledge) -> Iterator[Found]:
    """What does not fit in them; nothing where all does."""
    yield from _options(knowledge)
    for criterion in knowledge.criteria.values():
        yield from _criterion(criterion, knowledge)
    yield from _sources_unused(knowledge)
    yield from _claims(knowledge)


def _options(knowledge: Knowledge) -> Iterator[Found]:
    if len(knowledge.options) < LEAST_OPTIONS:
        yield Found("options.yaml", (), f"needs at least {LEAST_OPTIONS} options to compare")
    for option in knowledge.options:
        if option in {BOTH, NEITHER, DEPENDS, EITHER}:
            yield Found("options.yaml", (option,), f"'{option}' has a meaning of its own here")


def _criterion(criterion: Criterion, knowledge: Knowledge) -> Iterator[Found]:
    file = file_of(criterion)
    options = knowledge.options
    if criterion.verdict.favours not in {*options, DEPENDS, NEITHER}:
        yield Found(file, ("verdict", "favours"), unknown("option", criterion.verdict.favours))
    for index, takeaway in enumerate(criterion.takeaways):
        if takeaway.pick not in options:
            yield Found(file, ("takeaways", index, "pick"), unknown("option", takeaway.pick))
    for option in differ(options, criterion.best_case):
        yield Found(file, ("best_case",), f"needs exactly one entry for each option: '{option}'")
    for index in repeated([point.id for point in criterion.points]):
        yield Found(file, ("points", index, "id"), "another point has this id")
    for index, point in enumerate(criterion.points):
        yield from _point(file, ("points", index), point, knowledge)
    for option in options:
        if not any(point.side in {option, BOTH} for point in criterion.points):
            yield Found(file, ("points",), f"no point speaks for '{option}'")


def _point(file: str, path: Path, point: Point, knowledge: Knowledge) -> Iterator[Found]:
    if point.side not in {*knowledge.options, BOTH, NEITHER}:
        yield Found(file, (*path, "side"), unknown("side", point.side))
    for index, source in enumerate(point.sources):
        if source not in knowledge.sources:
            yield Found(file, (*path, "sources", index), f"'{source}' is not in sources.yaml")


def _sources_unused(knowledge: Knowledge) -> Iterator[Found]:
    used = {source for _, point in knowledge.points() for source in point.sources}
    for source in knowledge.sources:
        if source not in used:
            yield Found("sources.yaml", (source,), f"no point names the source '{source}'")


def _claims(knowledge: Knowledge) -> Iterator[Found]:
    """A folder that answers the article at all answers the whole of it."""
    claims = Counter(p.article_claim for _, p in knowledge.points() if p.article_claim)
    if not claims:
        return
    for number in range(1, CLAIMS_IN_ARTICLE + 1):
        if claims[number] == 0:
            yield Found("criteria", (), f"no point answers the article's claim {number}")
    for criterion, point in knowledge.points():
        if point.article_claim and claims[point.article_claim] > 1:
            path = ("points", criterion.points.index(point), "article_claim")
            text = f"another point answers claim {point.article_claim} too"
            yield Found(file_of(criterion), path, text)
