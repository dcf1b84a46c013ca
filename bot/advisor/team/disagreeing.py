"""Where a team disagrees, and whether that decides."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor.outcome import Outcome, name_of
from bot.advisor.team.poll import Poll


@dataclass(frozen=True, slots=True)
class Camp:
    """One of several answers: `people` gave it, and `outcome` is that if all came over to it."""

    answer: str
    people: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A question that more than one answer was given to.

    `sides` are in the order of its answers. `decides`: some side, if all who answered came over to
    it, would give another outcome than the team's.
    """

    question: str
    sides: tuple[Camp, ...]
    decides: bool


def disagreements(poll: Poll) -> Iterator[Disagreement]:
    """Every disagreement, in the dialog's order."""
    reached = name_of(poll.outcome)
    for question, given in poll.disputed.items():
        sides = tuple(
            Camp(answer, people, poll.agreed({question: answer}).outcome)
            for answer, people in given.items()
        )
        yield Disagreement(question, sides, any(name_of(s.outcome) != reached for s in sides))
