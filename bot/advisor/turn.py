"""What one turn of a conversation comes to."""

from dataclasses import dataclass

from bot.advisor.gap import Gap
from bot.advisor.replies import Reply
from bot.advisor.session import Session


@dataclass(frozen=True, slots=True)
class Turn:
    """The session after the turn, and what is said; None is silence.

    `gap` is what the turn shows of questions that are not understood, None where it shows nothing.
    """

    session: Session
    reply: Reply | None
    gap: Gap | None = None
