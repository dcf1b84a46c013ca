"""Calls a team to decide: the form that a slash command opens."""

from dataclasses import dataclass

from bot import phrases
from bot.slack.blocks.team.forms import begin_form
from bot.slack.incoming import Payload, is_direct
from bot.slack.opening import Modals
from bot.slack.payload import id_at
from bot.slack.team.inbox import beginning_of, title_in


@dataclass(frozen=True, slots=True)
class TeamCalling:
    """Opens forms by `modals`; nothing needs to be read for them."""

    modals: Modals

    async def open(self, command: Payload) -> str | None:
        """Show the form; gives what to say where no team can be called. Raises ModalNotOpened."""
        of = beginning_of(command)
        if is_direct(of.channel):
            return phrases.TEAM_IN_CHANNELS
        team, trigger = id_at(command, "team_id"), id_at(command, "trigger_id")
        await self.modals.open(team, trigger, begin_form(of, title_in(command) or ""))
        return None
