"""What a dialog shows until it has a result."""

from dataclasses import dataclass

from bot.advisor.moves import DialogRef, Origin
from bot.knowledge.model import Answer, Question


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
    understood: tuple[Understood, ...] = ()
    note: str | None = None
    settled: bool = False
    origin: Origin | None = None


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
