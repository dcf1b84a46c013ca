"""What was read from a delivery about a team decision: a press, or a form that was filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.slack.incoming import Pressed
from bot.slack.team.ids import Beginning, Fixing, OfDecision, TeamPress
from bot.store.protocol import Delivery
from bot.teaming.acts import Act

PickedAnswers = Mapping[str, str | None]
"""Answer ids by question id, None for no answer."""


@dataclass(frozen=True, slots=True)
class Pressing:
    """A press about a team decision: what is asked, by whom, and on what.

    `trigger` opens a form, for three seconds.
    """

    asked: TeamPress
    act: Act
    to: Pressed
    trigger: str

    @property
    def team(self) -> str:
        """The workspace, by its id."""
        return self.act.delivery.team


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who has submitted a form, under which name, and by which delivery it is known."""

    delivery: Delivery
    by: str
    name: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A team is called to decide; `description` says what holds for all, if anything.

    `hours` are those until it closes, None where its owner closes it.
    """

    of: Beginning
    title: str
    names_shown: bool
    hours: int | None
    description: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """What holds for all was confirmed: an answer for each question, None where it is open."""

    of: Fixing
    picked: PickedAnswers


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """Somebody has answered. `picked` holds an answer for each question that they dealt with, None
    where they take one back; what is not in it stays as it was.
    """

    of: OfDecision
    picked: PickedAnswers


@dataclass(frozen=True, slots=True)
class Handed:
    """Its owner has picked another; empty where they picked nobody."""

    of: OfDecision
    owner: str


@dataclass(frozen=True, slots=True)
class SaveWished:
    """Its owner wants the result kept under a title."""

    of: OfDecision
    title: str
    supersedes: int | None


Submission = Begun | Fixed | AnswersGiven | Handed | SaveWished
