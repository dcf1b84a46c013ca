"""What a dialog comes to, and what is said of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.advisor.evidence import Evidence
from bot.advisor.moves import DialogRef, Origin
from bot.advisor.outcome import Clear, Outcome
from bot.advisor.replies.dialogs import NextQuestion, Understood
from bot.advisor.result_wishes import AskedOfResult
from bot.advisor.scoring import RuledOut
from bot.knowledge.model import Answer, Criterion, Options, Question, Scoring, Strength


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer contributed: `amount` units to `option`, and the evidence for it.

    `amount` is the product of `units`, those of the lean's `strength`, and the criterion's
    `weight`. `part` is the separable part of the system that it is about, if it is about one.
    """

    question: Question
    answer: Answer
    option: str
    criterion: Criterion
    strength: Strength
    units: int
    weight: int
    because: str
    part: str | None
    evidence: Evidence

    @property
    def amount(self) -> int:
        """In units, as the scores are."""
        return self.units * self.weight


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """Another answer to a question in the place of the one that was given."""

    question: Question
    instead_of: Answer
    answer: Answer


@dataclass(frozen=True, slots=True)
class FlippedBy:
    """A change of one answer that gives another outcome."""

    question: Question
    instead_of: Answer
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FlippedByAnswering:
    """An answer to a question that was left open which gives another outcome."""

    question: Question
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FlippedTogether:
    """Changes of several answers that together give an outcome, where no fewer do."""

    changes: tuple[AnswerChange, ...]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FlippedByWeight:
    """Another outcome if `criterion` weighed `weight` in place of `instead_of`.

    The outcome turns at `turns_at`, the nearest weight at which it does; `weight` is a round one
    there or beyond.
    """

    criterion: Criterion
    instead_of: int
    turns_at: Fraction
    weight: Fraction
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Flips:
    """What would give another outcome, the smallest change of each kind first.

    `opened` are all answers to questions that were left open on purpose, in the dialog's order;
    `single` are all changes of one answer; `together` the fewest answers for each outcome that no
    single one gives; `weights` the nearest weight of each criterion, alone.
    """

    opened: tuple[FlippedByAnswering, ...] = ()
    single: tuple[FlippedBy, ...] = ()
    together: tuple[FlippedTogether, ...] = ()
    weights: tuple[FlippedByWeight, ...] = ()


@dataclass(frozen=True, slots=True)
class StackPlace:
    """A place in a starter stack, with the package that fills it and the reason.

    `answers` are those that call for it; none where the package is the usual one, and nothing that
    was answered asks for another.
    """

    role: str
    package: str
    because: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The end of a dialog.

    `margin` is a share from 0 to 1, `scores` units by option under `scoring`. `reasons` are
    ordered by amount. `whole` says that the system cannot be split. `loser` is the option behind,
    with its best case. `robustness` is the share (0 to 1) of weightings that come to each outcome,
    by its name. `understood` are the answers, with the words that they were read from. `settled`
    says that no answer to a `skipped` question, one that was not asked, can change the outcome;
    `unsure` ones were asked and not answered. `note` is as for a NextQuestion.
    """

    dialog: DialogRef
    outcome: Outcome
    leaning: str | None
    scores: Mapping[str, int]
    margin: float
    scoring: Scoring
    reasons: tuple[Reason, ...]
    ruled_out: tuple[RuledOut, ...]
    whole: bool
    loser: str | None
    best_case: str | None
    flips: Flips
    robustness: Mapping[str, float]
    stacks: Mapping[str, tuple[StackPlace, ...]]
    understood: tuple[Understood, ...]
    settled: bool
    skipped: tuple[Question, ...]
    unsure: tuple[Question, ...]
    options: Options
    version: str
    origin: Origin | None = None
    shared_by: str | None = None
    note: str | None = None

    @property
    def winner(self) -> str | None:
        """The option that the result is for; None where it is not for one alone."""
        return self.outcome.option if isinstance(self.outcome, Clear) else None

    @property
    def is_empty(self) -> bool:
        """Whether no question was answered, so that nothing is known to decide by."""
        return not any(understood.answer for understood in self.understood)


@dataclass(frozen=True, slots=True)
class AboutResult:
    """What somebody wanted to know of a `result` that was shown.

    `best_case` goes with a CaseFor, None where nothing counted. `settling` are the questions that
    somebody can settle it by who disagrees.
    """

    result: Recommendation
    wanted: AskedOfResult
    best_case: str | None = None
    settling: tuple[Question, ...] = ()
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """An answer that is only supposed; `instead_of` is the one that was given, if one was."""

    question: Question
    answer: Answer
    instead_of: Answer | None


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a `result` that was shown would be, `then`, with other answers; it stays as it is.

    Where no answer could be read, none is `supposed`, and `subject` is what it may be about.
    """

    result: Recommendation
    supposed: tuple[Supposed, ...]
    then: Recommendation
    subject: Criterion | None = None
    resume: NextQuestion | None = None
