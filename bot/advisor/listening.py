"""Answers what somebody wrote: an answer to the open question, a question, or small talk."""

import re
from dataclasses import dataclass, replace

from bot.advisor import explaining
from bot.advisor.commands import (
    Steering,
    asks_for_help,
    description_after_recommend,
    is_shown,
    steering,
)
from bot.advisor.dialog import ask, open_question
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import Guide
from bot.advisor.moves import Said
from bot.advisor.replies import (
    BestCase,
    Clarification,
    Counterparts,
    Declined,
    DialogEnded,
    Explanation,
    Help,
    Menu,
    NextQuestion,
    NothingToRead,
    Smalltalk,
    SourceList,
    TooLong,
)
from bot.advisor.session import Given, Progress, Session
from bot.advisor.turn import Turn
from bot.advisor.understanding import Chat, Foreign, Meaning, Subject, Unclear, Wish
from bot.advisor.wording import (
    LONGEST_TEXT,
    exact_answer,
    plain_answer,
    read_answer,
    read_description,
    words,
)
from bot.knowledge.model import Criterion, Question

Plain = (
    Explanation
    | SourceList
    | BestCase
    | Counterparts
    | Clarification
    | Smalltalk
    | Declined
    | TooLong
    | NothingToRead
)
"""Replies after which an open question of a dialog is put again."""

TELLING_ANSWERS = 2
"""Answers that a text must give, at the least, to be taken for the description of a project."""

_ASKING = re.compile(
    r"^(what|which|why|how|who|when|where|is|are|does|do|can|could|should|would|will)\b|\?\s*$",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(r"<@[UW][A-Z0-9]+[|>]")


def _is_hard(question: Question) -> bool:
    """Whether an answer to the question can rule an option out."""
    return any(answer.rules_out for answer in question.answers)


def is_asking(text: str) -> bool:
    """Whether a text has the form of a question."""
    return bool(_ASKING.search(text.strip()))


@dataclass(frozen=True, slots=True)
class Listener:
    """One person's words in one session, and the question that they may be an answer to."""

    session: Session
    person: str
    expertise: Expertise

    def hear(self, said: Said) -> Turn:
        text = said.text.strip()
        if said.edited and self._open()[1]:
            return Turn(self.session, None)
        if not said.addressed:
            return self._overhear(text)
        if not text:
            return Turn(self.session, self._menu())
        if len(text) > LONGEST_TEXT:
            return self._plain(TooLong(len(text), LONGEST_TEXT))
        if asks_for_help(text):
            return Turn(self.session, Help(tuple(self.expertise.knowledge.criteria.values())))
        if not words(text):
            return self._plain(NothingToRead())
        if self._wants_recommendation(text):
            return self._guide().begin(description_after_recommend(text) or "")
        return self._in_dialog(text) or self._after_dialog(text) or self._meant(text)

    def _overhear(self, text: str) -> Turn:
        """Speak up only for an answer to one's own question, or a plain question of ours."""
        if len(text) > LONGEST_TEXT or _SOMEBODY_ELSE.search(text):
            return Turn(self.session, None)
        turn = self._in_dialog(text, overheard=True)
        if turn is not None:
            return turn
        if is_asking(text) and self._is_ours(text):
            return self._meant(text)
        return Turn(self.session, None)

    def _is_ours(self, text: str) -> bool:
        """Whether a question is plainly one of ours, and there is something to say to it."""
        match self.expertise.understanding.hear(text).meaning:
            case Subject():
                return True
            case Wish(intent="recommend"):
                return self._open()[1] is None
            case Wish(intent="packages"):
                return bool(explaining.counterparts(text, self.expertise).purposes)
            case Wish():
                return self.session.topic in self.expertise.knowledge.criteria
            case _:
                return False

    def _in_dialog(self, text: str, *, overheard: bool = False) -> Turn | None:
        """The turn where the text steers or answers the person's open dialog.

        What is overheard must be an answer to the open question by its phrases, or one of the
        words for steering that people were shown: others may be meant for somebody else. An answer
        that rules an option out is never read from a single telling word.
        """
        progress, question = self._open()
        if progress is None or question is None:
            return None
        wanted = steering(text)
        if wanted and (not overheard or is_shown(text)):
            return self._steer(wanted, question, progress)
        if is_asking(text) and (text.endswith("?") or not exact_answer(text, question)):
            return None
        answer = plain_answer(text, question)
        if answer is None and not overheard:
            turn = self._volunteered(text, progress)
            if turn is not None:
                return turn
            answer = None if _is_hard(question) else read_answer(text, question)
        if answer is None:
            return None
        return self._guide().answer(progress, Given(question=question.id, answer=answer.id))

    def _after_dialog(self, text: str) -> Turn | None:
        """The turn where a text steers a dialog that is over, or one that never was."""
        wanted, progress = steering(text), self.session.dialog_of(self.person)
        if wanted is None:
            return None
        match wanted:
            case "start_over":
                return self._guide().begin()
            case "review" if progress:
                return self._guide().review(progress)
            case "result" if progress:
                return self._guide().finish(progress)
            case "back" if progress:
                return self._guide().back(progress.model_copy(update={"over": False}))
            case _:
                return Turn(self.session, DialogEnded())

    def _volunteered(self, text: str, progress: Progress) -> Turn | None:
        """The turn where a text answers other questions than the one that is open."""
        dialog = self.expertise.knowledge.dialog
        read = read_description(text, dialog)
        if not read:
            return None
        for found in read:
            given = Given(question=found.question, answer=found.answer, words=found.words)
            progress = progress.plus(given)
        return self._guide().go_on(progress, "I took that as an answer to another question.")

    def _steer(self, wanted: Steering, question: Question, progress: Progress) -> Turn:
        guide = self._guide()
        match wanted:
            case "back":
                return guide.back(progress)
            case "not_sure":
                return guide.answer(progress, Given(question=question.id, answer=None))
            case "stop":
                return guide.stop(progress)
            case "start_over":
                return guide.begin()
            case "review":
                return guide.review(progress)
            case "result":
                return guide.finish(progress)

    def _meant(self, text: str) -> Turn:
        if self._is_description(text):
            return self._guide().begin(text)
        meaning: Meaning = self.expertise.understanding.hear(text).meaning
        match meaning:
            case Subject(criterion):
                return self._explain(criterion, text)
            case Wish(intent="recommend"):
                return self._recommend(text)
            case Wish(intent="packages"):
                return self._plain(explaining.counterparts(text, self.expertise))
            case Wish():
                return self._follow_up(meaning, text)
            case Chat(kind):
                return self._plain(Smalltalk(self.expertise.knowledge.smalltalk[kind].reply))
            case Unclear(nearest):
                return self._plain(Clarification(nearest))
            case Foreign():
                return self._not_understood()

    def _is_description(self, text: str) -> bool:
        """Whether a text tells several things about a project, and asks nothing."""
        progress, question = self._open()
        if is_asking(text) or (progress and question):
            return False
        read = read_description(text, self.expertise.knowledge.dialog)
        return len(read) >= TELLING_ANSWERS

    def _wants_recommendation(self, text: str) -> bool:
        """Whether a text begins with "recommend" and does not go on about something else."""
        rest = description_after_recommend(text)
        if not rest:
            return rest is not None
        return not isinstance(self.expertise.understanding.hear(text).meaning, Foreign)

    def _recommend(self, text: str) -> Turn:
        _, question = self._open()
        return self._not_understood() if question else self._guide().begin(text)

    def _follow_up(self, wish: Wish, text: str) -> Turn:
        """Go on about the criterion that was discussed last."""
        criterion = self.expertise.knowledge.criteria.get(self.session.topic or "")
        if criterion is None:
            return self._not_understood()
        shown = self.session.shown
        match wish.intent:
            case "sources":
                return self._plain(explaining.sources_of(criterion, shown, self.expertise))
            case "other_side":
                option = explaining.option_to_argue_for(criterion, text, self.expertise)
                return self._plain(explaining.best_case(criterion, option, self.expertise))
            case _:
                return self._told(explaining.more_points(criterion, shown, self.expertise))

    def _explain(self, criterion: Criterion, text: str) -> Turn:
        return self._told(explaining.explain(criterion, text, self.expertise))

    def _told(self, explanation: Explanation) -> Turn:
        session = self.session.about(explanation.criterion.id, explanation.shown)
        return Turn(session, replace(explanation, resume=self._resume()))

    def _plain(self, reply: Plain) -> Turn:
        return Turn(self.session, replace(reply, resume=self._resume()))

    def _not_understood(self) -> Turn:
        open_question_again = self._resume()
        if open_question_again is None:
            return Turn(self.session, Declined())
        note = "I did not take that for an answer to this question."
        return Turn(self.session, replace(open_question_again, note=note))

    def _resume(self) -> NextQuestion | None:
        progress, question = self._open()
        if progress is None or question is None:
            return None
        return ask(question, self.person, progress, self.expertise)

    def _open(self) -> tuple[Progress | None, Question | None]:
        progress = self.session.dialog_of(self.person)
        return progress, open_question(progress, self.expertise) if progress else None

    def _guide(self) -> Guide:
        return Guide(self.session, self.person, self.expertise)

    def _menu(self) -> Menu:
        knowledge = self.expertise.knowledge
        return Menu(tuple(knowledge.criteria.values()), knowledge.options)
