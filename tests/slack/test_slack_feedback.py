"""What people think of answers: taken, asked after, and kept without a name where it counts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from prometheus_client import REGISTRY

from bot import phrases
from bot.slack.rating import Rating, unpack_rating
from tests.faults.sink import refusal
from tests.slack.limits import buttons
from tests.slack.payloads import ANN, BOB, a_command, a_rating, a_submission
from tests.slack.running import Running, until
from tests.slack.test_slack_settings import opening

pytestmark = pytest.mark.anyio

QUESTION = "which one scales better?"


async def rating(app: Running, label: str) -> Rating:
    """What the button with this label carries below a private answer."""
    answer = await app.command(a_command(QUESTION))
    found = unpack_rating(buttons(answer.json)[label]["value"])
    assert found is not None
    return found


def on_sink(app: Running, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**payload, "response_url": app.sink.response_url("1")}


def counted(verdict: str) -> float:
    labels = {"subject": "scalability", "verdict": verdict}
    return REGISTRY.get_sample_value("stackpick_feedback_total", labels) or 0.0


async def test_who_was_helped_is_thanked_and_it_is_kept(app: Running) -> None:
    before = counted("helpful")
    payload = on_sink(app, a_rating(await rating(app, "Helpful"), "ephemeral"))
    await app.interaction(payload)
    await until(lambda: len(app.sink.calls) == 1)

    (thanks,) = app.sink.of("response_url")
    (opinion,) = app.store.feedback.of("T1", ANN, 10)

    assert (thanks.body["text"], thanks.body["replace_original"]) == (phrases.NOTED, False)
    assert (opinion.subject, opinion.helpful) == ("scalability", True)
    assert counted("helpful") == before + 1
    assert app.store.gaps.since(dt.datetime.min.replace(tzinfo=dt.UTC)) == []


async def test_who_was_not_is_asked_what_they_expected_and_that_becomes_a_gap(
    app: Running,
) -> None:
    app.sink.answering = opening
    await app.interaction(a_rating(await rating(app, "Not helpful"), "ephemeral"))
    (asked,) = app.sink.of("views.open")
    view = asked.body["view"]
    expected = {"type": "plain_text_input", "value": "a number of requests a second"}
    await app.interaction(a_submission(view, expected))

    (opinion,) = app.store.feedback.of("T1", ANN, 10)
    (gap,) = app.store.gaps.since(dt.datetime.min.replace(tzinfo=dt.UTC))

    assert view["title"]["text"] == phrases.WHAT_EXPECTED
    assert (opinion.helpful, opinion.expected) == (False, "a number of requests a second")
    assert (gap.text, gap.unhelpful, gap.expected) == (
        QUESTION, True, "a number of requests a second",
    )  # fmt: skip


async def test_who_cannot_be_asked_has_rated_all_the_same(app: Running) -> None:
    app.sink.answering = lambda _: refusal("expired_trigger_id")
    await app.interaction(a_rating(await rating(app, "Not helpful"), "ephemeral"))

    (opinion,) = app.store.feedback.of("T1", ANN, 10)

    assert (opinion.subject, opinion.helpful) == ("scalability", False)


@pytest.mark.parametrize("answer", [None, "", "   "])
async def test_nothing_need_be_written(app: Running, answer: str | None) -> None:
    app.sink.answering = opening
    await app.interaction(a_rating(await rating(app, "Not helpful"), "ephemeral"))
    view = app.sink.of("views.open")[0].body["view"]
    response = await app.interaction(a_submission(view, {"value": answer}))

    (gap,) = app.store.gaps.since(dt.datetime.min.replace(tzinfo=dt.UTC))
    assert response.status == 200
    assert (gap.text, gap.expected) == (QUESTION, "")


async def test_another_mind_replaces_the_first_and_each_person_has_their_own(app: Running) -> None:
    app.sink.answering = opening
    good, bad = await rating(app, "Helpful"), await rating(app, "Not helpful")
    for one, by in ((bad, ANN), (good, ANN), (good, BOB)):
        await app.interaction(on_sink(app, a_rating(one, by=by)))

    assert [one.helpful for one in app.store.feedback.of("T1", ANN, 10)] == [True]
    assert [one.helpful for one in app.store.feedback.of("T1", BOB, 10)] == [True]


async def test_no_metric_names_a_person_or_a_question(app: Running) -> None:
    await app.interaction(on_sink(app, a_rating(await rating(app, "Helpful"))))

    metrics = (await app.get("/metrics")).text

    assert 'stackpick_feedback_total{subject="scalability",verdict="helpful"}' in metrics
    assert not [word for word in (ANN, "which one") if word in metrics]


async def test_a_modal_that_does_not_open_is_told_of(
    app: Running, caplog: pytest.LogCaptureFixture
) -> None:
    bad = await rating(app, "Not helpful")
    app.sink.answering = lambda _: refusal("expired_trigger_id")
    await app.interaction(on_sink(app, a_rating(bad)))
    await until(lambda: len(app.sink.of("response_url")) == 1)

    text = app.sink.of("response_url")[0].body["text"]
    assert text.rsplit(" ", 1)[1] in caplog.text
    assert text.startswith("Something went wrong")


@pytest.mark.parametrize("value", ["", "{}", '{"subject": "x", "helpful": true, "name": "Ann"}'])
async def test_a_rating_that_is_none_of_ours_is_left_alone(app: Running, value: str) -> None:
    payload = a_rating(Rating(subject="hiring", helpful=True))
    payload["actions"][0]["value"] = value

    assert (await app.interaction(payload)).status == 200
    assert app.store.feedback.of("T1", ANN, 10) == []
