"""Bolt's app, which finds the listener of a delivery by looking it up."""

import copy
import inspect
from collections import defaultdict
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any, Literal

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.incoming import Payload

Kind = Literal["command", "event", "action", "shortcut", "view"]
Listener = Callable[..., Awaitable[None]]
OnError = Callable[[Exception, AsyncBoltRequest], Awaitable[BoltResponse]]
Name = str | Pattern[str]

GIVEN = frozenset({"body", "context", "ack"})
"""What a listener may ask for, by the names of its parameters, as from Bolt."""

OK = 200


class Dispatcher(AsyncApp):
    """Bolt reads, verifies and authorizes a delivery; its one listener is found here.

    By itself Bolt asks all listeners one after the other, and makes a client and whatever else a
    listener may want for each delivery, which takes longer than all else of an acknowledgement.
    A delivery is acknowledged when its listener returns; what it raises is answered by `on_error`.
    """

    def __init__(
        self,
        on_error: OnError,
        **bolt: Any,
    ) -> None:
        super().__init__(**bolt)
        self._on_error = on_error
        self._listening: defaultdict[Kind, list[tuple[Name, Listener, frozenset[str]]]]
        self._listening = defaultdict(list)

    def listen(self, kind: Kind, name: Name, listener: Listener) -> None:
        """Have a listener told of the deliveries of a kind whose name is this, or fits it."""
        wanted = frozenset(inspect.signature(listener).parameters)
        if not wanted <= GIVEN:
            raise TypeError(f"a listener cannot be given {sorted(wanted - GIVEN)}")
        self._listening[kind].append((name, listener, wanted))

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """The answer to a delivery."""
        req.context["logger"] = self.logger
        req.context["client"] = copy.copy(self.client)  # it gets the workspace's token
        try:
            return await self._kept_back(req) or await self._listened(req)
        except Exception as error:
            return await self._on_error(error, req)

    async def _kept_back(self, req: AsyncBoltRequest) -> BoltResponse | None:
        """What Bolt itself answers: to what is not Slack's, is its own, or is not installed.

        Raises BoltUnhandledRequestError where a middleware keeps it back and says nothing.
        """
        unanswered = BoltResponse(status=OK)
        passed = False

        async def go_on() -> BoltResponse:
            nonlocal passed
            passed = True
            return unanswered

        for middleware in self._async_middleware_list:
            passed = False
            response = await middleware.async_process(req=req, resp=unanswered, next=go_on)
            if not passed and response is None:
                raise BoltUnhandledRequestError(request=req, current_response=None)
            if not passed or response not in (None, unanswered):
                return response
        return None

    async def _listened(self, req: AsyncBoltRequest) -> BoltResponse:
        """Raises BoltUnhandledRequestError where nothing listens."""
        context = req.context
        given = {"body": req.body, "context": context, "ack": context.ack}
        listener, wanted = self._found(req)
        await listener(**{name: given[name] for name in wanted})
        return context.ack.response or BoltResponse(status=OK)

    def _found(self, req: AsyncBoltRequest) -> tuple[Listener, frozenset[str]]:
        kind, name = _told(req.body) or (None, "")
        for wished, listener, wanted in self._listening[kind] if kind else ():
            if _fits(wished, name):
                return listener, wanted
        raise BoltUnhandledRequestError(request=req, current_response=None)


def _told(body: Payload) -> tuple[Kind, str] | None:
    """What kind of delivery it is, and its name; None where nothing can listen to it."""
    match body:
        case {"type": "event_callback", "event": {"type": str(name)}}:
            return "event", name
        case {"type": "block_actions", "actions": [{"action_id": str(name)}, *_]}:
            return "action", name
        case {"type": "view_submission", "view": {"callback_id": str(name)}}:
            return "view", name
        case {"type": "shortcut" | "message_action", "callback_id": str(name)}:
            return "shortcut", name
        case {"command": str(name)}:
            return "command", name
        case _:
            return None


def _fits(wanted: Name, name: str) -> bool:
    return wanted == name if isinstance(wanted, str) else bool(wanted.search(name))
