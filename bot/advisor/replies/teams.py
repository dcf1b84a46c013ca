"""What the answers of several people come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.advisor.outcome import Outcome
from bot.advisor.replies.dialogs import NextQuestion
from bot.advisor.result_wishes import AskedOfResult
from bot.advisor.team.result import TeamAgreement, TeamQuestion, TeamReason, TeamRuling
from bot.knowledge.model import Options, Scoring


@dataclass(frozen=True, slots=True)
class TeamResult:
    """What the answers of `people` come to together; `title` is what they decide about.

    `scores` are exact units by option under `scoring`, `margin` is a share from 0 to 1. `leanings`
    says how many people's own answers come to each outcome, by its name, the most first.
    `questions` are all that anybody answered, in the dialog's order, `reasons` are ordered by
    amount. `rulings` are held by anybody; `whole` says that the system cannot be split. `weights`
    are those of criteria that do not weigh 1. `agreement` is what a minority must convince others
    of; None where no agreement within the bounds of `team.agreeing` gives another outcome.
    """

    title: str
    people: int
    outcome: Outcome
    leaning: str | None
    scores: Mapping[str, Fraction]
    margin: float
    scoring: Scoring
    weights: Mapping[str, Fraction]
    leanings: Mapping[str, int]
    questions: tuple[TeamQuestion, ...]
    reasons: tuple[TeamReason, ...]
    rulings: tuple[TeamRuling, ...]
    whole: bool
    agreement: TeamAgreement | None
    options: Options
    version: str


@dataclass(frozen=True, slots=True)
class AboutTeamResult:
    """What somebody wanted to know of the `result` that a team came to."""

    result: TeamResult
    wanted: AskedOfResult
    resume: NextQuestion | None = None
