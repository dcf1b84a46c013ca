"""Somebody else's buttons and forms about decisions, and numbers that nobody was given."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.advisor.moves import DialogRef
from bot.slack.decisions.ids import (
    SAVE_FORM,
    CanvasAsked,
    KeepAsked,
    ReopenAsked,
    SaveAsked,
    SaveForm,
    ShowAsked,
)
from bot.slack.team.ids import AnswerAsked, CloseAsked, GiveAsked, PostAsked, TakeOverAsked
from bot.store.protocol import Place
from bot.store.schema import decision_reviews, decisions, team_answers, team_decisions
from tests.decisions.builders import a_draft
from tests.faults.sink import TEAM, Sink
from tests.slack import decisions as pressed
from tests.slack import teams
from tests.slack.payloads import ANN, BOB, Payload
from tests.slack.running import Running, stackpick, the_library, until
from tests.store.builders import a_delivery

pytestmark = pytest.mark.anyio

SECRET = "Zanzibar"  # noqa: S105
"""In the title of a decision that is Ann's alone."""

HUGE = 10**30


@pytest.fixture
async def app(sink: Sink) -> AsyncIterator[Running]:
    """Ann has saved a decision, and has called a team that she has answered in herself."""
    knowledge = the_library().expertise().knowledge
    draft = a_draft(knowledge, {"team": "javascript"}, title=f"{SECRET} uses tea", owner=ANN)
    async with stackpick(None, sink, unlimited=True) as running:
        store: Any = running.store
        with store.hold(a_delivery(), Place(TEAM, "", person=ANN)) as held:
            held.decide(draft, knowledge.model_dump_json())
            held.keep(held.session, ())
        url = sink.response_url("1")
        await running.interaction(
            teams.a_beginning("Ours", of=teams.HERE.model_copy(update={"response_url": url}))
        )
        await running.interaction(teams.an_answer({"team": "javascript"}, by=ANN))
        await running.calls(1)
        yield running


def kept(app: Running) -> list[Any]:
    """All that is kept about decisions, but for when a card was last written."""
    store: Any = app.store
    aside = {"card_ts", "card_shown_at"}
    with store.engine.begin() as connection:
        tables = (decisions, decision_reviews, team_decisions, team_answers)
        wanted = [select(*(c for c in table.c if c.name not in aside)) for table in tables]
        return [connection.execute(query).all() for query in wanted]


DIALOG = DialogRef(owner=ANN, number=1)
ASKED_BY_BOB: dict[str, Callable[[str], Payload]] = {
    "save her result": lambda url: pressed.asks(
        SaveAsked(dialog=DIALOG, answers="1"), by=BOB, url=url
    ),
    "a canvas": lambda url: pressed.asks(CanvasAsked(number=1), "public", by=BOB, url=url),
    "keep": lambda url: pressed.asks(KeepAsked(number=1, version="v"), by=BOB, url=url),
    "reopen": lambda url: pressed.asks(ReopenAsked(number=1), by=BOB, url=url),
    "show": lambda url: pressed.asks(ShowAsked(number=1), by=BOB, url=url),
    "show what there is not": lambda url: pressed.asks(ShowAsked(number=999), by=BOB, url=url),
    "close": lambda url: teams.asks(CloseAsked(number=1, anyway=True), by=BOB, url=url),
    "give away": lambda url: teams.asks(GiveAsked(number=1), by=BOB, url=url),
    "take over": lambda url: teams.asks(TakeOverAsked(number=1), by=BOB, url=url),
    "post": lambda url: teams.asks(PostAsked(number=1), by=BOB, url=url),
    "answer what there is not": lambda url: teams.asks(AnswerAsked(number=999), by=BOB, url=url),
    "close what there is not": lambda url: teams.asks(CloseAsked(number=999), by=BOB, url=url),
}


@pytest.mark.parametrize("name", ASKED_BY_BOB)
async def test_somebody_elses_press_changes_nothing_and_shows_nothing_of_theirs(
    app: Running, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    before, opened = kept(app), len(app.sink.calls)

    response = await app.interaction(ASKED_BY_BOB[name](app.sink.response_url("1")))
    await until(lambda: len(app.sink.calls) > opened)
    calls = await app.calls(opened)

    assert response.status == 200
    assert kept(app) == before
    assert SECRET not in "".join(str(call.body) for call in calls[opened:])
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("kind", ["show", "reopen", "canvas", "close"])
async def test_a_number_that_no_database_holds_is_left_alone(
    app: Running, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    number = f'{{"kind": "{kind}", "number": {HUGE}}}'
    for press in (pressed.asks(ShowAsked(number=1)), teams.asks(CloseAsked(number=1))):
        press["actions"][0]["value"] = number
        assert (await app.interaction(press)).status == 200

    assert "Traceback" not in caplog.text


async def test_a_form_that_was_made_up_saves_and_gives_away_nothing(app: Running) -> None:
    before = kept(app)
    form = SaveForm(place=("T9", "", "", ANN), dialog=DIALOG, answers="1", channel="C1", thread="")
    view = {"callback_id": SAVE_FORM, "private_metadata": form.model_dump_json()}

    await app.interaction(pressed.a_submission(view, "Of another workspace"))
    await app.interaction(teams.a_handing(BOB, by=BOB))
    await app.interaction(teams.an_answer({"team": "javascript"}, by=BOB, decision=999))

    assert kept(app) == before
