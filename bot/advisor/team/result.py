"""The parts of a team's result, in terms of questions, answers and criteria."""

from dataclasses import dataclass

from bot.advisor.evidence import Evidence
from bot.advisor.outcome import Outcome
from bot.advisor.team.standing import MeanContribution
from bot.knowledge.model import Answer, Criterion, Question


@dataclass(frozen=True, slots=True)
class TeamSide:
    """One answer to a question: `people` of a team gave it.

    `persons` are their ids, none of them where names are not shown. `outcome` is the team's if all
    who answered the question gave this answer.
    """

    answer: Answer
    people: int
    persons: tuple[str, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class TeamQuestion:
    """How a team answered a question that anybody answered; `sides` in the order of its answers.

    `fixed`: the answer held for all, whatever they said. `decides`: there are several sides, and
    if all came over to one of them the outcome would be another.
    """

    question: Question
    sides: tuple[TeamSide, ...]
    fixed: bool
    decides: bool

    @property
    def people(self) -> int:
        """How many answered."""
        return sum(side.people for side in self.sides)

    @property
    def disputed(self) -> bool:
        """Whether people gave different answers."""
        return len(self.sides) > 1


@dataclass(frozen=True, slots=True)
class TeamReason:
    """What one answer of a team contributed, and the evidence for it."""

    question: Question
    answer: Answer
    criterion: Criterion
    contribution: MeanContribution
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class TeamRuling:
    """An option that `people` of the `of` who answered a question say is ruled out, and why.

    It is where they are more than half; then the ruling `holds`.
    """

    question: Question
    option: str
    people: int
    of: int
    because: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class TeamChange:
    """So many `people` who answered `instead_of` come over to what others answered."""

    question: Question
    instead_of: Answer
    answer: Answer
    people: int


@dataclass(frozen=True, slots=True)
class TeamAgreement:
    """The smallest agreement that gives another `outcome`: the fewest questions, then people."""

    changes: tuple[TeamChange, ...]
    outcome: Outcome
