"""Files and canvases: one call to whoever keeps it, several requests to Slack."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.slack.addressing import POST, RESPONSE_URL
from bot.slack.results import Refused, Result, Sent, TryAgain, result_of
from bot.store.protocol import Outgoing

UPLOAD, CANVAS = "stackpick.upload", "stackpick.canvas"
"""Methods of outgoing calls that Slack knows under no such name.

UPLOAD puts the text `content` as the file `filename` into `channel` and `thread_ts`. CANVAS makes a
canvas of the text `markdown` in `channel_id`; `answer` is the beginning of what is then said to a
response URL.
"""

COMPOSITE = frozenset({UPLOAD, CANVAS})

NOT_ALLOWED = frozenset(
    {"missing_scope", "no_permission", "not_allowed", "file_uploads_disabled", "access_denied"}
)
"""What Slack says where StackPick may not upload files."""

LONGEST_MARKDOWN = 11_900
"""Characters of a record that is posted as a message; Slack takes 12,000 of Markdown."""

Once = Callable[[str, Mapping[str, Any], str], Awaitable[Result]]
"""Makes one plain request: a method, its body, a token."""


class Uploads:
    """Makes composite calls; `once` makes the plain requests in them."""

    def __init__(self, client: AsyncWebClient, once: Once) -> None:
        self._client, self._once = client, once

    async def made(self, outgoing: Outgoing, token: str) -> Result:
        if outgoing.method == UPLOAD:
            return await self._uploaded(outgoing.body, token)
        return await self._canvas(outgoing.body, token)

    async def _uploaded(self, body: Mapping[str, Any], token: str) -> Result:
        """A file, or its text as a message where StackPick may not upload files."""
        result = await _tried(self._upload(body, token))
        if isinstance(result, Refused) and result.error in NOT_ALLOWED:
            where = {key: body[key] for key in ("channel", "thread_ts") if key in body}
            text = {"markdown_text": body["content"][:LONGEST_MARKDOWN]}
            return await self._once(POST, {**where, **text}, token)
        return result

    async def _canvas(self, body: Mapping[str, Any], token: str) -> Result:
        """A canvas; whoever asked is told what came of it, as far as that can be."""
        result = await _tried(self._create_canvas(body, token))
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
        await self._client.canvases_create(
            title=body["title"],
            document_content={"type": "markdown", "markdown": body["markdown"]},
            channel_id=body["channel_id"],
            token=token,
        )


async def _tried(work: Awaitable[None]) -> Result:
    """What became of a request of slack_sdk's."""
    try:
        await work
    except SlackApiError as error:
        return result_of(error)
    except (aiohttp.ClientError, OSError, SlackRequestError) as error:
        return TryAgain(type(error).__name__)
    return Sent()
