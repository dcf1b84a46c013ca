"""Shows the card of a team decision as things are when it is sent, and finds it for its thread."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.slack.blocks.parts import Message, actions, section
from bot.slack.blocks.team.card import asks_team, team_card
from bot.slack.calls import POST, RESPONSE_URL, UPDATE, response
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.slack.team.ids import PostAsked
from bot.slack.text import escaped
from bot.store.protocol import Outgoing, StoreUnavailable
from bot.store.team import CARD, ON_CARD, SECONDS_BETWEEN, Card, TeamDecision, TeamDecisions

MESSAGE_GONE = frozenset({"message_not_found", "cant_update_message"})
"""What Slack says where the card was deleted: it is then posted anew."""

NOT_THERE = frozenset({"not_in_channel", "channel_not_found"})
"""What Slack says where StackPick is no member of the channel."""

NOTE_AGAIN_SECONDS = 0.5

log = logging.getLogger(__name__)

Make = Callable[[Outgoing], Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class TeamCards:
    """Makes calls by `make`; those about a card from what `decisions` holds at that moment."""

    make: Make
    decisions: TeamDecisions
    expertise: Callable[[], Expertise]
    now: Callable[[], dt.datetime]

    async def call(self, outgoing: Outgoing) -> Result:
        """Make a call; one about a card as things are by then."""
        if outgoing.method != CARD and ON_CARD not in outgoing.body:
            return await self.make(outgoing)
        number = outgoing.body["number" if outgoing.method == CARD else ON_CARD]
        try:
            card = await asyncio.to_thread(self.decisions.card, outgoing.team, number)
            if card is None:
                return Sent()  # forgotten meanwhile, so there is nothing to be shown
            if outgoing.method == CARD:
                return await self._shown(card, outgoing)
        except StoreUnavailable as error:
            return TryAgain(str(error))
        return await self.make(_in_thread(outgoing, card.decision))

    async def _shown(self, card: Card, outgoing: Outgoing) -> Result:
        if await self._paused(card.decision):  # things may have changed since they were read
            return await self.call(outgoing)
        result = await self._written(card)
        match result:
            case Sent(ts=ts) if ts:
                await self._note(card.decision, ts)
            case Refused(error) if error in NOT_THERE and not card.decision.card_ts:
                return await self._told_absent(outgoing, result)
            case _:
                pass
        return result

    async def _paused(self, decision: TeamDecision) -> bool:
        """Wait until a second has passed since the card was written; says if there was a wait."""
        shown = decision.card_shown_at
        rest = SECONDS_BETWEEN - (self.now() - shown).total_seconds() if shown else 0.0
        if rest <= 0:
            return False
        await asyncio.sleep(min(rest, SECONDS_BETWEEN))
        return True

    async def _written(self, card: Card) -> Result:
        """Update the card; post it where there is none, or none any more."""
        decision = card.decision
        body = {"channel": decision.channel, **team_card(card, self.expertise().knowledge).both()}
        if decision.card_ts:
            update = Outgoing(decision.team, "", UPDATE, {**body, "ts": decision.card_ts})
            result = await self.make(update)
            if not isinstance(result, Refused) or result.error not in MESSAGE_GONE:
                return result
        return await self.make(Outgoing(decision.team, "", POST, body))

    async def _note(self, decision: TeamDecision, ts: str) -> None:
        """Without this a second card would be posted, so it waits for the database."""
        while True:
            try:
                await asyncio.to_thread(self.decisions.shown, decision.team, decision.number, ts)
            except StoreUnavailable:
                log.warning("A card cannot be noted; trying again in %s s", NOTE_AGAIN_SECONDS)
                await asyncio.sleep(NOTE_AGAIN_SECONDS)
            else:
                return

    async def _told_absent(self, outgoing: Outgoing, refused: Result) -> Result:
        """Tell whoever called the team that StackPick is not there, and let them try again."""
        url = outgoing.body.get("response_url")
        if not url:
            return refused
        again = asks_team(phrases.POST_CARD, PostAsked(number=outgoing.body["number"]))
        text = phrases.NOT_IN_CHANNEL
        said = Message(text, (section(escaped(text)), actions(again)))
        return await self.make(Outgoing(outgoing.team, "", RESPONSE_URL, response(url, said)))


def _in_thread(outgoing: Outgoing, decision: TeamDecision) -> Outgoing:
    rest = {name: value for name, value in outgoing.body.items() if name != ON_CARD}
    thread = {"thread_ts": decision.card_ts} if decision.card_ts else {}
    return replace(outgoing, body={**rest, "channel": decision.channel, **thread})
