"""Turns that are taken together: what befalls one of them is its own answer and no other's."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import logs
from bot.advisor.moves import Move, Said
from bot.advisor.replies import Explanation, Reply
from bot.conversations import Address, Conversations
from bot.slack.incoming import Channel, Incoming
from bot.slack.taking import Due, Taking
from bot.store.engine import open_store
from bot.store.protocol import Delivery, Place
from bot.store.schema import outbox
from bot.store.sql import SqlStore
from bot.store.transactions import transaction
from tests.slack.payloads import ANN
from tests.slack.running import the_library

pytestmark = pytest.mark.anyio

QUESTION = "which one scales better?"
BREAKS_PREPARED, BREAKS_TAKEN = "breaks while it is prepared", "breaks while it is taken"
BROKE = RuntimeError("something broke")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    yield opened
    opened.close()


@dataclass(frozen=True)
class Breaking(Conversations):
    """Conversations in which two questions break; `referred` is how the log refers to each."""

    referred: list[str] = field(default_factory=list)

    def prepare(self, move: Move) -> None:
        self.referred.append(logs.reference())
        if move == Said(text=BREAKS_PREPARED):
            raise BROKE
        super().prepare(move)

    def take_turn(
        self, delivery: Delivery, place: Place, move: Move, by: str, address: Address, **more: Any
    ) -> Reply | None:
        def breaking(*_: object) -> None:
            raise BROKE

        chosen = breaking if move == Said(text=BREAKS_TAKEN) else address
        return super().take_turn(delivery, place, move, by, chosen, **more)


@pytest.fixture
def talks(store: SqlStore) -> Breaking:
    return Breaking(store, the_library().expertise)


def asked(name: str, text: str) -> Due:
    place = Place("T1", f"C{name}")
    incoming = Incoming(
        Delivery("T1", "event", (name,)), place, Said(text=text), ANN, Channel(place.channel)
    )
    return Due(incoming, in_threads=False)


async def taken(taking: Taking, **texts: str) -> list[Any]:
    """What each comes to: the first is taken alone, all others together."""

    async def one(name: str, text: str) -> Reply | None:
        with logs.delivery(name):
            return await taking.take(asked(name, text))

    asking = [one(name, text) for name, text in texts.items()]
    return await asyncio.gather(*asking, return_exceptions=True)


def answered(store: SqlStore) -> list[str]:
    """The channels that an answer was kept for."""
    with transaction(store.engine) as connection:
        bodies = connection.execute(select(outbox.c.body)).scalars().all()
    return sorted(json.loads(body)["channel"] for body in bodies)


@pytest.mark.parametrize("faulty", [BREAKS_PREPARED, BREAKS_TAKEN])
async def test_what_one_raises_is_its_own_answer_and_the_others_are_kept(
    store: SqlStore, talks: Breaking, faulty: str
) -> None:
    taking = Taking(talks, store.people)

    first, before, broke, after = await taken(
        taking, first=QUESTION, before=QUESTION, faulty=faulty, after=QUESTION
    )

    assert broke is BROKE
    assert [type(reply) for reply in (first, before, after)] == [Explanation] * 3
    assert answered(store) == ["Cafter", "Cbefore", "Cfirst"]


async def test_what_broke_is_not_noted_as_taken(store: SqlStore, talks: Breaking) -> None:
    taking = Taking(talks, store.people)
    await taken(taking, first=QUESTION, faulty=BREAKS_TAKEN, other=QUESTION)

    (again,) = await taken(taking, faulty=QUESTION)

    assert isinstance(again, Explanation)


async def test_each_is_prepared_with_the_reference_of_its_own_delivery(
    store: SqlStore, talks: Breaking
) -> None:
    await taken(Taking(talks, store.people), first=QUESTION, second=QUESTION, third=QUESTION)

    assert talks.referred == ["first", "second", "third"]
