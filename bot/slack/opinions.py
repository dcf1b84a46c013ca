"""What people think of answers: taken from a press, and from what they then write."""

import asyncio
import datetime as dt
from collections.abc import Callable

from bot import phrases
from bot.advisor.gap import Unhelpful
from bot.conversations import Conversations
from bot.metrics import FEEDBACK
from bot.slack import modals
from bot.slack.blocks.parts import Message
from bot.slack.calls import RESPONSE_URL, response
from bot.slack.incoming import Payload
from bot.slack.modals import Expected, OfAnswer
from bot.slack.opening import Modals
from bot.slack.payload import id_at, team_of, thread_of_press
from bot.slack.rating import Rating, unpack_rating
from bot.store.protocol import Delivery, Outgoing, Place
from bot.store.workspace import Feedback, Opinion


class Opinions:
    """The feedback of everybody. An answer that did not help is a gap as well, without a name."""

    def __init__(
        self,
        feedback: Feedback,
        conversations: Conversations,
        opening: Modals,
        publish: Callable[[Outgoing], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._feedback, self._conversations = feedback, conversations
        self._opening, self._publish, self._now = opening, publish, now

    async def rated(self, body: Payload) -> None:
        """Take a press on one of the two buttons; one that says no asks for more.

        The modal is opened first, as long as its trigger lives. Raises ModalNotOpened.
        """
        rating = _rating(body)
        team = team_of(body)
        by, trigger = id_at(body, "user", "id"), id_at(body, "trigger_id")
        if rating is None or not (team and by and trigger):
            return
        of = OfAnswer(message=_message(body), rating=rating)
        try:
            if not rating.helpful:
                await self._opening.open(team, trigger, modals.expected(of))
        finally:
            await asyncio.to_thread(self._keep, team, by, trigger, of, "")
        FEEDBACK.labels(rating.subject, "helpful" if rating.helpful else "not_helpful").inc()
        if rating.helpful:
            self._thank(team, body)

    async def expected(self, team: str, by: str, view: str, told: Expected) -> None:
        """Take what somebody wrote in the modal, which has the id `view`."""
        if told.text:
            await asyncio.to_thread(self._keep, team, by, view, told.of, told.text)

    def _keep(self, team: str, by: str, key: str, of: OfAnswer, expected: str) -> None:
        rating = of.rating
        opinion = Opinion(of.message, rating.subject, rating.helpful, expected, self._now())
        self._feedback.give(team, by, opinion)
        if not rating.helpful:
            gap = Unhelpful(rating.question or rating.subject, "answer", expected=expected)
            delivery = Delivery(team, "feedback", (f"feedback:{key}",))
            self._conversations.note(delivery, Place(team, "", person=by), gap)

    def _thank(self, team: str, body: Payload) -> None:
        url, thread = id_at(body, "response_url"), thread_of_press(body)
        told = response(url, Message(phrases.NOTED), thread=thread)
        if url:
            self._publish(Outgoing(team, "", RESPONSE_URL, told))


def _rating(body: Payload) -> Rating | None:
    presses = body.get("actions")
    action = presses[0] if isinstance(presses, list) and presses else None
    return unpack_rating(id_at(action, "value"))


def _message(body: Payload) -> str:
    """What tells the answer from all others."""
    return f"{id_at(body, 'channel', 'id')}:{id_at(body, 'container', 'message_ts')}"
