"""The few words that steer a dialog or ask for help when somebody types them."""

from typing import Literal

from bot.advisor.wording import words

Steering = Literal["back", "not_sure", "stop", "start_over", "review", "result"]

_STEERING: dict[Steering, frozenset[str]] = {
    "back": frozenset({"back", "go back", "previous", "undo", "previous question", "one back"}),
    "not_sure": frozenset(
        {
            "not sure", "skip", "skip it", "skip this", "don't know", "i don't know", "dont know",
            "i dont know", "idk", "no idea", "unsure", "dunno", "pass", "next", "not sure yet",
            "i'm not sure", "im not sure", "can't say", "depends", "it depends",
        }
    ),
    "stop": frozenset({"stop", "cancel", "quit", "exit", "end", "abort", "stop it", "never mind"}),
    "start_over": frozenset({"start over", "restart", "start again", "begin again", "reset"}),
    "review": frozenset(
        {"my answers", "answers", "review", "summary", "change", "change an answer"}
    ),
    "result": frozenset({"result", "show result", "recommendation", "finish", "done"}),
}  # fmt: skip
SHOWN = ("back", "skip", "not sure", "my answers", "result", "start over", "stop")
"""The words for steering that people are shown; the others are understood as well."""

_HELP = frozenset({"help", "usage", "commands", "how does this work", "?"})
_RECOMMEND = "recommend"


def steering(text: str) -> Steering | None:
    """Which way a text steers an open dialog, if it does nothing else."""
    said = " ".join(words(text))
    return next((kind for kind, phrases in _STEERING.items() if said in phrases), None)


def is_shown(text: str) -> bool:
    """Whether a text is one of the words for steering that people are shown."""
    return " ".join(words(text)) in SHOWN


def asks_for_help(text: str) -> bool:
    return " ".join(words(text)) in _HELP or text.strip() == "?"


def description_after_recommend(text: str) -> str | None:
    """What follows "recommend" at the start of a text; None where it starts otherwise."""
    first, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest).strip() if first.casefold().strip(":,.") == _RECOMMEND else None
