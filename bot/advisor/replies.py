"""What StackPick can say. Whoever delivers a reply decides how it looks."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.advisor.ellipsis import Figures, Reasons, Side
from bot.advisor.evidence import Evidence
from bot.advisor.moves import DialogRef, Origin
from bot.advisor.outcome import Clear, Outcome
from bot.advisor.result_wishes import AskedOfResult
from bot.advisor.scoring import RuledOut
from bot.advisor.team.result import TeamAgreement, TeamQuestion, TeamReason, TeamRuling
from bot.knowledge.model import (
    Answer,
    Criterion,
    Option,
    Package,
    Purpose,
    Question,
    Scoring,
    Strength,
)

Options = Mapping[str, Option]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The open question of a dialog.

    `number` counts from 1; `left` is how many more may come at the most. `understood` are answers
    that were just read from a text, each with the words that it was read from. `note` says in a
    sentence what happened just before. `settled` says that no answer can change the outcome now,
    and that the person asked to go on all the same. `origin` is the message that it all began from.
    """

    dialog: DialogRef
    question: Question
    number: int
    left: int
    understood: tuple["Understood", ...] = ()
    note: str | None = None
    settled: bool = False
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with the answer that was given to it, and the words that it was read from.

    `set_aside`: it does not count while another answer makes the question pointless.
    """

    question: Question
    answer: Answer | None
    words: str | None
    set_aside: bool = False


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
class Answers:
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


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Packages of each option for the purposes that were asked about.

    `known` are all the purposes there are, to name where none was recognised.
    """

    purposes: tuple[Purpose, ...]
    known: tuple[Purpose, ...]
    options: Options
    resume: NextQuestion | None = None
    shared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """A package of an option beside others, and what it is for.

    `elsewhere` has the names of the packages for the same purpose, by the other options.
    """

    option: str
    package: Package
    purpose: Purpose
    elsewhere: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more packages that were named, beside each other.

    `common` is the purpose that all of them serve, None where they are for different things.
    """

    parts: tuple[Compared, ...]
    common: Purpose | None
    options: Options
    resume: NextQuestion | None = None
    shared_by: str | None = None


@dataclass(frozen=True, slots=True)
class Glance:
    """What speaks for an option as a whole and what against it: the criteria, by their verdicts.

    `level` are those on which it depends or neither is ahead, `criteria` all to choose from.
    """

    option: str
    ahead: tuple[Criterion, ...]
    behind: tuple[Criterion, ...]
    level: tuple[Criterion, ...]
    options: Options
    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class NotCompared:
    """What was asked about is no option and none of their packages; `names` says what it is."""

    names: tuple[str, ...]
    options: Options
    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Clarification:
    """Not sure what was meant by `asked`: the nearest criteria to choose from."""

    choices: tuple[Criterion, ...]
    asked: str = ""
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Smalltalk:
    text: str
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Declined:
    """What was said is not StackPick's subject; `criteria` are what is, to choose from."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """What was said is in another language than English."""

    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class TooLong:
    """A text of `length` characters, when at most `limit` are read."""

    length: int
    limit: int
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class NothingToRead:
    """A text without a word in it."""

    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """What can be asked, to choose from."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """How StackPick is used."""

    criteria: tuple[Criterion, ...]
    resume: NextQuestion | None = None


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
        return self.units * self.weight


@dataclass(frozen=True, slots=True)
class FlippedBy:
    """A change of one answer that gives another outcome."""

    question: Question
    instead_of: Answer
    answer: Answer
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """Another answer to a question in the place of the one that was given."""

    question: Question
    instead_of: Answer
    answer: Answer


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

    `single` are all changes of one answer; `together` the fewest answers for each outcome that no
    single one gives; `weights` the nearest weight of each criterion, alone.
    """

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

    `best_case` goes with a CaseFor, None where nothing counted.
    """

    result: Recommendation
    wanted: AskedOfResult
    best_case: str | None = None
    resume: NextQuestion | None = None


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
class Summary:
    """The answers of a dialog so far, each to be changed; `note` as for a NextQuestion."""

    dialog: DialogRef
    answers: tuple[Understood, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DialogStopped:
    """The dialog was stopped; its answers are kept until the next one begins."""

    dialog: DialogRef


@dataclass(frozen=True, slots=True)
class AlreadyAnswered:
    """A press on a question that is no longer open; `answer` is what it was answered with."""

    question: Question
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class DialogEnded:
    """A press on a button of a dialog that is over or was replaced by a newer one."""


@dataclass(frozen=True, slots=True)
class NotYours:
    """A press on a button of somebody else's dialog."""

    owner: str


@dataclass(frozen=True, slots=True)
class OutOfDate:
    """A press on a button about something that the knowledge no longer holds."""


@dataclass(frozen=True, slots=True)
class ResultOutdated:
    """A press on the button that shares a result, whose dialog has gone on since."""


@dataclass(frozen=True, slots=True)
class RateLimited:
    """The person, or the channel, has had many turns in a short time; this one was not taken."""


Aside = AlreadyAnswered | DialogEnded | NotYours | OutOfDate | ResultOutdated
"""Replies for the person who pressed alone; what is on the screen stays."""

InBetween = (
    Explanation
    | Answers
    | SourceList
    | BestCase
    | Counterparts
    | Comparison
    | Glance
    | NotCompared
    | Clarification
    | AboutResult
    | Smalltalk
    | Declined
    | OtherLanguage
    | TooLong
    | NothingToRead
    | Menu
    | Help
)
"""Replies after which the open question of a dialog is put again, as their `resume`."""

InDialog = NextQuestion | Recommendation | Summary | DialogStopped
"""Replies in which a dialog stands: what its one message shows."""

Reply = InBetween | InDialog | TeamResult | RateLimited | Aside


Shareable = Explanation | BestCase | Counterparts | Comparison | Recommendation
"""Replies that others can be shown."""


def is_shared(reply: Reply | None) -> bool:
    """Whether others are shown a reply that one person had."""
    return isinstance(reply, Shareable) and reply.shared_by is not None


def waiting(reply: Reply) -> NextQuestion | None:
    """The open question that is put again below a reply."""
    return reply.resume if isinstance(reply, InBetween) else None
