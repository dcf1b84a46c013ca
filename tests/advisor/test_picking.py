"""What was offered for a question that was not plain can be picked by words."""

import pytest

from bot.advisor.gap import Picked
from bot.advisor.moves import Said
from bot.advisor.replies import Clarification, Explanation
from bot.advisor.responding import respond
from tests.builders import ANN, BOB, PRICE, TASTE, Talk, an_expertise

ASKED = "is it worth it"
"""What the phrasebook knows for about the price or the taste."""


@pytest.fixture
def talk() -> Talk:
    talk = Talk(an_expertise())
    assert isinstance(talk.say(ASKED), Clarification)
    return talk


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("1", PRICE),
        ("the first one", PRICE),
        ("first", PRICE),
        ("2", TASTE),
        ("second", TASTE),
        ("option 2", TASTE),
        ("taste", TASTE),
        ("Price!", PRICE),
        ("i meant the price please", PRICE),
    ],
)
@pytest.mark.parametrize("addressed", [True, False], ids=["said", "overheard"])
def test_a_number_or_a_name_picks_what_was_offered(
    talk: Talk, text: str, criterion: str, addressed: bool
) -> None:
    turn = respond(Said(text=text, addressed=addressed), talk.session, talk.expertise, ANN)

    assert isinstance(turn.reply, Explanation)
    assert turn.reply.criterion.id == criterion
    assert turn.gap == Picked(ASKED, criterion)


@pytest.mark.parametrize("text", ["3", "0", "the fifth", "neither", "the price of tea in china"])
def test_what_names_nothing_that_was_offered_picks_nothing(talk: Talk, text: str) -> None:
    assert not isinstance(talk.say(text), Explanation)


def test_only_whom_it_was_offered_picks(talk: Talk) -> None:
    assert not isinstance(talk.say("1", BOB), Explanation)


def test_an_offer_is_over_when_something_else_was_answered(talk: Talk) -> None:
    talk.say("hello")

    assert not isinstance(talk.say("1"), Explanation)


def test_what_was_overheard_in_between_leaves_the_offer_open(talk: Talk) -> None:
    talk.overhear("lunch?", BOB)

    assert isinstance(talk.overhear("the first one", ANN), Explanation)
