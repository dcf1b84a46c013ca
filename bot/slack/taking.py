"""Takes the turns of deliveries: those that are in line together share a transaction."""

from collections.abc import Sequence
from contextvars import Context
from dataclasses import dataclass

from bot.advisor.replies import Reply
from bot.conversations import Conversations
from bot.slack.chart_calls import calls_with_chart
from bot.slack.incoming import Incoming, in_a_thread_of_its_own
from bot.slack.line import Line
from bot.store.workspace import People


@dataclass(frozen=True, slots=True)
class Due:
    """A turn to be taken; `in_threads` where each thread has a conversation of its own."""

    incoming: Incoming
    in_threads: bool


class Taking:
    """The turns of one process."""

    def __init__(self, conversations: Conversations, people: People) -> None:
        self._conversations, self._people = conversations, people
        pace = conversations.pace
        self._line: Line[Due, Reply | None] = Line(
            self._take_all, workers=pace.threads, together=pace.together
        )

    async def take(self, due: Due) -> Reply | None:
        """Take a turn once it is kept. Raises Busy, StoreUnavailable."""
        return await self._line.done(due)

    def _take_all(self, dues: Sequence[tuple[Context, Due]]) -> Sequence[Reply | Exception | None]:
        failures = [context.run(self._prepared, due) for context, due in dues]
        with self._conversations.together():
            return [
                failure or context.run(self._attempted, due)
                for failure, (context, due) in zip(failures, dues, strict=True)
            ]

    def _prepared(self, due: Due) -> Exception | None:
        """Why it cannot be taken, if so; what is prepared here need not be waited for by others."""
        try:
            self._conversations.prepare(due.incoming.move)
        except Exception as error:
            return error
        return None

    def _attempted(self, due: Due) -> Reply | Exception | None:
        """What one comes to; its failure is none of the others'."""
        try:
            return self._taken(self._placed(due.incoming) if due.in_threads else due.incoming)
        except Exception as error:
            return error

    def _placed(self, told: Incoming) -> Incoming:
        """In the agent view, where a thread has a conversation of its own.

        A thread below a message that StackPick began by itself goes on with the common one.
        """
        threaded = in_a_thread_of_its_own(told)
        return threaded if told.begins or self._people.is_known(threaded.place) else told

    def _taken(self, incoming: Incoming) -> Reply | None:
        return self._conversations.take_turn(
            incoming.delivery,
            incoming.place,
            incoming.move,
            incoming.by,
            lambda reply, shown: calls_with_chart(incoming, reply, shown),
            only_if_known=incoming.only_if_known,
        )
