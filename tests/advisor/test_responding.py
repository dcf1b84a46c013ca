"""Whatever people do, there is an answer or silence, and never an error."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.expertise import Expertise
from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    Chose,
    DialogMove,
    DialogRef,
    Move,
    Opened,
    Resumed,
    Reviewed,
    Said,
    SharedAnswer,
    SharedCase,
    SharedPackages,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedMore,
    WantedOtherSide,
    WantedRest,
    WantedResult,
    WantedSources,
    WentBack,
)
from bot.advisor.replies import Aside, Reply
from bot.advisor.responding import respond
from bot.advisor.session import Session
from tests.builders import (
    ANN,
    BOB,
    COFFEE,
    MEANINGS,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
)

EXPERTISE = an_expertise(
    a_question(
        "milk",
        an_answer("much", a_lean(COFFEE, part="the foam"), understands=["cream", "can be cream"]),
        an_answer("none", a_lean(TEA), rules_out=[COFFEE], understands=["black"]),
        an_answer("some", emphasises=["taste"]),
    ),
    a_question(
        "foam",
        an_answer("yes", a_lean(COFFEE, "strongly")),
        an_answer("no", a_lean(TEA, "slightly", part="the leaves"), keeps_whole=True),
        only_if={"milk": ["much", "some"]},
    ),
    a_question("time", an_answer("dawn", a_lean(TEA)), an_answer("dusk", rules_out=[TEA])),
)

WORDS = [
    *MEANINGS, "back", "skip", "stop", "start over", "review", "result", "recommend", "help",
    "1", "2", "9", "²", "yes", "cream", "no cream", "black at dawn", "<@U0BOB> hi", "x" * 2001,
]  # fmt: skip
texts = st.sampled_from(WORDS) | st.text(max_size=40)
people = st.sampled_from([ANN, BOB])
ids = st.sampled_from(
    ["milk", "foam", "time", "taste", "price", "much", "none", "yes", "no", "tea", "for-tea"]
) | st.text(max_size=10)
dialogs = st.builds(DialogRef, owner=people | ids, number=st.integers(1, 3))
shown = st.lists(ids, max_size=3).map(tuple)
moves: st.SearchStrategy[Move] = st.one_of(
    st.builds(Said, text=texts, addressed=st.booleans(), edited=st.booleans()),
    st.builds(Opened),
    st.builds(AskedForHelp),
    st.builds(Began, description=texts),
    st.builds(AskedAbout, criterion=ids),
    st.builds(WantedMore, criterion=ids, shown=shown),
    st.builds(WantedSources, criterion=ids, shown=shown),
    st.builds(WantedOtherSide, criterion=ids, option=ids),
    st.builds(SharedAnswer, criterion=ids, shown=shown),
    st.builds(SharedCase, criterion=ids, option=ids),
    st.builds(SharedPackages, purposes=shown),
    st.builds(Chose, dialog=dialogs, question=ids, answer=st.none() | ids),
    st.builds(WantedChange, dialog=dialogs, question=ids),
    *(
        st.builds(button, dialog=dialogs)
        for button in (
            WentBack, Stopped, StartedOver, Resumed, WantedRest, WantedResult, Reviewed,
            SharedResult,
        )
    ),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(moves, people), max_size=12))
def test_any_moves_in_any_order_are_answered(done: list[tuple[Move, str]]) -> None:
    talk = Talk(EXPERTISE)
    for move, by in done:
        before = talk.session
        reply = talk.move(move, by)

        assert reply is None or isinstance(reply, get_args(Reply))
        if reply is None:
            assert isinstance(move, Said)
            assert not move.addressed or move.edited
            assert talk.session == (before if move.edited else before.overheard(by))
        if isinstance(reply, get_args(Aside)):
            assert talk.session == before
        if isinstance(move, get_args(DialogMove)) and move.dialog.owner != by:
            assert talk.session == before
        assert Session.model_validate_json(talk.session.model_dump_json()) == talk.session


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(moves, people), max_size=8))
def test_the_same_moves_come_to_the_same_turns(done: list[tuple[Move, str]]) -> None:
    one, other = Talk(EXPERTISE), Talk(EXPERTISE)

    for move, by in done:
        assert one.move(move, by) == other.move(move, by)

    assert one.session == other.session


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_any_text_is_answered_with_the_real_knowledge(
    expertise: Expertise, text: str, addressed: bool
) -> None:
    turn = respond(Said(text=text, addressed=addressed), Session(), expertise, ANN)

    assert turn.reply is not None or not addressed
