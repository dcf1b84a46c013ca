"""Who owns a team's decision: it is given away, taken over, forgotten."""

import pytest

from bot import phrases
from bot.slack.team.ids import (
    AnswerAsked,
    CloseAsked,
    GiveAsked,
    TakeOverAsked,
)
from tests.faults.sink import Answer, refusal
from tests.slack.limits import texts
from tests.slack.payloads import ANN, BOB
from tests.slack.running import Running, until
from tests.slack.teams import (
    EVE,
    LIVE,
    a_handing,
    answered,
    asks,
    begun,
    closed,
    in_thread,
    opened,
    told,
)

pytestmark = pytest.mark.anyio


async def test_the_owner_gives_it_to_somebody_who_then_closes_it(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    assert (await opened(app, asks(GiveAsked(number=1))))["callback_id"] == "team_give"
    refused = await opened(app, asks(GiveAsked(number=1), by=BOB))
    assert phrases.only_owner("its owner") in list(texts(refused["blocks"]))

    wrong = await app.interaction(a_handing(EVE, by=BOB))
    nobody = await app.interaction(a_handing(""))
    given = await app.interaction(a_handing(BOB))

    assert wrong.json["errors"] == {"owner": phrases.only_owner("its owner")}
    assert nobody.json["errors"] == {"owner": phrases.NEW_OWNER_NEEDED}
    assert given.text == ""
    await until(lambda: len(in_thread(app)) == 1)
    assert phrases.passed_to(f"<@{BOB}>") in list(texts(in_thread(app)[0].body["blocks"]))
    await closed(app, by=BOB, anyway=True)
    await until(lambda: len(in_thread(app)) == 2)


@pytest.mark.parametrize(
    ("slack_says", "told_then"),
    [
        (Answer(body='{"ok": true, "user": {"id": "U0ANN", "deleted": true}}'), None),
        (
            Answer(body='{"ok": true, "user": {"id": "U0ANN", "deleted": false}}'),
            phrases.owner_is_there("its owner"),
        ),
        (refusal("missing_scope"), phrases.CANNOT_LOOK_UP),
    ],
    ids=["left", "there", "not to be known"],
)
async def test_whoever_answered_takes_over_where_the_owner_has_left(
    app: Running, slack_says: Answer, told_then: str | None
) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    await app.calls(2)
    app.sink.answering = lambda call: slack_says if call.method == "users.info" else Answer()
    url = app.sink.response_url("1")

    await app.interaction(asks(TakeOverAsked(number=1), by=EVE, url=url))
    await app.interaction(asks(TakeOverAsked(number=1), by=BOB, url=url))
    await app.calls(4)

    assert app.sink.of("users.info")[0].body["user"] == ANN
    assert told(app) == [phrases.MUST_HAVE_ANSWERED, *([told_then] if told_then else [])]
    passed = phrases.passed_to(f"<@{BOB}>")
    said = [text for call in in_thread(app) for text in texts(call.body["blocks"])]
    assert (passed in said) is (told_then is None)


async def test_where_the_owner_was_forgotten_whoever_answered_takes_over(app: Running) -> None:
    await begun(app)
    await answered(app, BOB, LIVE)
    await app.calls(2)
    app.store.forget_person("T1", ANN)

    await app.interaction(asks(TakeOverAsked(number=1), by=BOB, url=app.sink.response_url("1")))
    await until(lambda: len(in_thread(app)) == 1)

    assert app.sink.of("users.info") == []


async def test_what_is_not_kept_any_more_is_said_to_be_gone(app: Running) -> None:
    url = app.sink.response_url("1")
    await app.interaction(asks(CloseAsked(number=9), url=url))
    form = await opened(app, asks(AnswerAsked(number=9)))
    late = await answered(app, BOB, LIVE, decision=9)
    await app.calls(2)

    assert told(app) == [phrases.TEAM_GONE]
    assert phrases.TEAM_GONE in list(texts(form["blocks"]))
    assert phrases.TEAM_GONE in list(texts(late.json["view"]["blocks"]))
