"""A small Bolt app that repeats what it is told, in every way that Slack offers."""

import asyncio
import threading
from typing import Any, Self

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond, AsyncSay
from slack_sdk.web.async_client import AsyncWebClient

from bot.local.server import LocalSlack

Payload = dict[str, Any]

START_SECONDS = 10.0


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str) -> Payload:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": label}


def blocks(text: str, *buttons: Payload) -> list[Payload]:
    said = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return [said, {"type": "actions", "elements": list(buttons)}]


CHOICES = [{"text": plain(name), "value": name.lower()} for name in ("Loud", "Soft")]

FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Say it"),
    "submit": plain("Send"),
    "blocks": [
        {
            "type": "input",
            "block_id": "words",
            "label": plain("Words"),
            "element": {"type": "plain_text_input", "action_id": "typed"},
        },
        {
            "type": "input",
            "block_id": "tone",
            "label": plain("Tone"),
            "element": {
                "type": "static_select",
                "action_id": "picked",
                "options": CHOICES,
                "initial_option": CHOICES[1],
            },
        },
    ],
}


async def on_mention(event: Payload, say: AsyncSay) -> None:
    await say(text=f"Heard {event['text'].split('> ', 1)[1]}", thread_ts=event["ts"])


async def on_message(event: Payload, say: AsyncSay) -> None:
    shown = blocks(
        f"You wrote {event['text']}",
        button("Replace", "replace"),
        button("Remove", "remove"),
        button("Whisper", "whisper"),
    )
    await say(text="fallback", blocks=shown)


async def on_edit(event: Payload, say: AsyncSay) -> None:
    await say(text=f"Changed to {event['message']['text']}")


async def on_replace(ack: AsyncAck, respond: AsyncRespond, action: Payload) -> None:
    await ack()
    await respond(text=f"{action['value']}d", replace_original=True)


async def on_remove(ack: AsyncAck, respond: AsyncRespond) -> None:
    await ack()
    await respond(delete_original=True)


async def on_whisper(ack: AsyncAck, respond: AsyncRespond) -> None:
    await ack()
    shown = blocks("Only you", button("Replace", "replace"), button("Remove", "remove"))
    await respond(text="Only you", blocks=shown, response_type="ephemeral")


async def on_command(ack: AsyncAck, command: Payload, client: AsyncWebClient) -> None:
    if command["text"] == "form":
        await ack()
        await client.views_open(trigger_id=command["trigger_id"], view=FORM)
    elif command["text"] == "file":
        await ack()
        where = command["channel_id"]
        await client.files_upload_v2(channel=where, filename="echo.md", content="# Echo\n")
    else:
        await ack(text=command["text"], response_type="ephemeral")


async def on_submit(ack: AsyncAck, view: Payload, body: Payload, client: AsyncWebClient) -> None:
    values = view["state"]["values"]
    words, tone = values["words"]["typed"]["value"], values["tone"]["picked"]["selected_option"]
    if words == "nothing":
        await ack(response_action="errors", errors={"words": "Say something"})
        return
    await ack()
    await client.chat_postMessage(channel=body["user"]["id"], text=f"{words}, {tone['value']}")


async def on_home(event: Payload, client: AsyncWebClient) -> None:
    view = {"type": "home", "blocks": blocks("Welcome", button("Again", "again"))}
    await client.views_publish(user_id=event["user"], view=view)


async def on_again(ack: AsyncAck, body: Payload, client: AsyncWebClient) -> None:
    await ack()
    view = {"type": "home", "blocks": blocks("Welcome back", button("Again", "again"))}
    await client.views_publish(user_id=body["user"]["id"], view=view)


async def ignore() -> None:
    """Channel messages that do not mention the app."""


class EchoApp:
    """The app, connected to *slack* on a thread of its own while in the `with` block."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending: asyncio.Event | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(START_SECONDS), "the echo app did not connect"
        return self

    def __exit__(self, *_: object) -> None:
        assert self._loop is not None
        assert self._ending is not None
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join(START_SECONDS)

    async def _serve(self) -> None:
        self._loop, self._ending = asyncio.get_running_loop(), asyncio.Event()
        credentials, api = self._slack.app, self._slack.api_url
        app = AsyncApp(client=AsyncWebClient(token=credentials.bot_token, base_url=api))
        connector = AsyncWebClient(token=credentials.app_token, base_url=api)
        listen(app)
        handler = AsyncSocketModeHandler(app, credentials.app_token, web_client=connector)
        await handler.connect_async()
        self._ready.set()
        await self._ending.wait()
        await handler.close_async()


def listen(app: AsyncApp) -> None:
    """Tie each listener of this module to what it answers."""
    app.event("app_mention")(on_mention)
    app.event({"type": "message", "subtype": "message_changed"})(on_edit)
    app.event("message", matchers=[_direct])(on_message)
    app.event("message")(ignore)
    app.event("app_home_opened")(on_home)
    app.action("replace")(on_replace)
    app.action("remove")(on_remove)
    app.action("whisper")(on_whisper)
    app.action("again")(on_again)
    app.command("/echo")(on_command)
    app.view("form")(on_submit)


async def _direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" and "subtype" not in event
