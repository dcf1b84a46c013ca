"""Makes one call to Slack, and says what became of it."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import RESPONSE_URL
from bot.slack.identity import Authorizations, IdentityUnknown
from bot.slack.requests import Requests
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.slack.traits import Traits
from bot.slack.uploads import COMPOSITE, Uploads
from bot.slack.variants import has_newer, variants
from bot.store.protocol import Outgoing, StoreUnavailable
from bot.store.workspace import Trait

TIMEOUT_SECONDS = 10
"""How long a call may take, further attempts with other blocks included; a lease lasts longer."""

TOKEN_ERRORS = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""Errors that another token of the same workspace would not meet."""

NOT_INSTALLED = "not_installed"
"""Our own word: nobody has installed StackPick in the call's workspace (any more)."""

NEW_BLOCKS: Trait = "new_blocks"
INVALID_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})
BLOCKS_ERRORS = INVALID_BLOCKS | {"msg_blocks_too_long"}


def _is_about_blocks(result: Result) -> bool:
    return isinstance(result, Refused) and result.error in BLOCKS_ERRORS


class WebApi:
    """The Web API over one shared HTTP session, whose connections are kept open.

    Each call is made with the token of its workspace.
    """

    def __init__(
        self, client: AsyncWebClient, authorizations: Authorizations, traits: Traits
    ) -> None:
        self._authorizations, self._traits = authorizations, traits
        self._once = Requests(client).made
        self._uploads = Uploads(client, self._once)

    async def call(self, outgoing: Outgoing) -> Result:
        """Make the call once; with other blocks, or none, where Slack does not accept those."""
        try:
            async with asyncio.timeout(TIMEOUT_SECONDS):
                return await self._called(outgoing)
        except TimeoutError as error:
            return TryAgain(type(error).__name__)

    async def _called(self, outgoing: Outgoing) -> Result:
        if outgoing.method == RESPONSE_URL:  # the address is what entitles to it
            return await self._made(outgoing, "")
        try:
            return await self._authorized(outgoing)
        except (IdentityUnknown, StoreUnavailable) as error:
            return TryAgain(str(error))

    async def _authorized(self, outgoing: Outgoing) -> Result:
        """With the workspace's token, and with a newer one where Slack refuses that."""
        token = await self._authorizations.token_of(outgoing.team)
        if token is None:
            return Refused(NOT_INSTALLED)
        result = await self._made(outgoing, token)
        if not isinstance(result, Refused) or result.error not in TOKEN_ERRORS:
            return result
        newer = await self._authorizations.newer_token(outgoing.team, token)
        return await self._made(outgoing, newer) if newer else result

    async def _made(self, outgoing: Outgoing, token: str) -> Result:
        if outgoing.method in COMPOSITE:
            return await self._uploads.made(outgoing, token)
        return await self._offered(outgoing, token)

    async def _offered(self, outgoing: Outgoing, token: str) -> Result:
        """Offer one form after the other until Slack has nothing against the blocks in it."""
        method, body = outgoing.method, outgoing.body
        newer = has_newer(body) and await self._traits.takes(outgoing.team, NEW_BLOCKS) is not False
        first, *others = variants(body, newer=newer)
        result = at_first = await self._once(method, first, token)
        while _is_about_blocks(result) and others:
            result = await self._once(method, others.pop(0), token)
        if newer and isinstance(result, Sent):
            await self._learn(outgoing.team, at_first)
        return result

    async def _learn(self, team: str, at_first: Result) -> None:
        """Remember what Slack said of newer kinds of blocks, so that the next are right at once."""
        match at_first:
            case Sent():
                await self._traits.learn(team, NEW_BLOCKS, takes=True)
            case Refused(error) if error in INVALID_BLOCKS:
                await self._traits.learn(team, NEW_BLOCKS, takes=False)
            case _:
                return
