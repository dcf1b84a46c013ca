"""Files and canvases: one call to whoever keeps it, several requests to Slack."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.slack.calls import POST, RESPONSE_URL
from bot.slack.results import Refused, Result, Sent, TryAgain, result_of
from bot.store.protocol import Outgoing

UPLOAD, CANVAS, PICTURE = "stackpick.upload", "stackpick.canvas", "stackpick.picture"
"""Methods of outgoing calls that Slack knows under no such name.

UPLOAD puts the text `content` as the file `filename` into `channel` and `thread_ts`. CANVAS makes a
canvas of the text `markdown` in `channel_id`; `answer` is the beginning of what is then said to a
response URL. PICTURE puts the PNG `picture` into `channel` and `thread_ts`; `alt` says the same in
words.
"""

COMPOSITE = frozenset({UPLOAD, CANVAS, PICTURE})

NOT_ALLOWED = frozenset(
    {"missing_scope", "no_permission", "not_allowed", "file_uploads_disabled", "access_denied"}
)
"""What Slack says where StackPick may not upload files."""

LONGEST_ALT = 1000
"""Characters of a picture's description; Slack takes no more."""

LONGEST_MARKDOWN = 11_800
"""Characters of a record that is posted as a message, and room to say that it is cut; Slack takes
12,000 of Markdown."""

Once = Callable[[str, Mapping[str, Any], str], Awaitable[Result]]
"""Makes one plain request: a method, its body, a token."""


class Uploads:
    """Makes composite calls; `once` makes the plain requests in them."""

    def __init__(self, client: AsyncWebClient, once: Once) -> None:
        self._client, self._once = client, once
        self._unrepeated = AsyncWebClient(  # slack_sdk repeats what broke off, done or not
            base_url=client.base_url,
            timeout=client.timeout,
            session=client.session,
            retry_handlers=[],
        )

    async def made(self, outgoing: Outgoing, token: str) -> Result:
        """What became of a composite call, made with the workspace's token."""
        if outgoing.method == PICTURE:
            return await _tried(self._upload_picture(outgoing.body, token))
        if outgoing.method == UPLOAD:
            return await self._uploaded(outgoing.body, token)
        return await self._canvas(outgoing.body, token)

    async def _upload_picture(self, body: Mapping[str, Any], token: str) -> None:
        await self._client.files_upload_v2(
            file=body["picture"],
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
