"""Keeps each person's App Home as things are."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from bot.advisor.expertise import Expertise
from bot.slack.calls import PUBLISH
from bot.slack.home.acts import CameBack, ChoseGaps, ChoseThreads, List, Page, TurnedTo
from bot.slack.home.desk import ON_A_PAGE, Desk, open_dialogs
from bot.slack.home.view import home_view
from bot.slack.opening import Call
from bot.slack.results import Sent
from bot.store.protocol import Outgoing
from bot.store.workspace import WholeStore

CONVERSATIONS = 20
"""Of a person's conversations as many are looked through for open dialogs, the newest."""

HOMELESS_SECONDS, MOST_HOMELESS = 60.0, 10_000
"""How long, and of how many, it is remembered that they have no Home: most turns are theirs."""

MOST_TEAMS = 10
"""Open team decisions that are listed, the newest."""

WHOLE_WORKSPACE = ""

log = logging.getLogger(__name__)


class Homes:
    """The App Homes of everybody who has ever opened theirs.

    A Home is published for one person at a time, so that an older state never comes last; turns
    that come meanwhile lead to one more.
    """

    def __init__(
        self,
        store: WholeStore,
        expertise: Callable[[], Expertise],
        call: Call,
        start: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._store, self._expertise, self._call, self._start = store, expertise, call, start
        self._wanted: dict[tuple[str, str], Page] = {}
        self._busy: set[tuple[str, str]] = set()
        self._homeless: dict[tuple[str, str], float] = {}

    def opened(self, team: str, person: str) -> None:
        """Show the first page to somebody who opens their Home."""
        self._homeless.pop((team, person), None)
        self._start(self._open(team, person))

    def refresh(self, team: str, person: str) -> None:
        """Show how things are after a turn, to somebody who has a Home."""
        since = self._homeless.get((team, person))
        if since is None or time.monotonic() - since > HOMELESS_SECONDS:
            self._start(self._refresh(team, person))

    def show(self, team: str, person: str, page: Page) -> None:
        """Show a page, and what is then the newest of it."""
        self._wanted[team, person] = page
        if (team, person) not in self._busy:
            self._busy.add((team, person))
            self._start(self._publish(team, person))

    async def choose(self, team: str, person: str, act: ChoseThreads | ChoseGaps) -> None:
        """Take a setting of the whole workspace, and show it. Raises StoreUnavailable."""
        await asyncio.to_thread(self._chosen, team, person, act)
        self.show(team, person, CameBack())

    def _chosen(self, team: str, person: str, act: ChoseThreads | ChoseGaps) -> None:
        match act:
            case ChoseThreads(threads=threads):
                self._store.preferences.choose(team, WHOLE_WORKSPACE, threads, person)
            case ChoseGaps(kept=kept):
                self._store.gaps.allow(team, allowed=kept, by=person)

    async def _open(self, team: str, person: str) -> None:
        await asyncio.to_thread(self._store.people.opened_home, team, person)
        self.show(team, person, CameBack())

    async def _refresh(self, team: str, person: str) -> None:
        if await asyncio.to_thread(self._store.people.has_home, team, person):
            self.show(team, person, CameBack())
        else:
            if len(self._homeless) >= MOST_HOMELESS:
                self._homeless.clear()
            self._homeless[team, person] = time.monotonic()

    async def _publish(self, team: str, person: str) -> None:
        who = (team, person)
        try:
            while (page := self._wanted.pop(who, None)) is not None:
                view = await asyncio.to_thread(self._view, team, person, page)
                arguments = {"user_id": person, "view": view}
                result = await self._call(Outgoing(team, "", PUBLISH, arguments))
                if not isinstance(result, Sent):
                    log.warning("%s failed (%s)", PUBLISH, result.error)
        finally:
            self._busy.discard(who)

    def _view(self, team: str, person: str, page: Page) -> dict[str, Any]:
        return home_view(self._desk(team, person, page))

    def _desk(self, team: str, person: str, page: Page) -> Desk:
        store, expertise = self._store, self._expertise()
        after, most = _after(page), ON_A_PAGE + 1
        conversations = store.people.conversations(team, person, CONVERSATIONS)
        title = page.title if isinstance(page, TurnedTo) else ""
        decisions = store.decisions.of(
            team, person, title=title, limit=most, after=after["decisions"]
        )
        opinions = store.feedback.of(team, person, most, after["feedback"])
        return Desk(
            expertise=expertise,
            dialogs=tuple(open_dialogs(conversations, person, expertise)),
            teams=tuple(store.team_decisions.open_of(team, person, MOST_TEAMS)),
            decisions=tuple(decisions),
            opinions=tuple(opinions),
            choice=store.preferences.choice(team),
            keeps_gaps=store.gaps.are_allowed(team),
            page=page,
        )


def _after(page: Page) -> Mapping[List, int]:
    """How many things of each list come before those that a page shows."""
    turned: dict[List, int] = {"decisions": 0, "feedback": 0}
    return turned | ({page.list: page.page * ON_A_PAGE} if isinstance(page, TurnedTo) else {})
