"""App Home: what it shows, whatever there is to show, and what is done in it."""

import asyncio
import datetime as dt
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.moves import Began, DialogRef
from bot.decisions.decision import LONGEST_TITLE
from bot.slack.home.acts import (
    LONGEST_QUERY,
    CameBack,
    GaveUp,
    LookedAt,
    Page,
    TurnedTo,
    WentOn,
    act_of,
)
from bot.slack.home.desk import ON_A_PAGE, Desk, OpenDialog
from bot.slack.home.homes import MOST_TEAMS, Homes
from bot.slack.home.view import home_view
from bot.slack.ids import BROWSE, CHOOSE_GAPS, CHOOSE_THREADS
from bot.slack.rating import Rating
from bot.slack.results import Sent
from bot.store.engine import open_store
from bot.store.protocol import Delivery, Outgoing, Place
from bot.store.team import Card, TeamDecision
from bot.store.workspace import ChannelChoice, Opinion
from tests.decisions.builders import a_decision, a_draft
from tests.slack import every_reply as said
from tests.slack.limits import broken_by_blocks, buttons, controls, emoji_in, texts
from tests.slack.payloads import (
    ANN,
    BOB,
    a_command,
    a_direct_message,
    a_home_pick,
    a_home_press,
    a_press,
    a_rating,
    opened_tab,
)
from tests.slack.running import Running, until

pytestmark = pytest.mark.anyio

NOON = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
OPINIONS = tuple(
    Opinion(f"C1:{n}", subject, helpful=n % 2 == 0, expected="x&<!channel> " * 38, at=NOON)
    for n in range(ON_A_PAGE + 1)
    for subject in ("hiring", "packages")
)[: ON_A_PAGE + 1]


def desks(expertise: Expertise) -> dict[str, Desk]:
    """App Home with nothing to show and with more than there is ever room for, on each page."""
    dialogs = tuple(
        OpenDialog(said.asked(question, expertise), f"170000000{n}.0001")
        for n, question in enumerate(expertise.knowledge.dialog.questions)
    )
    pages: dict[str, Page] = {
        **{name: LookedAt(criterion=name) for name in expertise.knowledge.criteria},
        "feedback": TurnedTo(list="feedback", page=3),
        "decisions": TurnedTo(list="decisions", page=3, title="&" * LONGEST_QUERY),
        "a subject that is gone": LookedAt(criterion="gone"),
        "the front": CameBack(),
    }
    choice = ChannelChoice("mentions", ANN, NOON)
    known = expertise.knowledge
    decisions = tuple(
        a_decision(known, title=f"{'<!here> & ' * 11}{n}", number=n, superseded_by=n + 1)
        for n in range(1, ON_A_PAGE + 2)
    )
    full = {
        name: Desk(
            expertise,
            dialogs,
            (a_card(),) * MOST_TEAMS,
            decisions,
            OPINIONS,
            choice,
            keeps_gaps=False,
            page=page,
        )
        for name, page in pages.items()
    }
    return {
        **full,
        "nothing": Desk(expertise),
        "no feedback": Desk(expertise, page=pages["feedback"]),
    }


def a_card() -> Card:
    """An open team decision with the longest title."""
    decision = TeamDecision(
        team="T1",
        channel="C1",
        title=("<!channel> & " * 10)[:LONGEST_TITLE],
        owner=ANN,
        names_shown=True,
        fixed=(),
        deadline=NOON,
        domain="acme",
        id=1,
        number=1,
        card_ts="1700000000.000100",
        card_shown_at=NOON,
        closed_at=None,
        outcome="",
        saved_as=None,
    )
    return Card(decision, 300, ())


async def test_it_breaks_no_limit_whatever_there_is_to_show(expertise: Expertise) -> None:
    views = {name: home_view(desk)["blocks"] for name, desk in desks(expertise).items()}

    assert {name: [*broken_by_blocks(blocks, "home")] for name, blocks in views.items()} == {
        name: [] for name in views
    }
    for blocks in views.values():
        words = "\n".join(texts(blocks))
        assert not emoji_in(words)
        assert "<!channel>" not in words
        assert "newer_blocks" not in str(blocks)


async def test_every_button_in_it_is_understood(expertise: Expertise) -> None:
    for desk in desks(expertise).values():
        for control in controls(home_view(desk)["blocks"]):
            if control["type"] == "button" and control["action_id"].startswith("home:"):
                assert act_of({"actions": [control]}) is not None, control


def shown(call: Any) -> str:
    return "\n".join(texts(call.body["view"]["blocks"]))


async def published(app: Running, number: int, by: str = ANN) -> Mapping[str, Any]:
    """The view of this number that was published for somebody; waits for it."""
    await until(lambda: len(_views(app, by)) >= number)
    return _views(app, by)[number - 1]


def _views(app: Running, by: str) -> list[Mapping[str, Any]]:
    return [
        call.body["view"] for call in app.sink.of("views.publish") if call.body["user_id"] == by
    ]


def words(view: Mapping[str, Any]) -> str:
    return "\n".join(texts(view["blocks"]))


async def test_it_is_published_when_it_is_opened_and_after_every_turn_of_that_person(
    app: Running,
) -> None:
    await app.event(opened_tab("home"))
    first = await published(app, 1)
    await app.command(a_command("recommend"))
    second = await published(app, 2)
    await app.command(a_command("recommend", channel="C0OTHER"))
    await published(app, 3)
    await app.command({**a_command("recommend"), "user_id": BOB})
    await app.command(a_command("stop"))
    last = await published(app, 4)

    assert phrases.IN_HAND not in words(first)
    assert phrases.IN_HAND in words(second)
    assert phrases.IN_HAND not in words(last)
    assert _views(app, BOB) == []


async def test_it_is_never_published_twice_at_once(expertise: Expertise, tmp_path: Path) -> None:
    begun: list[Coroutine[Any, Any, None]] = []

    async def call(_: Outgoing) -> Sent:
        homes.show("T1", ANN, CameBack())  # while this one is on its way
        calls.append(len(begun))
        return Sent()

    calls: list[int] = []
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    homes = Homes(store, lambda: expertise, call, begun.append)
    homes.show("T1", ANN, CameBack())
    homes.show("T1", ANN, CameBack())
    (publishing,) = begun
    task = asyncio.create_task(publishing)
    await until(lambda: len(calls) > 1)
    task.cancel()
    store.close()

    assert set(calls) == {1}, "what is wanted meanwhile is published by the same work"


async def test_a_dialog_that_was_begun_in_a_channel_is_resumed_in_direct_messages(
    app: Running,
) -> None:
    await app.event(opened_tab("home"))
    await published(app, 1)
    await app.command(a_command("recommend"))
    view = await published(app, 2)
    resume = buttons(view)["Resume"]
    await app.interaction(a_press(resume["value"], "home"))  # as a press of another kind: nothing
    await app.interaction(a_home_press(act_of({"actions": [resume]})))  # type: ignore[arg-type]
    await until(lambda: len(app.sink.of("chat.postMessage")) == 1)
    (asked,) = app.sink.of("chat.postMessage")
    value = buttons(asked.body)["Only Python is allowed"]["value"]
    await app.interaction(a_press(value, "direct"))
    await until(lambda: len(app.sink.of("chat.update")) == 1)

    (result,) = app.sink.of("chat.update")

    assert asked.body["channel"] == ANN
    assert asked.body["text"].startswith("Question 1")
    assert result.body["text"].startswith("I would pick Python")


async def test_a_dialog_that_is_stopped_there_is_gone_without_a_message(app: Running) -> None:
    await app.event(opened_tab("home"))
    await published(app, 1)
    await app.command(a_command("recommend"))
    stop = buttons(await published(app, 2))["Stop"]
    await app.interaction(a_home_press(act_of({"actions": [stop]})))  # type: ignore[arg-type]

    assert phrases.IN_HAND not in words(await published(app, 3))
    assert [call.method for call in app.sink.calls] == ["views.publish"] * 3


async def test_a_subject_is_read_there_and_left_again(app: Running, expertise: Expertise) -> None:
    await app.interaction(a_home_pick(BROWSE, "hiring"))
    card = await published(app, 1)
    back = buttons(card)["Back"]
    await app.interaction(a_home_press(act_of({"actions": [back]})))  # type: ignore[arg-type]
    front = await published(app, 2)

    hiring = expertise.knowledge.criteria["hiring"]
    assert hiring.verdict.text in words(card)
    assert all(point.text in words(card) for point in hiring.points)
    assert phrases.WHAT_IT_DOES in words(front)


async def test_ones_saved_decisions_are_listed_in_pages(app: Running, expertise: Expertise) -> None:
    for number in range(12):
        draft = a_draft(expertise.knowledge, title=f"The service of team {number}", owner=ANN)
        delivery = Delivery("T1", "press", (f"save:{number}",))
        with app.store.hold(delivery, Place("T1", "", person=ANN)) as held:
            assert held is not None
            held.decide(draft, "{}")  # type: ignore[attr-defined]
    await app.event(opened_tab("home"))
    front = await published(app, 1)
    for label, number in (("All of it", 2), ("Older", 3), ("Newer", 4)):
        control = buttons(await published(app, number - 1))[label]
        await app.interaction(a_home_press(act_of({"actions": [control]})))  # type: ignore[arg-type]

    first, second = await published(app, 2), await published(app, 3)

    assert phrases.YOUR_DECISIONS in words(front)
    assert [_titles(view) for view in (front, first, second)] == [3, 10, 2]
    assert "Newer" in buttons(second)
    assert "Older" not in buttons(second)
    assert words(await published(app, 4)) == words(first)


def _titles(view: Mapping[str, Any]) -> int:
    return words(view).count("The service of team")


async def test_what_the_workspace_chooses_is_shown_with_who_chose_it(app: Running) -> None:
    await app.interaction(a_home_pick(CHOOSE_THREADS, "mentions"))
    first = await published(app, 1)
    await app.interaction(a_home_pick(CHOOSE_GAPS, "not_kept", by=BOB))
    second = await published(app, 1, by=BOB)

    assert f"Set by <@{ANN}>" in words(first)
    assert f"Set by <@{ANN}>" in words(second)
    assert app.store.preferences.threads("T1", "C0BACKEND") == "mentions"
    assert not app.store.gaps.are_allowed("T1")
    picked = {one["action_id"]: one["initial_option"]["value"] for one in _menus(second)}
    assert picked == {CHOOSE_THREADS: "mentions", CHOOSE_GAPS: "not_kept"}


def _menus(view: Mapping[str, Any]) -> list[Any]:
    return [one for one in controls(view["blocks"]) if "initial_option" in one]


async def test_feedback_shows_there_at_once(app: Running) -> None:
    await app.event(opened_tab("home"))
    await published(app, 1)
    await app.interaction({**a_rating(Rating(subject="hiring", helpful=True)), "response_url": ""})

    assert f"*Hiring*: {phrases.HELPFUL.lower()}" in words(await published(app, 2))


async def test_a_recommendation_is_begun_there(app: Running) -> None:
    await app.event(opened_tab("home"))
    begin = buttons(await published(app, 1))["Help me choose"]
    await app.interaction(a_press(Began(), "home"))
    await until(lambda: len(app.sink.of("chat.postMessage")) == 1)

    assert begin["style"] == "primary"
    assert app.sink.of("chat.postMessage")[0].body["channel"] == ANN


@pytest.mark.parametrize(
    "act",
    [
        WentOn(dialog=DialogRef(owner=ANN, number=1)),
        GaveUp(dialog=DialogRef(owner=BOB, number=1)),
    ],
)
async def test_a_dialog_that_is_no_longer_there_is_told_of(app: Running, act: Any) -> None:
    await app.interaction(a_home_press(act))
    await until(lambda: len(app.sink.of("chat.postMessage")) == 1)

    text = app.sink.of("chat.postMessage")[0].body["text"]
    assert "not open any more" in text or "somebody else's" in text


async def test_a_direct_message_is_a_turn_that_shows_there_too(app: Running) -> None:
    await app.event(opened_tab("home"))
    await published(app, 1)
    await app.event(a_direct_message("help me choose"))

    assert phrases.IN_HAND in words(await published(app, 2))
