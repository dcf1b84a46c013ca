"""Answers what is asked of a result that was shown, from that result alone."""

from collections.abc import Iterator

from bot.advisor.guiding import Guide
from bot.advisor.reading.answers import Read
from bot.advisor.recommending import best_case_of, recommend
from bot.advisor.replies import AboutResult, NoResultYet, Recommendation, Supposed, Supposition
from bot.advisor.result_wishes import (
    Agreeing,
    CaseFor,
    Disagreeing,
    HowSure,
    Keeping,
    NotAsked,
    OtherCase,
    ResultWish,
    Supposing,
    WhyIt,
)
from bot.advisor.session import Given, Progress
from bot.advisor.supposing import supposed_answers
from bot.advisor.turn import Turn
from bot.advisor.understanding import Subject
from bot.advisor.wishing import wish_of_result
from bot.knowledge.model import Dialog, Question


def about_result(text: str, guide: Guide) -> Turn | None:
    """The turn where a text asks something of the result that was shown last; None elsewhere."""
    wish = wish_of_result(text, guide.expertise)
    asked = _asked_of(wish, guide) if wish else None
    told = _told(wish, *asked, guide) if wish and asked else None
    return guide.in_between(told) if told else None


def about_no_result(text: str, guide: Guide) -> Turn | None:
    """The turn where a text can be meant for nothing but a result, of which there is none yet."""
    wish, session = wish_of_result(text, guide.expertise), guide.session
    if guide.team or any(map(_has_ended, session.dialogs.values())):
        return None
    just_asked = session.has_just_asked(guide.owner)
    meant = isinstance(wish, Keeping) or (just_asked and isinstance(wish, HowSure))
    return guide.in_between(NoResultYet()) if meant else None


def _has_ended(progress: Progress) -> bool:
    return progress.over and bool(progress.answers())


def _asked_of(wish: ResultWish, guide: Guide) -> tuple[str, Progress] | None:
    """Whose dialog the wish is about, and how far that came; its words are for its owner alone.

    It is the one whose result was shown last, whosever it is. What cannot be meant otherwise is
    about one's own after something else was talked about as well, or, of what is to be saved, about
    anybody's.
    """
    session = guide.session
    if session.result is None and _goes_back(wish):
        over = {who: theirs for who, theirs in session.dialogs.items() if _has_ended(theirs)}
        whose = next(iter(over), "") if isinstance(wish, Keeping) else ""
        whose = guide.owner if guide.owner in over else whose
        return (whose, over[whose]) if whose else None
    progress = session.dialog_of(session.result or "")
    return (session.result, progress) if session.result and progress and progress.over else None


def _goes_back(wish: ResultWish) -> bool:
    return isinstance(wish, Keeping | NotAsked | Supposing) or (
        isinstance(wish, Disagreeing) and wish != Disagreeing()
    )


def _told(
    wish: ResultWish, owner: str, progress: Progress, guide: Guide
) -> AboutResult | Supposition | None:
    result = recommend(owner, progress, guide.expertise)
    match wish:
        case CaseFor(option):
            return _case(option, result)
        case OtherCase():
            return _case(result.loser or _behind(result), result)
        case Supposing():
            return _supposition(wish, result, progress, guide)
        case Disagreeing(against, rather) if result.winner and (
            against == result.loser or rather == result.winner
        ):
            return AboutResult(result, Agreeing())
        case Disagreeing():
            settling = tuple(_settling(guide.expertise.knowledge.dialog))
            return AboutResult(result, wish, settling=settling)
        case _:
            return AboutResult(result, wish)


def _case(option: str, result: Recommendation) -> AboutResult:
    if option == result.winner:
        return AboutResult(result, WhyIt())
    return AboutResult(result, CaseFor(option), best_case_of(option, result.reasons))


def _behind(result: Recommendation) -> str:
    """An option that is not ahead, where the result is for none of them."""
    return next((o for o in result.options if o != result.leaning), next(iter(result.options)))


def _supposition(
    wish: Supposing, result: Recommendation, progress: Progress, guide: Guide
) -> Supposition | None:
    """What the result would be if that held.

    None where it answers none of the questions, unless it was plainly asked of the result.
    """
    dialog = guide.expertise.knowledge.dialog
    read = supposed_answers(wish.said, dialog)
    if not read:
        return _unread(wish, result, guide)
    supposed = tuple(_supposed(one, progress, dialog) for one in read)
    for one in read:
        progress = progress.plus(Given(question=one.question, answer=one.answer))
    then = recommend(result.dialog.owner, progress, guide.expertise)
    return Supposition(result, supposed, then)


def _unread(wish: Supposing, result: Recommendation, guide: Guide) -> Supposition | None:
    """What is not asked in the dialog changes nothing; it may yet be a subject."""
    understanding = guide.expertise.understanding
    names = understanding.names.names_in(wish.said)
    named = names.options or names.packages or names.others
    if named or guide.session.result is None or not wish.plainly:
        return None
    meaning = understanding.hear(wish.said).meaning
    subject = meaning.criterion if isinstance(meaning, Subject) else None
    return Supposition(result, (), result, subject)


def _supposed(read: Read, progress: Progress, dialog: Dialog) -> Supposed:
    question = dialog.question(read.question)
    answer = question.answer(read.answer) if question else None
    if question is None or answer is None:
        raise LookupError(f"no such answer: {read.question}/{read.answer}")
    return Supposed(question, answer, question.answer(progress.answers().get(question.id, "")))


def _settling(dialog: Dialog) -> Iterator[Question]:
    """The questions that say what weighs most, and what is fixed: answers do not just add up."""
    for question in dialog.questions:
        if any(answer.emphasises or answer.rules_out for answer in question.answers):
            yield question
