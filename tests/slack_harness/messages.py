"""A message as the people in the workspace see it."""

from dataclasses import dataclass, field
from typing import Any

from tests.slack_harness.elements import pressables, texts


@dataclass(frozen=True)
class Message:
    """One message; *thread_ts* and *ephemeral_to* are None for one that everybody sees at once."""

    channel: str
    ts: str
    user: str | None
    text: str
    blocks: tuple[dict[str, Any], ...]
    thread_ts: str | None
    ephemeral_to: str | None
    from_bot: bool
    payload: dict[str, Any] = field(repr=False, compare=False)

    @classmethod
    def parse(cls, payload: dict[str, Any]) -> "Message":
        """The message in local-slack's form."""
        return cls(
            channel=payload["channel"],
            ts=payload["ts"],
            user=payload.get("user"),
            text=payload.get("text") or "",
            blocks=tuple(payload.get("blocks") or ()),
            thread_ts=payload.get("thread_ts"),
            ephemeral_to=payload.get("ephemeral_to"),
            from_bot="bot_id" in payload,
            payload=payload,
        )

    @property
    def words(self) -> str:
        """All that is read in it, a line for each text; *text* only where there are no blocks."""
        return "\n".join(texts(list(self.blocks))) if self.blocks else self.text

    @property
    def files(self) -> list[str]:
        """The names of the files in it."""
        return [one["name"] for one in self.payload.get("files", [])]

    @property
    def buttons(self) -> list[str]:
        """The labels of all that can be pressed in it, from top to bottom."""
        return [one.label for one in pressables(self.blocks)]

    def __str__(self) -> str:
        where = f"{self.channel} {self.ts}" + (f" in {self.thread_ts}" if self.thread_ts else "")
        private = f" (only to {self.ephemeral_to})" if self.ephemeral_to else ""
        return f"[{where}] {self.user}{private}: {self.words} {[*self.buttons, *self.files] or ''}"
