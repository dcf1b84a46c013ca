"""Answers a question about a criterion: which points to show, and what to show after them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.advisor.counterparts import purposes_named
from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.evidence import Evidence
from bot.advisor.expertise import Expertise
from bot.advisor.naming import option_named
from bot.advisor.replies import BestCase, Counterparts, Explanation, SourceList
from bot.advisor.wording import words
from bot.knowledge.model import BOTH, Criterion, Point

POINTS_AT_ONCE = 3
POINTS_IN_SHORT = 2

_FIGURE = re.compile(
    r"\d[\d.,]*(?:%| (?:percent|times|ms|milliseconds|seconds|MB|MiB|GB|requests|messages|million|"
    r"billion|dollars|servers|lines|points|packages|people|developers|users|projects|months|years)\b)"
    r"|\b\d{1,3}(?:,\d{3})+\b"
)
"""A number with what it counts, or a large one; not a year or a version."""


def explain(criterion: Criterion, order: Sequence[str], expertise: Expertise) -> Explanation:
    """The verdict with the first points of an order, as `points_in_order` gives it."""
    return _explanation(criterion, order[:POINTS_AT_ONCE], (), expertise)


def in_short(criterion: Criterion, question: str, expertise: Expertise) -> Explanation:
    """The verdict with a point or two, to stand beside the answers to other questions."""
    best = points_in_order(criterion, question, expertise)
    return _explanation(criterion, best[:POINTS_IN_SHORT], (), expertise)


def points_in_order(criterion: Criterion, question: str, expertise: Expertise) -> tuple[str, ...]:
    """The criterion's points, the best for the question first; a spread of sides without one."""
    if question:
        return expertise.understanding.best_points(criterion, question)
    return _balanced(criterion, expertise.options)


def show_again(criterion: Criterion, shown: Sequence[str], expertise: Expertise) -> Explanation:
    """The answer that showed these points."""
    return _explanation(criterion, shown, (), expertise)


def more_points(
    criterion: Criterion,
    shown: Sequence[str],
    expertise: Expertise,
    order: Sequence[str] = (),
) -> Explanation:
    """The next points of the criterion after those that were shown."""
    points = _points(criterion, order or _balanced(criterion, expertise.options))
    rest = [point.id for point in points if point.id not in shown]
    following = _explanation(criterion, rest[:POINTS_AT_ONCE], shown, expertise)
    return replace(following, continued=True)


def wanted_points(
    wanted: Side | Reasons | Figures,
    criterion: Criterion,
    shown: Sequence[str],
    expertise: Expertise,
    order: Sequence[str] = (),
) -> Explanation:
    """The points that are asked for: those not shown yet first, and what holds before what not.

    A side and its figures may be asked for again; what was shown once is no further reason.
    """
    points = _points(criterion, order or _balanced(criterion, expertise.options))
    fitting = [point for point in points if _is_wanted(point, wanted, criterion)]
    if isinstance(wanted, Reasons):
        fitting = [point for point in (*fitting, *points) if point.id not in shown]
    fitting.sort(key=lambda point: (point.id in shown, point.status != "supported"))
    names = list(dict.fromkeys(point.id for point in fitting))[:POINTS_AT_ONCE]
    found = _explanation(criterion, names, shown, expertise)
    return replace(found, continued=True, wanted=wanted)


def sources_of(criterion: Criterion, shown: Sequence[str], expertise: Expertise) -> SourceList:
    """Where the points that were `shown` come from; without any, those that are shown first."""
    names = shown or _balanced(criterion, expertise.options)[:POINTS_AT_ONCE]
    return SourceList(criterion, _evidence(criterion, names, expertise))


def best_case(criterion: Criterion, option: str, expertise: Expertise) -> BestCase:
    """The strongest case for an option, with the points that speak for it."""
    names = [p.id for p in criterion.points if p.side == option and p.status == "supported"]
    evidence = _evidence(criterion, names[:POINTS_AT_ONCE], expertise)
    return BestCase(criterion, option, evidence, expertise.knowledge.options)


def option_to_argue_for(
    criterion: Criterion, text: str, expertise: Expertise, argued: str | None = None
) -> str:
    """The option that is named, or the first that neither was argued for nor won."""
    named = option_named(words(text), expertise.knowledge.options)
    won = argued or criterion.verdict.favours
    return named or next(option for option in expertise.options if option != won)


def counterparts(text: str, expertise: Expertise) -> Counterparts:
    """The packages for the purposes of the packages that a text names."""
    knowledge = expertise.knowledge
    named = purposes_named(text, knowledge.packages)
    return Counterparts(named, knowledge.packages, knowledge.options)


def _is_wanted(point: Point, wanted: Side | Reasons | Figures, criterion: Criterion) -> bool:
    match wanted:
        case Side(option):
            return point.side == option
        case Reasons():
            return point.side == criterion.verdict.favours
        case Figures():
            return bool(_FIGURE.search(point.text))


def for_purposes(ids: Sequence[str], expertise: Expertise) -> Counterparts:
    """The packages for purposes with these ids, as far as they are known."""
    knowledge = expertise.knowledge
    named = tuple(purpose for purpose in knowledge.packages if purpose.id in ids)
    return Counterparts(named, knowledge.packages, knowledge.options)


def _explanation(
    criterion: Criterion, names: Sequence[str], before: Sequence[str], expertise: Expertise
) -> Explanation:
    shown = tuple(dict.fromkeys([*before, *names]))
    return Explanation(
        criterion=criterion,
        evidence=_evidence(criterion, names, expertise),
        shown=shown,
        more=sum(1 for point in criterion.points if point.id not in shown),
        others=_others(criterion, expertise.options),
        options=expertise.knowledge.options,
    )


def _evidence(
    criterion: Criterion, names: Iterable[str], expertise: Expertise
) -> tuple[Evidence, ...]:
    found = (expertise.evidence(criterion, name) for name in names)
    return tuple(evidence for evidence in found if evidence)


def _others(criterion: Criterion, options: Sequence[str]) -> tuple[str, ...]:
    return tuple(option for option in options if option != criterion.verdict.favours)


def _points(criterion: Criterion, order: Sequence[str]) -> list[Point]:
    """The criterion's points in this order; an order of older knowledge may name others."""
    return [point for name in order if (point := criterion.point(name))]


def _balanced(criterion: Criterion, options: Sequence[str]) -> tuple[str, ...]:
    """The criterion's points, beginning with one for each option and one for both."""
    first = [
        next((point.id for point in criterion.points if point.side == side), None)
        for side in (*options, BOTH)
    ]
    return tuple(dict.fromkeys([*filter(None, first), *(point.id for point in criterion.points)]))
