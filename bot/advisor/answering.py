"""Takes what somebody types as a part of their dialog: an answer, or a word that steers it."""

from dataclasses import replace

from bot.advisor.addressed import is_alone, is_among_people
from bot.advisor.commands import (
    Steering,
    as_answer,
    asks_why_asked,
    is_none_of_them,
    is_shown,
    leaves_all,
    steering,
    takes_all,
)
from bot.advisor.dialog import understood
from bot.advisor.guiding import NO_ANSWER, Guide
from bot.advisor.reading.answers import (
    Read,
    exact_answer,
    plain_answer,
    read_answer,
    read_description,
    replied_answer,
)
from bot.advisor.replies import DialogEnded, NextQuestion
from bot.advisor.revising import revision_in
from bot.advisor.session import Given, Progress
from bot.advisor.turn import Turn
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import is_asking, words
from bot.knowledge.model import Dialog, Question

ANOTHER_QUESTION = "I took that as an answer to another question."
WHICH_ANSWER = "I cannot tell which of your answers you mean. Type “change” and its number."
_NONE = word_set("no none nothing")

WHY_ASKED = "The line below the question says why I ask it. “skip” leaves it open."


def in_dialog(text: str, guide: Guide) -> Turn | None:
    """The turn where a text steers the person's open dialog, or answers a question of it."""
    now = guide.open()
    if now is None:
        return None
    progress, question = now
    wanted = steering(text)
    if wanted:
        return _steer(wanted, question, progress, guide)
    if asks_why_asked(text, at_once=guide.session.has_just_asked(guide.owner)):
        return guide.ask_again(WHY_ASKED)
    revised = _revised(text, progress, guide)
    if revised:
        return revised
    if is_none_of_them(text) and not _has_none(question):
        return _steer("not_sure", question, progress, guide)
    text = as_answer(text)
    if _asks_something_else(text, question, guide):
        return None
    read = plain_answer(text, question, _dialog(guide)) or _replied(text, question, guide)
    if read is not None:
        return _answered(read, question, progress, guide)
    if leaves_all(text):
        return _steer("not_sure", question, progress, guide)
    if takes_all(text):
        return guide.ask_again(NO_ANSWER)
    return _volunteered(text, progress, guide) or _by_a_word(text, question, progress, guide)


def _has_none(question: Question) -> bool:
    """Whether one of the answers to a question is that it is nothing of the kind."""
    return any(_NONE & set(words(answer.label)) for answer in question.answers)


def overheard(text: str, guide: Guide) -> Turn | None:
    """The turn where a text that may be meant for others belongs to the person's open dialog.

    It must be an answer to the open question by its phrases, or one of the words for steering that
    people were shown. Where nobody else has written since, it may answer another question as well.
    """
    now = guide.open()
    if now is None:
        return None
    progress, question = now
    wanted = steering(text) if is_shown(text) else None
    if wanted:
        return _steer(wanted, question, progress, guide)
    revised = _revised(text, progress, guide)
    if revised:
        return revised
    if _asks_something_else(text, question, guide):
        return None
    read = plain_answer(text, question, _dialog(guide))
    if read is not None:
        return _answered(read, question, progress, guide)
    return _overheard_elsewhere(text, progress, guide)


def _overheard_elsewhere(text: str, progress: Progress, guide: Guide) -> Turn | None:
    """The turn where a text that may be meant for others answers another question.

    It is plainly an answer where it holds little else, or where nobody else is there to be told.
    """
    if is_among_people(text):
        return None
    plain = _named(text, _dialog(guide)) or _holds_little_else(text, guide)
    alone = is_alone(guide.owner, guide.session)
    return _volunteered(text, progress, guide) if plain or alone else None


def _holds_little_else(text: str, guide: Guide) -> bool:
    """Whether most words of a text are those that an answer is read from."""
    read = read_description(text, _dialog(guide))
    longest = max((len(words(found.words or "")) for found in read), default=0)
    return longest > len(words(text)) / 2


def after_dialog(text: str, guide: Guide) -> Turn | None:
    """The turn where a text steers a dialog that is over, or one that never was.

    Outside of a dialog "next" or "done" mean something else, so the words must be those that
    people were shown; to start over is wanted in any words.
    """
    wanted, progress = steering(text), guide.session.dialog_of(guide.owner)
    revised = _revised(text, progress, guide) if progress else None
    if revised:
        return revised
    if wanted is None or not (is_shown(text) or wanted == "start_over"):
        return None
    match wanted:
        case "start_over":
            return guide.begin()
        case "review" if progress:
            return guide.review(progress)
        case "result" if progress:
            return guide.finish(progress)
        case "back" if progress:
            return guide.back(progress.model_copy(update={"over": False}))
        case _:
            return Turn(guide.session, DialogEnded())


def _steer(wanted: Steering, question: Question, progress: Progress, guide: Guide) -> Turn:
    match wanted:
        case "back":
            return guide.back(progress)
        case "not_sure":
            left = Given(question=question.id, answer=None)
            return guide.answer(progress, left, f"Left open: {question.ask}")
        case "stop":
            return guide.stop(progress)
        case "start_over":
            return guide.begin()
        case "review":
            return guide.review(progress)
        case "result":
            return guide.finish(progress)


def _by_a_word(text: str, question: Question, progress: Progress, guide: Guide) -> Turn | None:
    """The turn where a telling word answers the open question; none rules an option out."""
    if any(answer.rules_out for answer in question.answers):
        return None
    read = read_answer(text, question, _dialog(guide))
    return _answered(read, question, progress, guide) if read else None


def _answered(read: Read, question: Question, progress: Progress, guide: Guide) -> Turn:
    """The turn that takes a typed answer, and says which it was taken for."""
    answer = question.answer(read.answer)
    note = f"Your answer: “{answer.label}”." if answer else None
    return guide.answer(progress, _given(read), note)


def _revised(text: str, progress: Progress, guide: Guide) -> Turn | None:
    """The turn where a text wants an earlier answer changed; it may say to what."""
    knowledge = guide.expertise.knowledge
    dealt_with = [one.question for one in understood(progress, guide.expertise)]
    wish = revision_in(text, dealt_with, knowledge.dialog.questions, knowledge.criteria)
    if wish is None:
        return None
    if wish.question is None:
        return guide.review(progress, WHICH_ANSWER)
    read = read_answer(as_answer(wish.to), wish.question, knowledge.dialog) if wish.to else None
    if read is None:
        return guide.change(wish.question.id, progress)
    again = progress.model_copy(update={"over": False})
    return _answered(read, wish.question, again, guide)


def _volunteered(text: str, progress: Progress, guide: Guide) -> Turn | None:
    """The turn where a text answers other questions than the one that is open."""
    read = read_description(text, _dialog(guide)) or _named(text, _dialog(guide))
    if not read:
        return None
    for found in read:
        progress = progress.plus(_given(found))
    turn = guide.go_on(progress, ANOTHER_QUESTION)
    if not isinstance(turn.reply, NextQuestion):
        return turn
    answered = {found.question for found in read}
    shown = [u for u in understood(progress, guide.expertise) if u.question.id in answered]
    return replace(turn, reply=replace(turn.reply, understood=tuple(shown)))


def _named(text: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answer that a text of several words is, where it is one to a single question."""
    if len(words(text)) == 1:
        return ()
    exact = (exact_answer(text, question, dialog) for question in dialog.questions)
    found = tuple(read for read in exact if read)
    return found if len(found) == 1 else ()


def _asks_something_else(text: str, question: Question, guide: Guide) -> bool:
    exact = exact_answer(text, question, _dialog(guide)) or _replied(text, question, guide)
    return is_asking(text) and (text.endswith("?") or not exact)


def _replied(text: str, question: Question, guide: Guide) -> Read | None:
    return replied_answer(text, question, _dialog(guide))


def _dialog(guide: Guide) -> Dialog:
    return guide.expertise.knowledge.dialog


def _given(read: Read) -> Given:
    return Given(question=read.question, answer=read.answer, words=read.words)
