"""A Web API on this machine that answers as a test wants; the local Slack has one answer each."""

import json
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Payload = dict[str, Any]
Page = tuple[int, str]
"""A status and a page: what a proxy says in Slack's place."""

Answer = Payload | Page | Callable[[Payload], Payload]

KNOWN = {"ok": True, "team_id": "T0ACMEDEMO", "user_id": "U0STACKPICK", "bot_id": "B0STACKPICK"}
"""What `auth.test` says to a token that it knows."""


class SlackApi:
    """Answers each path's last part (a Web API method, say) with a payload, or what a call gives.

    `calls` holds what came in: the last part of the path, and the JSON that was sent.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.calls: list[tuple[str, Payload]] = []
        self._answers = answers
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The base of the Web API; it ends with a slash."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/"

    def called(self, method: str) -> list[Payload]:
        """What was sent to one method, oldest first."""
        return [payload for name, payload in list(self.calls) if name == method]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        calls, answers = self.calls, self._answers

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                method = self.path.rsplit("/", 1)[1]
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                is_json = sent.startswith(b"{")
                payload = json.loads(sent) if is_json else {}
                calls.append((method, payload))
                answer = answers[method]
                self._say(answer(payload) if callable(answer) else answer)

            def _say(self, answer: Payload | Page) -> None:
                is_page = isinstance(answer, tuple)
                status, text = answer if is_page else (200, json.dumps(answer))
                body = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", "text/html" if is_page else "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Tests want no access log."""

        return Handler
