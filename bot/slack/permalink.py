"""The address of a message that somebody pointed at."""

import re

from bot.advisor.moves import Origin
from bot.slack.incoming import Payload
from bot.slack.payload import id_at

_DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*")


def origin_of(body: Payload) -> Origin | None:
    """The message that a shortcut was used on; None where an id is missing."""
    channel, ts = id_at(body, "channel", "id"), id_at(body, "message", "ts")
    thread = id_at(body, "message", "thread_ts")
    if not (channel and ts):
        return None
    link = address_of(id_at(body, "team", "domain"), channel, ts, thread)
    return Origin(link=link, channel=channel, thread=thread or ts)


def address_of(domain: str, channel: str, ts: str, thread: str = "") -> str:
    """The address of a message, in the form of `chat.getPermalink`.

    That is not asked, as a trigger does not wait. Empty where the domain is not told, as to an app
    that is installed for a whole organisation.
    """
    if not _DOMAIN.fullmatch(domain):
        return ""
    inside = f"?thread_ts={thread}&cid={channel}" if thread and thread != ts else ""
    return f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}{inside}"
