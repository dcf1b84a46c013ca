"""What a minority must convince others of: the smallest agreement with another outcome.

On one question, as few people as suffice come over from what they answered to what somebody else
did. On several, and on a question that others wait for, everybody comes to one answer. That is
exact within these bounds: no more than `MOST_QUESTIONS`; and in a question that more than `SMALL`
people answered those who come over come from one answer to one other, where one person fewer would
not suffice, or everybody comes to one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import (
    chain,
    combinations,
    combinations_with_replacement,
    pairwise,
    permutations,
    product,
)

from bot.advisor.outcome import Outcome, name_of
from bot.advisor.scoring import Answers
from bot.advisor.team.poll import Poll
from bot.advisor.team.standing import Pooled

MOST_QUESTIONS = 2
"""Nobody is told to agree on more at once."""

SMALL = 8
"""Answers to a question up to which every way of coming over is tried."""

Numbers = Mapping[str, int]
"""How many people give each answer to one question; those that nobody gives are not in it."""


@dataclass(frozen=True, slots=True)
class ComingOver:
    """So many `people` who answered `instead_of` to a question answer `answer`; all are ids."""

    question: str
    instead_of: str
    answer: str
    people: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """People come over to what others answered, which together gives another `outcome`."""

    changes: tuple[ComingOver, ...]
    outcome: Outcome

    @property
    def questions(self) -> int:
        """In how many questions people come over."""
        return len({change.question for change in self.changes})

    @property
    def people(self) -> int:
        """How many come over; who does in two questions counts twice."""
        return sum(change.people for change in self.changes)


def smallest_agreement(poll: Poll) -> Agreement | None:
    """The fewest questions, then the fewest people; None where no agreement gives another outcome.

    Of equally small ones that which comes first in the dialog.
    """
    on_one = min(_on_one(poll), key=lambda one: one.people, default=None)
    if on_one:
        return on_one
    larger = (_on_several(poll, number) for number in range(2, MOST_QUESTIONS + 1))
    return next(chain.from_iterable(larger), None)


def _on_one(poll: Poll) -> Iterator[Agreement]:
    for question, given in poll.disputed.items():
        everybody = ({question: answer} for answer in given)
        if poll.is_waited_for(question):
            yield from _if_all_agree(poll, everybody)
        elif sum(given.values()) <= SMALL:
            yield from _if_moved(poll, question, _every_way(given))
        else:
            yield from _if_moved(poll, question, _from_one_to_one(poll, question))
            yield from _if_all_agree(poll, everybody)


def _on_several(poll: Poll, number: int) -> Iterator[Agreement]:
    """Agreements of everybody on so many questions, those first that fewest people come over to."""
    sides = {question: _different(poll, question) for question in poll.disputed}
    ways = (
        dict(zip(questions, answers, strict=True))
        for questions in combinations(sides, number)
        for answers in product(*(sides[question] for question in questions))
    )
    return _if_all_agree(poll, sorted(ways, key=lambda way: _others(poll, way)))


def _different(poll: Poll, question: str) -> Sequence[str]:
    """The answers given to a question; of those that do the same the one that most gave."""
    given = poll.counts[question]
    if poll.is_waited_for(question):
        return tuple(given)
    found: list[tuple[Pooled, str]] = []
    for answer in sorted(given, key=lambda answer: -given[answer]):
        does = poll.pooling.of(question, {answer: sum(given.values())})
        if all(does != other for other, _ in found):
            found.append((does, answer))
    kept = {answer for _, answer in found}
    return tuple(answer for answer in given if answer in kept)


def _if_all_agree(poll: Poll, ways: Iterable[Answers]) -> Iterator[Agreement]:
    """The ways to agree on answers to some questions that give another outcome."""
    reached = name_of(poll.outcome)
    for answers in ways:
        outcome = poll.agreed(answers).outcome
        if name_of(outcome) != reached:
            yield Agreement(tuple(_all_coming_over(poll, answers)), outcome)


def _all_coming_over(poll: Poll, answers: Answers) -> Iterator[ComingOver]:
    for question, answer in answers.items():
        for other, people in poll.counts[question].items():
            if other != answer:
                yield ComingOver(question, other, answer, people)


def _others(poll: Poll, answers: Answers) -> int:
    """How many gave others than these answers, over all of these questions."""
    return sum(sum(poll.counts[q].values()) - poll.counts[q][a] for q, a in answers.items())


def _if_moved(poll: Poll, question: str, ways: Iterable[Numbers]) -> Iterator[Agreement]:
    """The ways to answer one question that give another outcome."""
    before = poll.counts[question]
    for numbers in ways:
        outcome = poll.moved({question: numbers}).outcome
        if name_of(outcome) != name_of(poll.outcome):
            yield Agreement(tuple(_differences(question, before, numbers)), outcome)


def _every_way(given: Numbers) -> Iterator[Numbers]:
    """Every way in which so many people may give these answers."""
    people, answers = sum(given.values()), tuple(given)
    for bounds in combinations_with_replacement(range(people + 1), len(answers) - 1):
        edges = (0, *bounds, people)
        numbers = (above - below for below, above in pairwise(edges))
        yield {answer: number for answer, number in zip(answers, numbers, strict=True) if number}


def _from_one_to_one(poll: Poll, question: str) -> Iterator[Numbers]:
    """For each two answers as few as suffice come from one to the other, if all of them do.

    Found by halving: one fewer would not suffice.
    """
    given = poll.counts[question]
    for source, target in permutations(given, 2):
        ways = [_moving(people, source, target, given) for people in range(1, given[source] + 1)]
        if _turns(poll, question, ways[-1]):
            yield ways[bisect_left(ways, True, key=partial(_turns, poll, question))]


def _moving(people: int, source: str, target: str, given: Numbers) -> Numbers:
    after = {**given, source: given[source] - people, target: given[target] + people}
    return {answer: number for answer, number in after.items() if number}


def _turns(poll: Poll, question: str, numbers: Numbers) -> bool:
    return name_of(poll.moved({question: numbers}).outcome) != name_of(poll.outcome)


def _differences(question: str, before: Numbers, after: Numbers) -> Iterator[ComingOver]:
    """Who comes over from where to where."""
    leaving = [a for a, n in before.items() for _ in range(n - after.get(a, 0))]
    joining = [a for a, n in after.items() for _ in range(n - before.get(a, 0))]
    for (source, target), people in Counter(zip(leaving, joining, strict=True)).items():
        yield ComingOver(question, source, target, people)
