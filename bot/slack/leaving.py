"""Whether somebody has left a workspace, which Slack alone knows."""

from dataclasses import dataclass

from bot.slack.opening import Call
from bot.slack.results import Sent
from bot.store.protocol import Outgoing

USER_INFO = "users.info"


@dataclass(frozen=True, slots=True)
class Leaving:
    """Asks by `call`."""

    call: Call

    async def has_left(self, team: str, person: str) -> bool | None:
        """Whether a person was deactivated; None where Slack does not say, as without the scope."""
        result = await self.call(Outgoing(team, "", USER_INFO, {"user": person}))
        return result.left if isinstance(result, Sent) else None
