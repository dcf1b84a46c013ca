"""Answers what somebody wrote: a command, an answer to the open question, or anything else."""

from dataclasses import dataclass

from bot.advisor import answering
from bot.advisor.addressed import is_addressed, is_for_somebody, without_name
from bot.advisor.commands import (
    asks_for_help,
    begins_recommendation,
    description_after_recommend,
)
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import Guide
from bot.advisor.moves import Said
from bot.advisor.picking import picked_by_words
from bot.advisor.replies import (
    Declined,
    Help,
    Menu,
    NotCompared,
    NothingToRead,
    OtherLanguage,
    Reply,
    Supposition,
    TooLong,
)
from bot.advisor.replying import reply_to
from bot.advisor.turn import Turn
from bot.advisor.understanding import Foreign
from bot.advisor.wording import LONGEST_TEXT, words
from bot.knowledge.model import Criterion


@dataclass(frozen=True, slots=True)
class Listener:
    """Listens to one person, whose dialog `guide` leads."""

    guide: Guide

    def hear(self, said: Said) -> Turn:
        """What a text comes to. An edited one never moves a dialog."""
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
        return (
            answering.in_dialog(text, self.guide)
            or answering.after_dialog(text, self.guide)
            or picked_by_words(text, self.guide)
            or reply_to(text, self.guide)
        )

    def _overhear(self, text: str) -> Turn:
        """Speak up only for an answer to one's own dialog, or for what is plainly meant for us."""
        if len(text) > LONGEST_TEXT or not words(text):
            return self._silence()
        guide = self.guide
        if is_for_somebody(text):
            return self._silence()
        if (
            guide.session.spoke_to
            and not guide.open()
            and begins_recommendation(without_name(text))
        ):
            return guide.recommend()
        turn = answering.overheard(text, guide) or picked_by_words(text, guide)
        if turn is not None:
            return turn
        if is_addressed(
            text, guide.owner, guide.session, self._expertise, of_team=guide.team is not None
        ):
            return self._unless_lost(reply_to(without_name(text), guide))
        return self._silence()

    def _unless_lost(self, turn: Turn) -> Turn:
        """The turn; silence where all it has to say is that it did not understand."""
        return self._silence() if _says_nothing(turn.reply) else turn

    def _wants_recommendation(self, text: str) -> bool:
        """Whether a text begins with "recommend" and does not go on about something else."""
        rest = description_after_recommend(text)
        if not rest:
            return rest is not None
        return not isinstance(self._expertise.understanding.hear(text).meaning, Foreign)

    def _silence(self) -> Turn:
        return Turn(self.guide.session, None)

    def _criteria(self) -> tuple[Criterion, ...]:
        return tuple(self._expertise.knowledge.criteria.values())

    @property
    def _expertise(self) -> Expertise:
        return self.guide.expertise


def _says_nothing(reply: Reply | None) -> bool:
    """Whether all that a reply says is that something was not understood."""
    if isinstance(reply, Supposition):
        return not reply.supposed and reply.subject is None
    return isinstance(reply, Declined | NotCompared | OtherLanguage)
