"""Answers what somebody wrote: an answer to the open question, a question, or small talk."""

import re
from dataclasses import dataclass

from bot.advisor import answering, explaining
from bot.advisor.commands import asks_for_help, description_after_recommend
from bot.advisor.expertise import Expertise
from bot.advisor.following import follow_up, told
from bot.advisor.guiding import NO_ANSWER, Guide
from bot.advisor.moves import Said
from bot.advisor.replies import (
    Clarification,
    Declined,
    Help,
    Menu,
    NothingToRead,
    Smalltalk,
    TooLong,
)
from bot.advisor.turn import Turn
from bot.advisor.understanding import Chat, Foreign, Meaning, Subject, Unclear, Wish
from bot.advisor.wording import LONGEST_TEXT, is_asking, read_description, words
from bot.knowledge.model import Criterion

TELLING_ANSWERS = 2
"""Answers that a text must give, at the least, to be taken for the description of a project."""

COURTESIES = frozenset({"greeting", "thanks", "goodbye"})
"""Small talk that is answered in the middle of a dialog; other kinds are mostly tries to answer."""

_SOMEBODY_ELSE = re.compile(r"<@[UW][A-Z0-9]+[|>]")


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens to one person, whose dialog `guide` leads."""

    guide: Guide

    def hear(self, said: Said) -> Turn:
        text = said.text.strip()
        if said.edited and self.guide.open():
            return self._silence()
        return self._addressed(text) if said.addressed else self._overhear(text)

    def _addressed(self, text: str) -> Turn:
        if not text:
            return self.guide.in_between(Menu(self._criteria()))
        if len(text) > LONGEST_TEXT:
            return self.guide.in_between(TooLong(len(text), LONGEST_TEXT))
        if asks_for_help(text):
            return self.guide.in_between(Help(self._criteria()))
        if not words(text):
            return self.guide.in_between(NothingToRead())
        if self._wants_recommendation(text):
            return self.guide.recommend(description_after_recommend(text) or "")
        steered = answering.in_dialog(text, self.guide) or answering.after_dialog(text, self.guide)
        return steered or self._meant(text)

    def _overhear(self, text: str) -> Turn:
        """Speak up only for an answer to one's own question, or a plain question of ours."""
        if len(text) > LONGEST_TEXT or _SOMEBODY_ELSE.search(text):
            return self._silence()
        turn = answering.overheard(text, self.guide)
        if turn is not None:
            return turn
        if is_asking(text) and self._is_ours(text):
            return self._meant(text)
        return self._silence()

    def _is_ours(self, text: str) -> bool:
        """Whether a question is plainly one of ours, and there is something to say to it."""
        match self._expertise.understanding.hear(text).meaning:
            case Subject():
                return True
            case Wish(intent="recommend"):
                return self.guide.open() is None
            case Wish(intent="packages"):
                return bool(explaining.counterparts(text, self._expertise).purposes)
            case Wish():
                return self.guide.session.topic in self._expertise.knowledge.criteria
            case _:
                return False

    def _meant(self, text: str) -> Turn:
        if self._is_description(text):
            return self.guide.begin(text)
        meaning: Meaning = self._expertise.understanding.hear(text).meaning
        match meaning:
            case Subject(criterion):
                return told(explaining.explain(criterion, text, self._expertise), self.guide)
            case Wish(intent="recommend"):
                return self.guide.recommend("" if self.guide.open() else text)
            case Wish(intent="packages"):
                return self.guide.in_between(explaining.counterparts(text, self._expertise))
            case Wish():
                return follow_up(meaning, text, self.guide) or self._not_understood()
            case Chat(kind):
                return self._chat(kind)
            case Unclear(nearest):
                return self.guide.in_between(Clarification(nearest))
            case Foreign():
                return self._not_understood()

    def _chat(self, kind: str) -> Turn:
        if self.guide.open() and kind not in COURTESIES:
            return self._not_understood()
        return self.guide.in_between(Smalltalk(self._expertise.knowledge.smalltalk[kind].reply))

    def _is_description(self, text: str) -> bool:
        """Whether a text tells several things about a project, and asks nothing."""
        if is_asking(text) or self.guide.open():
            return False
        read = read_description(text, self._expertise.knowledge.dialog)
        return len(read) >= TELLING_ANSWERS

    def _wants_recommendation(self, text: str) -> bool:
        """Whether a text begins with "recommend" and does not go on about something else."""
        rest = description_after_recommend(text)
        if not rest:
            return rest is not None
        return not isinstance(self._expertise.understanding.hear(text).meaning, Foreign)

    def _not_understood(self) -> Turn:
        return self.guide.ask_again(NO_ANSWER) or self.guide.in_between(Declined())

    def _silence(self) -> Turn:
        return Turn(self.guide.session, None)

    def _criteria(self) -> tuple[Criterion, ...]:
        return tuple(self._expertise.knowledge.criteria.values())

    @property
    def _expertise(self) -> Expertise:
        return self.guide.expertise
