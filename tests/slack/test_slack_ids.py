"""Moves on their way through buttons: every one comes back as itself, and nothing else does."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advisor import moves
from bot.advisor.moves import DialogMove, DialogRef, Move
from bot.slack.ids import MOVE, ButtonMove, pack, unpack

LONGEST_ACTION_ID, LONGEST_VALUE = 255, 2000
"""Characters of a button's action id and value that Slack takes."""

LONG = "x" * 64

ids = st.text(max_size=64)
points = st.lists(ids).map(tuple)
dialogs = st.builds(DialogRef, owner=ids, number=st.integers(1, 1_000_000))
MADE_OF: dict[type[Move], st.SearchStrategy[Move]] = {
    moves.Said: st.builds(moves.Said, text=st.text(), addressed=st.booleans()),
    moves.Opened: st.builds(moves.Opened),
    moves.AskedForHelp: st.builds(moves.AskedForHelp),
    moves.Began: st.builds(moves.Began, description=st.text()),
    moves.Reopened: st.builds(moves.Reopened, number=st.integers(1), answers=st.just(())),
    moves.AskedAbout: st.builds(moves.AskedAbout, criterion=ids),
    moves.WantedMore: st.builds(moves.WantedMore, criterion=ids, shown=points),
    moves.WantedSources: st.builds(moves.WantedSources, criterion=ids, shown=points),
    moves.WantedOtherSide: st.builds(moves.WantedOtherSide, criterion=ids, option=ids),
    moves.SharedAnswer: st.builds(moves.SharedAnswer, criterion=ids, shown=points, thread=ids),
    moves.SharedCase: st.builds(moves.SharedCase, criterion=ids, option=ids, thread=ids),
    moves.SharedPackages: st.builds(moves.SharedPackages, purposes=points, thread=ids),
    moves.Chose: st.builds(moves.Chose, dialog=dialogs, question=ids, answer=st.none() | ids),
    moves.WentBack: st.builds(moves.WentBack, dialog=dialogs),
    moves.Stopped: st.builds(moves.Stopped, dialog=dialogs),
    moves.Resumed: st.builds(moves.Resumed, dialog=dialogs),
    moves.StartedOver: st.builds(moves.StartedOver, dialog=dialogs),
    moves.WantedRest: st.builds(moves.WantedRest, dialog=dialogs),
    moves.WantedResult: st.builds(moves.WantedResult, dialog=dialogs),
    moves.Reviewed: st.builds(moves.Reviewed, dialog=dialogs),
    moves.WantedChange: st.builds(moves.WantedChange, dialog=dialogs, question=ids),
    moves.SharedResult: st.builds(moves.SharedResult, dialog=dialogs, answers=ids, thread=ids),
}
any_move = st.one_of(*MADE_OF.values())
from_buttons = st.one_of(
    st.just(moves.Began()), *(MADE_OF[k] for k in get_args(ButtonMove) if k is not moves.Began)
)


def longest(kind: type[Move]) -> Move:
    """The dialog's move of a kind with ids as long as they may be."""
    dialog = DialogRef(owner=LONG, number=1_000_000)
    most = {"dialog": dialog, "question": LONG, "answer": LONG}
    return kind.model_validate({name: most[name] for name in kind.model_fields if name in most})


@given(from_buttons)
def test_every_move_of_a_button_comes_back_as_itself(move: Move) -> None:
    _, value = pack(move)

    assert unpack(value) == move


@pytest.mark.parametrize(
    "move",
    [
        pytest.param(moves.Said(text="recommend a chat app"), id="typed"),
        pytest.param(moves.Said(text="chat", edited=True), id="edited"),
        pytest.param(moves.Began(description="a chat app"), id="a description"),
        pytest.param(
            moves.Began(origin=moves.Origin(link="https://x", channel="C1", thread="1.1")),
            id="a message that somebody pointed at",
        ),
        pytest.param(moves.Opened(), id="opened"),
        pytest.param(moves.Reopened(number=1, answers=()), id="reopened"),
        pytest.param(moves.AskedForHelp(), id="help"),
    ],
)
def test_no_press_stands_for_what_is_typed_or_opened(move: Move) -> None:
    _, value = pack(move)

    assert unpack(value) is None


@given(any_move, any_move)
def test_moves_share_an_action_id_only_where_they_are_the_same(one: Move, other: Move) -> None:
    assert (pack(one)[0] == pack(other)[0]) == (one == other)


@given(any_move)
def test_an_action_id_says_that_it_carries_a_move_and_fits(move: Move) -> None:
    action_id, _ = pack(move)

    assert MOVE.match(action_id)
    assert len(action_id) <= LONGEST_ACTION_ID


@pytest.mark.parametrize("kind", get_args(DialogMove))
def test_a_dialogs_move_fits_a_button_however_long_its_ids_are(kind: type[Move]) -> None:
    _, value = pack(longest(kind))

    assert len(value) <= LONGEST_VALUE


def test_every_kind_of_move_is_tried_here() -> None:
    assert set(MADE_OF) == set(get_args(Move))


STARTED_OVER = {"kind": "started_over", "dialog": {"owner": "U0ANN", "number": 1}}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="nothing"),
        pytest.param("performance", id="a word"),
        pytest.param("null", id="null"),
        pytest.param("[]", id="a list"),
        pytest.param("{}", id="no kind"),
        pytest.param('{"kind": "deleted_everything"}', id="a kind of its own"),
        pytest.param('{"kind": ["said"]}', id="a kind that is a list"),
        pytest.param('{"kind": "said"}', id="a part is missing"),
        pytest.param(json.dumps({**STARTED_OVER, "admin": True}), id="a part too many"),
        pytest.param(json.dumps(STARTED_OVER)[:-1], id="cut off"),
        pytest.param(json.dumps({**STARTED_OVER, "dialog": "U0ANN"}), id="a dialog that is a word"),
        pytest.param(
            json.dumps({**STARTED_OVER, "dialog": {"owner": "U0ANN", "number": 0}}),
            id="a dialog before the first",
        ),
        pytest.param(
            json.dumps({**STARTED_OVER, "dialog": {"owner": "x" * 65, "number": 1}}),
            id="an owner that is too long",
        ),
        pytest.param("[" * 100_000, id="nested beyond measure"),
        pytest.param('{"kind": "said", "text": "\ud83d"}', id="half a surrogate pair"),
    ],
)
def test_what_is_no_move_of_ours_unpacks_to_none(value: str) -> None:
    assert unpack(value) is None


@given(st.text(st.characters()))
def test_arbitrary_text_unpacks_to_none(value: str) -> None:
    assert unpack(value) is None
