"""What is remembered of a conversation between two turns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.advisor.gap import without_people
from bot.advisor.moves import Origin


class Remembered(BaseModel):
    """A value that is kept as JSON; what a newer StackPick has kept besides is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Given(Remembered):
    """A question that was dealt with: `answer` is an answer's id, or None for "not sure".

    `words` are those that the answer was read from; None where it was pressed, or named by its
    number, label or id, or with yes or no. They name nobody else.
    """

    question: str
    answer: str | None
    words: Annotated[str, AfterValidator(without_people)] | None = None


class Progress(Remembered):
    """How far one person's dialog has come.

    `number` counts the dialogs that this person began in this place, from 1: a button of an older
    dialog names an older number. `given` is in the order in which the questions were dealt with.
    `changing` is the question that the person wants to answer anew. `anyway` says that they want
    the questions that can no longer change the outcome as well. `over` marks a dialog that was
    stopped or has reached its recommendation. `origin` is the message that it began from, `reopens`
    the number of the kept decision whose answers it began with. `message` is the key by which the
    one message is found that the dialog stands in; empty where it stands in none that is known.
    """

    number: Annotated[int, Field(ge=1)]
    given: tuple[Given, ...] = ()
    changing: str | None = None
    anyway: bool = False
    over: bool = False
    origin: Origin | None = None
    reopens: int | None = None
    message: str = ""

    def answers(self) -> Mapping[str, str]:
        """The answers by question, without the questions that were left open."""
        return {given.question: given.answer for given in self.given if given.answer}

    def plus(self, given: Given) -> Self:
        """The progress with one more question dealt with, in the place of an earlier answer."""
        if any(earlier.question == given.question for earlier in self.given):
            replaced = tuple(given if g.question == given.question else g for g in self.given)
            return self.model_copy(update={"given": replaced, "changing": None})
        return self.model_copy(update={"given": (*self.given, given), "changing": None})

    def without(self, question: str) -> Self:
        """The progress as if the question had not been dealt with."""
        kept = tuple(given for given in self.given if given.question != question)
        return self.model_copy(update={"given": kept, "changing": None})


class Offered(Remembered):
    """Criteria, by their ids, that were offered for a question which was not plain."""

    criteria: tuple[str, ...]
    question: Annotated[str, AfterValidator(without_people)]


class Session(Remembered):
    """A conversation in one place: what was last discussed, with whom, and each person's dialog.

    `topic` is a criterion's id, `shown` the points of it that were shown, `side` the option that
    they were asked for, if any, and `fitting` all of its points, the best for the question that was
    asked first. `result` is the person whose result was shown, as long as nothing was discussed
    since that has a topic of its own. `spoke_to` is the person who was answered last, `since` names
    those who have written since then, each once. `offered` is the choice that the last answer left
    them, if it left one. `asking` says that the last answer was a question of their dialog and
    nothing else. `dialogs` maps a person's id to their dialog.
    """

    topic: str | None = None
    shown: tuple[str, ...] = ()
    side: str | None = None
    fitting: tuple[str, ...] = ()
    result: str | None = None
    spoke_to: str | None = None
    since: tuple[str, ...] = ()
    offered: Offered | None = None
    asking: bool = False
    dialogs: Mapping[str, Progress] = {}

    def dialog_of(self, person: str) -> Progress | None:
        """The dialog that this person is in the middle of or has finished, if any."""
        return self.dialogs.get(person)

    def stands_in(self, person: str, message: str) -> Self:
        """The session once the person's dialog is shown in the message with this key."""
        progress = self.dialogs[person]
        return self.with_dialog(person, progress.model_copy(update={"message": message}))

    def with_dialog(self, person: str, progress: Progress) -> Self:
        """The session with this as the person's dialog, in the place of the one they had."""
        return self.model_copy(update={"dialogs": {**self.dialogs, person: progress}})

    def about(
        self,
        topic: str,
        shown: tuple[str, ...],
        *,
        fitting: tuple[str, ...] = (),
        side: str | None = None,
    ) -> Self:
        """The session after these points of a criterion were shown."""
        now = {"topic": topic, "shown": shown, "fitting": fitting, "side": side, "result": None}
        return self.model_copy(update=now)

    def about_result_of(self, person: str | None) -> Self:
        """The session after a person's result was shown; None once their dialog goes on."""
        return self.model_copy(update={"result": person})

    def spoken(self, to: str, offered: Offered | None = None, *, asking: bool = False) -> Self:
        """The session after a person was answered: offered a choice, or asked a question."""
        now = {"spoke_to": to, "since": (), "offered": offered, "asking": asking}
        return self.model_copy(update=now)

    def has_just_asked(self, person: str) -> bool:
        """Whether the last answer was a question of this person's dialog."""
        return self.asking and self.spoke_to == person

    def without_person(self, person: str) -> Self:
        """The session as if it had never met a person."""
        left = {
            "spoke_to": None if self.spoke_to == person else self.spoke_to,
            "since": tuple(who for who in self.since if who != person),
            "result": None if self.result == person else self.result,
            "offered": None if self.spoke_to == person else self.offered,
            "asking": self.asking and self.spoke_to != person,
            "dialogs": {who: theirs for who, theirs in self.dialogs.items() if who != person},
        }
        return self.model_copy(update=left)

    def overheard(self, by: str) -> Self:
        """The session after a person wrote something that was not answered."""
        if by in self.since:
            return self
        return self.model_copy(update={"since": (*self.since, by)})


@dataclass(frozen=True, slots=True)
class Shown:
    """The message that a person's dialog stood in before a turn, by its key; empty for none.

    `goes` says that the message is of no more use once the dialog stands in another.
    """

    message: str = ""
    goes: bool = False


def shown_before(person: str, before: Session, after: Session) -> Shown:
    """Where the person's dialog stood before a turn.

    The message stays where it holds the result of a dialog, and the turn has begun a new one.
    """
    then, now = before.dialog_of(person), after.dialog_of(person)
    if then is None or now is None:
        return Shown()
    return Shown(then.message, goes=then.number == now.number or not then.over)
