"""`more`, `sources`, `the other side` and `why` go on about what was just discussed."""

import pytest

from bot.advisor.ellipsis import Side
from bot.advisor.replies import (
    BestCase,
    SourceList,
)
from tests.advisor.listening.drinks import MILK, TIME, explanation
from tests.builders import (
    COFFEE,
    PRICE,
    TASTE,
    TEA,
    Talk,
    an_expertise,
)


@pytest.fixture
def talk() -> Talk:
    talk = Talk(an_expertise(MILK, TIME))
    talk.say("which tastes better?")
    return talk


@pytest.mark.parametrize("text", ["more", "why"])
def test_more_points_follow_those_that_were_shown(talk: Talk, text: str) -> None:
    before = talk.session.shown

    reply = explanation(talk.say(text))

    assert reply.continued
    assert [e.point.id for e in reply.evidence] == ["claim-2", "claim-3", "claim-4"]
    assert talk.session.shown == (*before, "claim-2", "claim-3", "claim-4")


def test_more_comes_to_an_end(talk: Talk) -> None:
    while explanation(talk.say("more")).more:
        pass

    reply = explanation(talk.say("more"))

    assert reply.evidence == ()
    assert len(talk.session.shown) == len(reply.criterion.points)
    assert len(set(talk.session.shown)) == len(talk.session.shown)


def test_sources_are_those_of_the_points_that_were_shown(talk: Talk) -> None:
    reply = talk.say("sources")

    assert isinstance(reply, SourceList)
    assert [e.point.id for e in reply.evidence] == ["for-tea", "for-coffee", "claim-1"]


def test_the_other_side_is_the_one_that_the_verdict_does_not_favour(talk: Talk) -> None:
    reply = talk.say("the other side")

    assert isinstance(reply, BestCase)
    assert (reply.criterion.id, reply.option) == (TASTE, COFFEE)
    assert [e.point.id for e in reply.evidence] == ["for-coffee"]


@pytest.mark.parametrize("text", ["and coffee?", "what about coffee", "coffee then?"])
def test_an_option_can_be_named(talk: Talk, text: str) -> None:
    reply = explanation(talk.say(text))

    assert (reply.criterion.id, reply.wanted) == (TASTE, Side(COFFEE))
    assert [e.point.side for e in reply.evidence] == [COFFEE]


def test_the_other_side_is_the_one_that_was_not_asked_for(talk: Talk) -> None:
    talk.say("and coffee?")

    reply = talk.say("and the other side?")

    assert isinstance(reply, BestCase)
    assert reply.option == TEA


def test_they_follow_the_newer_subject(talk: Talk) -> None:
    talk.say("what does it cost?")

    reply = talk.say("sources")

    assert isinstance(reply, SourceList)
    assert reply.criterion.id == PRICE
