"""Reads what Slack delivers: from a payload to who did what, where, and where to answer."""

from bot.slack.inbox.events import from_edit, from_mention, from_message
from bot.slack.inbox.interactions import (
    from_command,
    from_home,
    from_press,
    from_shortcut,
    where_pressed,
)

__all__ = [
    "from_command",
    "from_edit",
    "from_home",
    "from_mention",
    "from_message",
    "from_press",
    "from_shortcut",
    "where_pressed",
]
