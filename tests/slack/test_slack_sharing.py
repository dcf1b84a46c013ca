"""What one person saw is shared once: a press that led elsewhere does not use that up."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.advisor.dialog import fingerprint
from bot.advisor.moves import DialogRef, Move, SharedAnswer, SharedResult
from bot.advisor.replies import Explanation, RateLimited, Recommendation, Reply, ResultOutdated
from bot.advisor.session import Progress, Session
from bot.conversations import Conversations
from bot.limits import Limit, Limits
from bot.slack.addressing import calls
from bot.slack.inbox import from_press
from bot.store.engine import open_store
from bot.store.protocol import Delivery, Place
from tests.slack.payloads import ANN, TEAM, a_press
from tests.slack.running import the_library

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
A_MINUTE = Limit(burst=1, every=dt.timedelta(minutes=1), window=dt.timedelta(seconds=1))
ANSWER = SharedAnswer(criterion="scalability")
RESULT = SharedResult(dialog=DialogRef(owner=ANN, number=1), answers=fingerprint(()))


class Presses:
    """Ann presses buttons of one private message; she may do so once a minute."""

    def __init__(self, folder: Path) -> None:
        self.minute = 0
        self.store = open_store(f"sqlite:///{folder}/stackpick.db", clock=self.now)
        limits = Limits(person=A_MINUTE)
        self.talks = Conversations(self.store, the_library().expertise, self.now, limits)

    def now(self) -> dt.datetime:
        return NOON + dt.timedelta(minutes=self.minute)

    def press(self, move: Move) -> Reply | None:
        told = from_press(a_press(move, "ephemeral"))
        assert told is not None
        by = (told.delivery, told.place, told.move, told.by)
        return self.talks.take_turn(*by, lambda reply, shown: calls(told, reply, shown))

    def has(self, progress: Progress) -> None:
        """Her dialog is as far as that."""
        with self.store.hold(Delivery(TEAM, "test", ()), Place(TEAM, "", person=ANN)) as held:
            assert held is not None
            held.keep(Session(dialogs={ANN: progress}), ())


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Presses]:
    presses = Presses(tmp_path)
    yield presses
    presses.store.close()


def test_who_was_too_quick_shares_it_later(ann: Presses) -> None:
    ann.press(SharedAnswer(criterion="hiring"))
    refused = ann.press(ANSWER)
    ann.minute += 1
    shared = ann.press(ANSWER)
    ann.minute += 1
    again = ann.press(ANSWER)

    assert isinstance(refused, RateLimited)
    assert isinstance(shared, Explanation)
    assert again is None


def test_a_result_is_shared_once_it_is_what_the_dialog_comes_to(ann: Presses) -> None:
    ann.has(Progress(number=1))
    refused = ann.press(RESULT)
    ann.has(Progress(number=1, over=True))
    ann.minute += 1
    shared = ann.press(RESULT)

    assert isinstance(refused, ResultOutdated)
    assert isinstance(shared, Recommendation)


def test_who_pressed_is_not_to_be_read_in_what_is_kept_of_it() -> None:
    told = from_press(a_press(ANSWER, "ephemeral"))

    assert told is not None
    assert told.delivery.shares
    assert ANN not in f"{told.delivery.keys}{told.delivery.shares}"
