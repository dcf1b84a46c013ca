"""What each answer of Slack is taken for."""

import asyncio

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.requests import Requests
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.store.protocol import Outgoing
from tests.faults.sink import (
    BROKEN,
    BROKEN_HTML,
    FIRST_TS,
    SUCCESS,
    Answer,
    Sink,
    in_turn,
    rate_limit,
    refusal,
)
from tests.slack_outbox.sending import a_call, web_api

TEXT, HTML = "text/plain", "text/html"

METHOD_ANSWERS = [
    pytest.param(SUCCESS, Sent("C1", FIRST_TS), id="success"),
    pytest.param(rate_limit(7), TryAgain("ratelimited", 7.0), id="rate-limit"),
    pytest.param(Answer(429, ""), TryAgain("status 429"), id="rate-limit-without-a-time"),
    pytest.param(BROKEN, TryAgain("internal_error"), id="server-error"),
    pytest.param(BROKEN_HTML, TryAgain("status 500"), id="server-error-as-html"),
    pytest.param(Answer(503, "busy", TEXT), TryAgain("status 503"), id="server-error-as-text"),
    pytest.param(Answer(200, "<html>", HTML), TryAgain("status 200"), id="page-of-a-proxy"),
    pytest.param(Answer(407, "log in", TEXT), TryAgain("status 407"), id="refusal-of-a-proxy"),
    pytest.param(refusal("fatal_error"), TryAgain("fatal_error"), id="passing-error"),
    pytest.param(refusal("channel_not_found"), Refused("channel_not_found"), id="final-error"),
]
RESPONSE_ANSWERS = [
    pytest.param(Answer(200, "ok", TEXT), Sent(), id="success"),
    pytest.param(rate_limit(7), TryAgain("status 429", 7.0), id="rate-limit"),
    pytest.param(BROKEN_HTML, TryAgain("status 500"), id="server-error-as-html"),
    pytest.param(Answer(404, "expired_url", TEXT), Refused("expired_url"), id="expired"),
]


def call_once(sink: Sink, outgoing: Outgoing) -> Result:
    async def run() -> Result:
        async with web_api(sink) as api:
            return await api.call(outgoing)

    return asyncio.run(run())


@pytest.mark.parametrize(("answer", "result"), METHOD_ANSWERS)
def test_a_method_s_answer_is_final_only_where_slack_says_so(
    sink: Sink, answer: Answer, result: Result
) -> None:
    sink.answering = lambda _: answer

    assert call_once(sink, a_call()) == result


def test_an_answer_that_cannot_be_read_is_not_final(sink: Sink) -> None:
    sink.answering = lambda _: Answer(200, "{")

    assert isinstance(call_once(sink, a_call()), TryAgain)


@pytest.mark.parametrize(("answer", "result"), RESPONSE_ANSWERS)
def test_a_response_url_s_answer_is_final_only_where_slack_says_so(
    sink: Sink, answer: Answer, result: Result
) -> None:
    sink.answering = lambda _: answer
    body = {"response_url": sink.response_url("1"), "text": "hello"}

    assert call_once(sink, Outgoing("T1", "C1", "response_url", body)) == result


def test_a_slack_that_cannot_be_reached_is_tried_again(sink: Sink) -> None:
    sink.shut()

    assert isinstance(call_once(sink, a_call()), TryAgain)


def test_blocks_that_slack_does_not_accept_are_left_out(sink: Sink) -> None:
    sink.answering = in_turn(refusal("invalid_blocks"))

    assert isinstance(call_once(sink, a_call("hello", blocks=[{"type": "novel"}])), Sent)

    first, second = (dict(call.body) for call in sink.calls)
    assert first.pop("blocks") == [{"type": "novel"}]
    assert second == first


def test_a_call_over_a_connection_that_breaks_off_is_made_once_more() -> None:
    """Slack may have closed it before; who waits for a modal cannot wait for the outbox."""
    taken: list[bytes] = []

    async def hang_up_once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.append(await reader.readuntil(b"\r\n\r\n"))
        if len(taken) > 1:
            writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"ok": true}')
        writer.close()

    async def run() -> Result:
        async with await asyncio.start_server(hang_up_once, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            async with aiohttp.ClientSession() as session:
                url = f"http://127.0.0.1:{port}/api/"
                requests = Requests(AsyncWebClient(base_url=url, session=session))
                return await requests.made("views.open", {"trigger_id": "1"}, "xoxb-of-the-tests")

    assert asyncio.run(run()) == Sent()
    assert len(taken) == 2


def test_where_no_connection_comes_about_one_attempt_is_left_to_the_outbox() -> None:
    looked_up: list[str] = []

    class Nowhere(AbstractResolver):
        async def resolve(self, host: str, *_: object, **__: object) -> list[ResolveResult]:
            looked_up.append(host)
            raise OSError

        async def close(self) -> None: ...

    async def run() -> Result:
        connector = aiohttp.TCPConnector(resolver=Nowhere(), use_dns_cache=False)
        async with aiohttp.ClientSession(connector=connector) as session:
            client = AsyncWebClient(base_url="http://slack.invalid/api/", session=session)
            return await Requests(client).made("views.open", {}, "xoxb-of-the-tests")

    assert isinstance(asyncio.run(run()), TryAgain)
    assert looked_up == ["slack.invalid"]
