"""Replies of one sentence."""

from dataclasses import dataclass

from bot.advisor.replies.dialogs import NextQuestion
from bot.knowledge.model import Answer, Question


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """What answers a greeting, thanks or the like; `text` stands in the knowledge."""

    text: str
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
class NoResultYet:
    """Something was asked of a result, or it was to be kept, before there is one."""

    resume: NextQuestion | None = None


@dataclass(frozen=True, slots=True)
class RateLimited:
    """The person, or the channel, has had many turns in a short time; this one was not taken."""


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


Aside = AlreadyAnswered | DialogEnded | NotYours | OutOfDate | ResultOutdated
"""Replies for the person who pressed alone; what is on the screen stays."""

Notice = Smalltalk | OtherLanguage | TooLong | NothingToRead | NoResultYet | RateLimited | Aside
"""Replies that are one sentence, the same wherever it is read."""
