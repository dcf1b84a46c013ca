"""Text to and from Slack: its escapes, its references, and what must not be passed on."""

import datetime as dt
import re

_REFERENCE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_EMOJI = re.compile(r"(?<!\w):[a-z0-9_'+-]+:(?!\w)")
_FORMATTING = re.compile(r"([*_~`])")


def plain(text: str, bot_user: str | None = None) -> str:
    """What a person wrote, without Slack's markup.

    The mention of StackPick itself and emoji are left out, a link becomes its label or address,
    and a mention of somebody else stays, so that it can be told that the text is meant for them.
    Lines stay lines, since each may say a thing of its own.
    """
    unlinked = _REFERENCE.sub(lambda found: _readable(found, bot_user), _EMOJI.sub(" ", text))
    for character, escape in reversed(_ESCAPES):
        unlinked = unlinked.replace(escape, character)
    whole = unlinked.encode("utf-8", "replace").decode()  # half a surrogate pair cannot be kept
    lines = (" ".join(line.split()) for line in whole.splitlines())
    return "\n".join(line for line in lines if line)


def escaped(text: str) -> str:
    """Text that Slack shows as it is: nobody is notified and nothing becomes a link by it."""
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def quoted(text: str) -> str:
    """What a person wrote, safe inside mrkdwn: escaped, and without formatting of its own."""
    return _FORMATTING.sub("\u200b\\1", escaped(text))


def link(url: str, label: str) -> str:
    """A link in mrkdwn."""
    return f"<{url}|{escaped(label).replace('|', '-')}>"


def mention(person: str) -> str:
    """A mention of a person in mrkdwn; empty where there is none."""
    return f"<@{person}>" if person else ""


def when(moment: dt.datetime) -> str:
    """A moment in mrkdwn: in the reader's own time zone, or in UTC where that is not known."""
    utc = moment.astimezone(dt.UTC)
    plainly = f"{utc:%Y-%m-%d %H:%M} UTC"
    return f"<!date^{int(utc.timestamp())}^{{date_short_pretty}} at {{time}}|{plainly}>"


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `limit` characters."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rsplit(" ", 1)[0] + "…"


def mentions(text: str, user: str) -> bool:
    """Whether a raw message text mentions this user."""
    return f"<@{user}>" in text or f"<@{user}|" in text


def _readable(found: re.Match[str], bot_user: str | None) -> str:
    target, label = found.group(1), found.group(2)
    if bot_user and target == f"@{bot_user}":
        return " "
    if target.startswith(("@", "#", "!")):
        return found.group(0)
    return label or target
