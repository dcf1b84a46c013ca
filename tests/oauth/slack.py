"""Slack as an app meets it that many workspaces install: its page, its codes and its tokens."""

import asyncio
import itertools
import json
import threading
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from aiohttp import web

from tests.program import free_port

CLIENT_ID, CLIENT_SECRET = "111.222", "the-client-secret-of-the-tests"
BASIC = f"Basic {b64encode(f'{CLIENT_ID}:{CLIENT_SECRET}'.encode()).decode()}"
START_SECONDS = 10.0

_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Party:
    """Who installs: a workspace, or (without a team) a whole organisation."""

    team: str
    enterprise: str = ""
    bot_user: str = "UBOT"

    @property
    def is_organisation(self) -> bool:
        return not self.team


@dataclass(frozen=True, slots=True)
class Call:
    """A call to the Web API, and whose token it was made with."""

    method: str
    by: Party
    body: Mapping[str, Any]


@dataclass
class Slack:
    """Gives each party that installs a token, and knows whose token a call is made with.

    `redirect_url` is the app's as configured in Slack; `lifetime` is how many seconds its tokens
    last, None where they do not end. `installs` is who says yes on the page next.
    """

    redirect_url: str = ""
    lifetime: int | None = None
    installs: Party = Party("T1")
    port: int = field(default_factory=free_port)
    tokens: dict[str, Party] = field(default_factory=dict)
    refreshed: list[Party] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Every method that was called, refused or not."""

    answering: threading.Event = field(default_factory=threading.Event)
    """While it is not set, codes and refresh tokens are exchanged and nothing is answered."""

    _codes: dict[str, Party] = field(default_factory=dict)
    _refresh_tokens: dict[str, Party] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self.answering.set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._wait_for(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._wait_for(self._runner.cleanup())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(START_SECONDS)
        self._loop.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def response_url(self, team: str) -> str:
        """Where a press in this workspace is answered; by it a call's workspace is known."""
        return f"http://127.0.0.1:{self.port}/respond/{team}"

    def uninstalled_by(self, party: Party) -> None:
        """Every token of the party is refused from now on."""
        self.tokens = {token: who for token, who in self.tokens.items() if who != party}

    def posts(self) -> Sequence[Call]:
        return [call for call in self.calls if call.method == "chat.postMessage"]

    def _wait_for(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    async def _open(self) -> None:
        app = web.Application()
        app.router.add_get("/oauth/v2/authorize", self._on_authorize)
        app.router.add_post("/api/oauth.v2.access", self._on_access)
        app.router.add_post("/api/{method}", self._on_method)
        app.router.add_post("/respond/{team}", self._on_response)
        self._runner = web.AppRunner(app, shutdown_timeout=0.05, handle_signals=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def _on_authorize(self, request: web.Request) -> web.Response:
        """The page on which somebody says yes; it sends the browser back with a code."""
        if request.query["client_id"] != CLIENT_ID or "chat:write" not in request.query["scope"]:
            raise web.HTTPBadRequest
        code = f"code-{next(_numbers)}"
        self._codes[code] = self.installs
        given = urlencode({"code": code, "state": request.query["state"]})
        raise web.HTTPFound(f"{self.redirect_url}?{given}")

    async def _on_access(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.asked.append("oauth.v2.access")
        await asyncio.to_thread(self.answering.wait, START_SECONDS)
        if request.headers.get("Authorization") != BASIC:
            return _refusal("bad_client_secret")
        if form.get("grant_type") == "refresh_token":
            party = self._refresh_tokens.pop(str(form["refresh_token"]), None)
            if party:
                self.refreshed.append(party)
            return self._tokens(party) if party else _refusal("invalid_refresh_token")
        party = self._codes.pop(str(form["code"]), None)
        return self._tokens(party) if party else _refusal("invalid_code")

    def _tokens(self, party: Party) -> web.Response:
        number = next(_numbers)
        token = f"xoxb-token-{number}-of-{party.team or party.enterprise}"
        self.tokens[token] = party
        answer: dict[str, Any] = {
            "ok": True,
            "access_token": token,
            "token_type": "bot",
            "scope": "chat:write,commands",
            "bot_user_id": party.bot_user,
            "app_id": "A1",
            "team": {"id": party.team, "name": "Acme"} if party.team else None,
            "enterprise": {"id": party.enterprise, "name": "Org"} if party.enterprise else None,
            "is_enterprise_install": party.is_organisation,
            "authed_user": {"id": "UADMIN"},
        }
        if self.lifetime is not None:
            refresh = f"xoxe-refresh-{number}"
            self._refresh_tokens[refresh] = party
            answer |= {"refresh_token": refresh, "expires_in": self.lifetime}
        return web.json_response(answer)

    async def _on_method(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append(method)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        party = self.tokens.get(token)
        if party is None:
            return _refusal("invalid_auth")
        if method == "auth.test":
            told = {"team_id": party.team, "user_id": party.bot_user, "bot_id": "BBOT"}
            return web.json_response({"ok": True, "url": "https://acme.example", **told})
        body = json.loads(await request.text())
        self.calls.append(Call(method, party, body))
        posted = {"channel": body.get("channel"), "ts": f"1800000000.{next(_numbers):06}"}
        return web.json_response({"ok": True, **posted})

    async def _on_response(self, request: web.Request) -> web.Response:
        party = Party(request.match_info["team"])
        self.calls.append(Call("response_url", party, await request.json()))
        return web.Response(text="ok")


def _refusal(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
