"""Answers to questions about criteria."""

from dataclasses import dataclass

from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.evidence import Evidence
from bot.advisor.replies.dialogs import NextQuestion
from bot.knowledge.model import Criterion, Options


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to a question about a criterion: its verdict and the points that fit best.

    `shown` are all points shown so far, `more` is how many are left. `others` are the options that
    the verdict does not favour. `continued` marks further points of an answer that was given
    before, and `wanted` what they were asked for, if anything. `resume` is the dialog's question
    that is still open.
    """

    criterion: Criterion
    evidence: tuple[Evidence, ...]
    shown: tuple[str, ...]
    more: int
    others: tuple[str, ...]
    options: Options
    continued: bool = False
    wanted: Side | Reasons | Figures | None = None
    resume: NextQuestion | None = None
    shared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Explanations:
    """The answers to two or three questions that were asked at once, in the order of asking."""

    parts: tuple[Explanation, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class SourceList:
    """Where the points that were shown come from."""

    criterion: Criterion
    evidence: tuple[Evidence, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class BestCase:
    """The strongest case for one option on a criterion."""

    criterion: Criterion
    option: str
    evidence: tuple[Evidence, ...]
    options: Options
    resume: NextQuestion | None = None
    shared_by: str | None = None
