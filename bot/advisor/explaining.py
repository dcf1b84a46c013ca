"""Answers a question about a criterion: which points to show, and what to show after them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.advisor.counterparts import purposes_named
from bot.advisor.expertise import Expertise
from bot.advisor.replies import BestCase, Counterparts, Evidence, Explanation, SourceList
from bot.advisor.wording import words
from bot.knowledge.model import BOTH, Criterion

POINTS_AT_ONCE = 3


def explain(criterion: Criterion, question: str, expertise: Expertise) -> Explanation:
    """The verdict with the points that fit the question best; a spread of sides without one."""
    if question:
        best = expertise.understanding.best_points(criterion, question)
    else:
        best = _balanced(criterion, expertise.options)
    return _explanation(criterion, best[:POINTS_AT_ONCE], (), expertise)


def show_again(criterion: Criterion, shown: Sequence[str], expertise: Expertise) -> Explanation:
    """The answer that showed these points."""
    return _explanation(criterion, shown, (), expertise)


def more_points(criterion: Criterion, shown: Sequence[str], expertise: Expertise) -> Explanation:
    """The next points of the criterion after those that were shown."""
    rest = [name for name in _balanced(criterion, expertise.options) if name not in shown]
    following = _explanation(criterion, rest[:POINTS_AT_ONCE], shown, expertise)
    return replace(following, continued=True)


def sources_of(criterion: Criterion, shown: Sequence[str], expertise: Expertise) -> SourceList:
    names = shown or _balanced(criterion, expertise.options)[:POINTS_AT_ONCE]
    return SourceList(criterion, _evidence(criterion, names, expertise))


def best_case(criterion: Criterion, option: str, expertise: Expertise) -> BestCase:
    """The strongest case for an option, with the points that speak for it."""
    names = [p.id for p in criterion.points if p.side == option and p.status == "supported"]
    evidence = _evidence(criterion, names[:POINTS_AT_ONCE], expertise)
    return BestCase(criterion, option, evidence, expertise.knowledge.options)


def option_named(text: str, expertise: Expertise) -> str | None:
    """The option that a text names, where it names exactly one."""
    said = set(words(text))
    named = [
        option
        for option, about in expertise.knowledge.options.items()
        if said & {option, about.name.casefold(), *about.name.casefold().split(".")}
    ]
    return named[0] if len(named) == 1 else None


def option_to_argue_for(criterion: Criterion, text: str, expertise: Expertise) -> str:
    """The option that is named, or the first that the verdict does not favour."""
    return option_named(text, expertise) or _others(criterion, expertise.options)[0]


def counterparts(text: str, expertise: Expertise) -> Counterparts:
    """The packages for the purposes of the packages that a text names."""
    knowledge = expertise.knowledge
    named = purposes_named(text, knowledge.packages)
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


def _balanced(criterion: Criterion, options: Sequence[str]) -> tuple[str, ...]:
    """The criterion's points, beginning with one for each option and one for both."""
    first = [
        next((point.id for point in criterion.points if point.side == side), None)
        for side in (*options, BOTH)
    ]
    return tuple(dict.fromkeys([*filter(None, first), *(point.id for point in criterion.points)]))
