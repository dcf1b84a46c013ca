"""What App Home shows a person: gathered from the store, as values. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.advisor.dialog import ask, open_question
from bot.advisor.expertise import Expertise
from bot.advisor.replies import NextQuestion
from bot.advisor.session import Session
from bot.decisions.decision import Decision
from bot.slack.home.acts import CameBack, Page
from bot.store.protocol import Place
from bot.store.team import Card
from bot.store.workspace import ChannelChoice, Opinion

ON_A_PAGE = 10
"""Things that are listed on a page; one more is read, which tells whether there is another page."""

FRONT: Page = CameBack()


@dataclass(frozen=True, slots=True)
class OpenDialog:
    """A dialog that waits for an answer, in `thread` of the direct messages if in any."""

    question: NextQuestion
    thread: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a person's App Home shows.

    `teams` are the open team decisions that they own or have answered in. `decisions` and
    `opinions` are those of the page that is shown, or the newest, and one more where there are
    older ones. `choice` is the workspace's on threads, None where nobody has made one.
    """

    expertise: Expertise
    dialogs: tuple[OpenDialog, ...] = ()
    teams: tuple[Card, ...] = ()
    decisions: tuple[Decision, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    choice: ChannelChoice | None = None
    keeps_gaps: bool = True
    page: Page = FRONT


def open_dialogs(
    conversations: Sequence[tuple[Place, Session]], person: str, expertise: Expertise
) -> Iterator[OpenDialog]:
    """The dialogs of a person that wait for an answer."""
    for place, session in conversations:
        progress = session.dialog_of(person)
        question = open_question(progress, expertise) if progress else None
        if progress and question:
            yield OpenDialog(ask(question, person, progress, expertise), place.thread)
