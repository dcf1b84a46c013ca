"""How a team's answers add up: the sum of `scoring`, with weights and leans averaged, exactly.

What either holds or does not for one person (an option is ruled out, a part speaks for it, the
system stays whole) holds for a team where more than half of those who answered a question say so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from bot.advisor.team.voices import Counts
from bot.knowledge.model import Answer, Dialog, Lean, Question, Scoring


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """Where the options stand on a team's answers.

    `scores` are exact units by option; `parts` and `whole` are as in `scoring.Standing`.
    """

    scores: Mapping[str, Fraction]
    ruled_out: frozenset[str]
    parts: Mapping[str, str]
    whole: bool

    def left(self) -> tuple[str, ...]:
        """The options that nothing rules out."""
        return tuple(option for option in self.scores if option not in self.ruled_out)


@dataclass(frozen=True, slots=True)
class Pooled:
    """What the answers to one question come to together.

    `of` people answered it. `leans` are criteria and options, each with the sum of everybody's
    units; `emphasis` are criteria with the number of those who make them count more.
    """

    of: int
    leans: tuple[tuple[str, str, int], ...]
    emphasis: Mapping[str, int]
    ruled_out: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]
    whole: bool


@dataclass(frozen=True, slots=True)
class MeanContribution:
    """What those who gave one answer add to an option because of a criterion's point.

    `units` are those of the lean's strength. `people` gave the answer, `of` answered the question.
    `weight` is the criterion's.
    """

    question: str
    answer: str
    lean: Lean
    units: int
    people: int
    of: int
    weight: Fraction

    @property
    def amount(self) -> Fraction:
        """Units x people / of x weight."""
        return Fraction(self.units * self.people, self.of) * self.weight


def is_majority(people: int, of: int) -> bool:
    """Whether what so many of those who answered say holds for the team."""
    return 2 * people > of


def pooled(question: Question, counts: Mapping[str, int], scoring: Scoring) -> Pooled:
    """Put the answers to a question together, given how many gave each of them."""
    given = [(a, counts[a.id]) for a in question.answers if counts.get(a.id)]
    of = sum(people for _, people in given)
    leans: Counter[tuple[str, str]] = Counter()
    for answer, people in given:
        for lean in answer.leans:
            leans[lean.criterion, lean.option] += people * scoring.strengths[lean.strength]
    barring = _votes(given, lambda answer: (ruling.option for ruling in answer.rules_out))
    parting = _votes(given, lambda answer: (lean.option for lean in answer.leans if lean.part))
    return Pooled(
        of=of,
        leans=tuple((criterion, option, units) for (criterion, option), units in leans.items()),
        emphasis=_votes(given, lambda answer: answer.emphasises),
        ruled_out=frozenset(option for option, n in barring.items() if is_majority(n, of)),
        parts={o: tuple(_parts(o, given)) for o, n in parting.items() if is_majority(n, of)},
        whole=is_majority(sum(people for answer, people in given if answer.keeps_whole), of),
    )


def add_up(
    all_pooled: Sequence[Pooled], options: tuple[str, ...], scoring: Scoring
) -> TeamStanding:
    """Where the options stand; whoever left a question open is not in its average.

    Adds whole numbers, of which `one` make a unit, as that is quicker than adding fractions.
    """
    one, weights = _weights(all_pooled, scoring)
    sums = dict.fromkeys(options, 0)
    for question in all_pooled:
        for criterion, option, units in question.leans:
            sums[option] += units * (one // question.of) * weights.get(criterion, one)
    return TeamStanding(
        scores={option: Fraction(units, one * one) for option, units in sums.items()},
        ruled_out=frozenset(option for question in all_pooled for option in question.ruled_out),
        parts=_joined(all_pooled),
        whole=any(question.whole for question in all_pooled),
    )


def mean_weights(all_pooled: Sequence[Pooled], scoring: Scoring) -> Mapping[str, Fraction]:
    """The weights of criteria, where they are not 1.

    A weight is averaged over those who answered the question that makes criteria count more; where
    several questions do, it is that of the question which does so most.
    """
    one, weights = _weights(all_pooled, scoring)
    return {criterion: Fraction(weight, one) for criterion, weight in weights.items()}


def contributions(
    dialog: Dialog, counts: Counts, weights: Mapping[str, Fraction]
) -> Iterator[MeanContribution]:
    """What each answer adds, in the dialog's order; the amounts add up to the scores."""
    for question in dialog.questions:
        given = counts.get(question.id, {})
        for answer in question.answers:
            for lean in answer.leans if given.get(answer.id) else ():
                yield MeanContribution(
                    question=question.id,
                    answer=answer.id,
                    lean=lean,
                    units=dialog.scoring.strengths[lean.strength],
                    people=given[answer.id],
                    of=sum(given.values()),
                    weight=weights.get(lean.criterion, Fraction(1)),
                )


def _weights(all_pooled: Sequence[Pooled], scoring: Scoring) -> tuple[int, Mapping[str, int]]:
    """What a weight of 1 is in whole numbers, and the weights that are not 1 in the same."""
    one = lcm(*(question.of for question in all_pooled))
    more: dict[str, int] = {}
    for question in all_pooled:
        for criterion, people in question.emphasis.items():
            more[criterion] = max(more.get(criterion, 0), people * (one // question.of))
    extra = scoring.emphasis - 1
    return one, {criterion: one + extra * parts for criterion, parts in more.items()}


def _votes(
    given: Iterable[tuple[Answer, int]], named_by: Callable[[Answer], Iterable[str]]
) -> Counter[str]:
    """How many people's answers name each of what answers may name."""
    votes: Counter[str] = Counter()
    for answer, people in given:
        for name in dict.fromkeys(named_by(answer)):
            votes[name] += people
    return votes


def _parts(option: str, given: Iterable[tuple[Answer, int]]) -> Iterator[str]:
    for answer, _ in given:
        yield from (lean.part for lean in answer.leans if lean.part and lean.option == option)


def _joined(all_pooled: Iterable[Pooled]) -> Mapping[str, str]:
    parts: dict[str, list[str]] = {}
    for question in all_pooled:
        for option, names in question.parts.items():
            parts.setdefault(option, []).extend(names)
    return {option: " and ".join(dict.fromkeys(names)) for option, names in parts.items()}
