"""Buttons below an answer name what they are about, whatever was said since."""

import pytest

from bot.advisor.moves import (
    AskedAbout,
    SharedAnswer,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import (
    BestCase,
    OutOfDate,
    SourceList,
)
from tests.advisor.listening.drinks import explanation
from tests.builders import (
    BOB,
    PRICE,
    TASTE,
    TEA,
    Talk,
)


def test_more(talk: Talk) -> None:
    reply = explanation(talk.move(WantedMore(criterion=TASTE, shown=("for-tea",))))

    assert [e.point.id for e in reply.evidence] == ["for-coffee", "claim-1", "claim-2"]


def test_sources(talk: Talk) -> None:
    reply = talk.move(WantedSources(criterion=TASTE, shown=("claim-9",)))

    assert isinstance(reply, SourceList)
    assert [e.point.id for e in reply.evidence] == ["claim-9"]


def test_other_side(talk: Talk) -> None:
    reply = talk.move(WantedOtherSide(criterion=PRICE, option=TEA))

    assert isinstance(reply, BestCase)
    assert reply.option == TEA


def test_share(talk: Talk) -> None:
    reply = explanation(talk.move(SharedAnswer(criterion=TASTE, shown=("claim-9",)), by=BOB))

    assert reply.shared_by == BOB
    assert [e.point.id for e in reply.evidence] == ["claim-9"]


@pytest.mark.parametrize(
    "move",
    [
        AskedAbout(criterion="colour"),
        WantedMore(criterion="colour"),
        WantedSources(criterion="colour"),
        WantedOtherSide(criterion="colour", option=TEA),
        WantedOtherSide(criterion=TASTE, option="cocoa"),
        SharedAnswer(criterion="colour"),
    ],
)
def test_what_the_knowledge_no_longer_holds_is_out_of_date(talk: Talk, move: AskedAbout) -> None:
    assert isinstance(talk.move(move), OutOfDate)


def test_points_that_are_gone_are_left_out(talk: Talk) -> None:
    reply = explanation(talk.move(SharedAnswer(criterion=TASTE, shown=("for-tea", "for-cocoa"))))

    assert [e.point.id for e in reply.evidence] == ["for-tea"]
