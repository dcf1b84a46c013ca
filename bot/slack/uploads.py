"""Files and canvases: one call to whoever keeps it, several requests to Slack."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from pydantic import TypeAdapter
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.advisor.charting import Chart
from bot.charts import draw
from bot.slack.calls import POST, RESPONSE_URL
from bot.slack.results import Refused, Result, Sent, TryAgain, result_of
from bot.slack.traits import Traits
from bot.store.protocol import Outgoing
from bot.store.workspace import Trait

UPLOAD, CANVAS, CHART = "stackpick.upload", "stackpick.canvas", "stackpick.chart"
"""Methods of outgoing calls that Slack knows under no such name.

UPLOAD puts the text `content` as the file `filename` into `channel` and `thread_ts`. CANVAS makes a
canvas of the text `markdown` in `channel_id`; `answer` is the beginning of what is then said to a
response URL. CHART draws `chart` into `channel` and `thread_ts`; `alt` says the same in words.
"""

COMPOSITE = frozenset({UPLOAD, CANVAS, CHART})

FILES: Trait = "files"
"""Whether StackPick may upload files in a workspace."""

NOT_ALLOWED = frozenset(
    {"missing_scope", "no_permission", "not_allowed", "file_uploads_disabled", "access_denied"}
)
"""What Slack says where StackPick may not upload files."""

LONGEST_ALT = 1000
"""Characters of a picture's description; Slack takes no more."""

_CHART = TypeAdapter(Chart)

LONGEST_MARKDOWN = 11_800
"""Characters of a record that is posted as a message, and room to say that it is cut; Slack takes
12,000 of Markdown."""

Once = Callable[[str, Mapping[str, Any], str], Awaitable[Result]]
"""Makes one plain request: a method, its body, a token."""


class Uploads:
    """Makes composite calls; `once` makes the plain requests in them."""

    def __init__(self, client: AsyncWebClient, once: Once, traits: Traits) -> None:
        self._client, self._once, self._traits = client, once, traits
        self._drawing = asyncio.Lock()
        self._unrepeated = AsyncWebClient(  # slack_sdk repeats what broke off, done or not
            base_url=client.base_url,
            timeout=client.timeout,
            session=client.session,
            retry_handlers=[],
        )

    async def made(self, outgoing: Outgoing, token: str) -> Result:
        """What became of a composite call, made with the workspace's token."""
        if outgoing.method == CHART:
            return await self._chart(outgoing, token)
        if outgoing.method == UPLOAD:
            return await self._uploaded(outgoing.body, token)
        return await self._canvas(outgoing.body, token)

    async def _chart(self, outgoing: Outgoing, token: str) -> Result:
        """A picture; none, and no failure either, where StackPick may not upload files.

        The bars of text above it say the same. It is drawn when it is sent, as what is kept are
        figures; and one at a time, as each takes the interpreter from the turns for a tenth of a
        second.
        """
        async with self._drawing:
            if await self._traits.takes(outgoing.team, FILES) is False:
                return Sent()
            picture = await asyncio.to_thread(draw, _CHART.validate_python(outgoing.body["chart"]))
        result = await _tried(self._upload_chart(picture, outgoing.body, token))
        match result:
            case Sent():
                await self._traits.learn(outgoing.team, FILES, takes=True)
            case Refused(error) if error in NOT_ALLOWED:
                await self._traits.learn(outgoing.team, FILES, takes=False)
                return Sent()
            case _:
                pass
        return result

    async def _upload_chart(self, picture: bytes, body: Mapping[str, Any], token: str) -> None:
        await self._client.files_upload_v2(
            file=picture,
            filename="recommendation.png",
            title=body["title"],
            alt_txt=body["alt"][:LONGEST_ALT],
            channel=body["channel"],
            thread_ts=body["thread_ts"],
            token=token,
        )

    async def _uploaded(self, body: Mapping[str, Any], token: str) -> Result:
        """A file, or its text as a message where StackPick may not upload files."""
        result = await _tried(self._upload(body, token))
        if isinstance(result, Refused) and result.error in NOT_ALLOWED:
            where = {key: body[key] for key in ("channel", "thread_ts") if key in body}
            text = {"markdown_text": fitting(body["content"])}
            return await self._once(POST, {**where, **text}, token)
        return result

    async def _canvas(self, body: Mapping[str, Any], token: str) -> Result:
        """A canvas; whoever asked is told what came of it, as far as that can be."""
        try:
            result = await _asked(self._create_canvas(body, token))
        except aiohttp.ClientConnectorError as error:
            return TryAgain(type(error).__name__)
        except (aiohttp.ClientError, OSError, SlackRequestError):
            told = phrases.CANVAS_UNSURE
        else:
            if isinstance(result, TryAgain):
                return result
            told = phrases.CANVAS_MADE if isinstance(result, Sent) else phrases.CANVAS_REFUSED
        answer = {"response_type": "ephemeral", "replace_original": False, "text": told}
        await self._once(RESPONSE_URL, {**body["answer"], **answer}, "")
        return Sent()  # once more would make a second canvas

    async def _upload(self, body: Mapping[str, Any], token: str) -> None:
        await self._client.files_upload_v2(
            filename=body["filename"],
            title=body["title"],
            content=body["content"],
            channel=body["channel"],
            thread_ts=body.get("thread_ts"),
            token=token,
        )

    async def _create_canvas(self, body: Mapping[str, Any], token: str) -> None:
        await self._unrepeated.canvases_create(
            title=body["title"],
            document_content={"type": "markdown", "markdown": body["markdown"]},
            channel_id=body["channel_id"],
            token=token,
        )


async def _tried(work: Awaitable[None]) -> Result:
    """What became of a request of slack_sdk's."""
    try:
        return await _asked(work)
    except (aiohttp.ClientError, OSError, SlackRequestError) as error:
        return TryAgain(type(error).__name__)


async def _asked(work: Awaitable[None]) -> Result:
    """What Slack answered to a request of slack_sdk's; raises where it gave no answer."""
    try:
        await work
    except SlackApiError as error:
        return result_of(error)
    return Sent()


def fitting(record: str) -> str:
    """A record as a message; one that is too long is cut, and says so."""
    if len(record) <= LONGEST_MARKDOWN:
        return record
    return f"{record[:LONGEST_MARKDOWN]}\n\n{phrases.RECORD_CUT}"
