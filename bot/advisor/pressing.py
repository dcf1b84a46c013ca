"""What a press on one of a dialog's buttons comes to."""

from dataclasses import replace

from bot.advisor.dialog import comes_to, open_question
from bot.advisor.guiding import Guide
from bot.advisor.moves import (
    Chose,
    DialogMove,
    Resumed,
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedRest,
    WantedResult,
    WentBack,
)
from bot.advisor.recommending import recommend
from bot.advisor.replies import (
    AlreadyAnswered,
    DialogEnded,
    NotYours,
    OutOfDate,
    ResultOutdated,
)
from bot.advisor.session import Given, Progress
from bot.advisor.turn import Turn


def pressed(move: DialogMove, guide: Guide) -> Turn:
    """What a press comes to: on a dialog of somebody else, or on an old one, to nothing."""
    if move.dialog.owner != guide.owner:
        return Turn(guide.session, NotYours(move.dialog.owner))
    progress = guide.session.dialog_of(guide.owner)
    if progress is None or progress.number != move.dialog.number:
        return _ended(guide)
    return _taken(move, progress, guide)


def _taken(move: DialogMove, progress: Progress, guide: Guide) -> Turn:
    match move:
        case Chose():
            return _chosen(move, progress, guide)
        case WentBack():
            return _ended(guide) if progress.over else guide.back(progress)
        case Stopped():
            return _ended(guide) if progress.over else guide.stop(progress)
        case StartedOver():
            return guide.begin(origin=progress.origin)
        case Resumed():
            return _ended(guide) if progress.over else guide.go_on(progress)
        case WantedRest():
            return guide.go_on(progress.model_copy(update={"anyway": True, "over": False}))
        case WantedResult():
            return guide.finish(progress)
        case Reviewed():
            return guide.review(progress)
        case WantedChange(question=question):
            return _change(question, progress, guide)
        case SharedResult(answers=answers):
            return _share(answers, progress, guide)


def _chosen(move: Chose, progress: Progress, guide: Guide) -> Turn:
    question = guide.expertise.knowledge.dialog.question(move.question)
    if question is None or (move.answer and question.answer(move.answer) is None):
        return Turn(guide.session, OutOfDate())
    wanted = open_question(progress, guide.expertise)
    given = any(earlier.question == question.id for earlier in progress.given)
    if wanted is not None and (wanted.id == question.id or not given):
        return guide.answer(progress, Given(question=question.id, answer=move.answer))
    if given:
        answered = question.answer(progress.answers().get(question.id, ""))
        return Turn(guide.session, AlreadyAnswered(question, answered))
    return _ended(guide)


def _change(question: str, progress: Progress, guide: Guide) -> Turn:
    if guide.expertise.knowledge.dialog.question(question) is None:
        return Turn(guide.session, OutOfDate())
    return guide.change(question, progress)


def _share(answers: str, progress: Progress, guide: Guide) -> Turn:
    if not comes_to(answers, progress, guide.expertise):
        return Turn(guide.session, ResultOutdated())
    result = recommend(guide.owner, progress, guide.expertise)
    return Turn(guide.session, replace(result, shared_by=guide.owner))


def _ended(guide: Guide) -> Turn:
    return Turn(guide.session, DialogEnded())
