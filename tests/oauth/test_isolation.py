"""Two workspaces whose channels and people have the same ids never see anything of each other."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.slack.rating import Rating
from tests.oauth.history import (
    EVERY_LISTENER,
    a_day,
    does,
    leaving,
    lives,
    opens_home,
    saves,
)
from tests.oauth.installed import Installed, installed
from tests.oauth.slack import Party, Slack
from tests.slack.payloads import (
    ANN,
    GUEST_TEAM,
    a_direct_message,
    a_home_pick,
    a_mention,
    a_message,
    a_rating,
    from_a_guest,
)
from tests.slack.running import until
from tests.slack.teams import a_beginning
from tests.store.filling import everything

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # slack_sdk still uses it
]

ACME, OTHER, GUEST = Party("T1"), Party("T2"), Party(GUEST_TEAM)
TOLD_ELSEWHERE = {("event", kind) for kind in ("app_uninstalled", "tokens_revoked")}


def kept(app: Installed, party: Party) -> Mapping[str, list[tuple[Any, ...]]]:
    with app.store.engine.begin() as connection:
        return everything(connection, party.team)


def test_a_day_is_heard_by_every_listener() -> None:
    heard = {deed.listener for deed in a_day("")}

    assert heard | TOLD_ELSEWHERE == {(kind, name) for kind, name, _ in EVERY_LISTENER}


async def test_a_day_leaves_no_trace_in_any_table_of_the_other_workspace(app: Installed) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
    await lives(app, ACME, number=1)
    await app.deliver.calls(10)
    before = kept(app, ACME)

    await lives(app, OTHER, number=1)
    await app.deliver.calls(20)

    assert kept(app, ACME) == before
    assert any(kept(app, OTHER).values())


async def test_a_day_is_answered_as_if_there_were_no_other_workspace(
    app: Installed, slack: Slack, tmp_path: Path
) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
    await lives(app, ACME, number=1)
    await lives(app, OTHER, number=1)
    beside = await told_to(app, OTHER)
    slack.calls.clear()
    (tmp_path / "alone").mkdir()
    async with installed(tmp_path / "alone", slack) as alone:
        await alone.install(OTHER)
        await lives(alone, OTHER, number=1)
        by_itself = await told_to(alone, OTHER)

    assert len(beside) >= 10
    assert beside == by_itself


async def test_what_is_said_in_an_acknowledgement_is_the_same_as_well(
    app: Installed, slack: Slack, tmp_path: Path
) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
    await lives(app, ACME, number=1)
    beside = [(await does(app, OTHER, deed, 1)).text for deed in a_day(slack.response_url("T2"))]
    (tmp_path / "alone").mkdir()
    async with installed(tmp_path / "alone", slack) as alone:
        await alone.install(OTHER)
        day = a_day(slack.response_url("T2"))
        by_itself = [(await does(alone, OTHER, deed, 1)).text for deed in day]

    assert beside == by_itself


TEAM_TITLE, SAVED_TITLE = "A team's own question", "Tea for everybody"


async def test_app_home_shows_a_person_what_is_theirs_in_one_workspace_alone(
    app: Installed, slack: Slack, tmp_path: Path
) -> None:
    """Their dialog, decisions, feedback and team, and what their workspace has chosen."""
    for party in (ACME, OTHER):
        await app.install(party)
    await lives(app, ACME, number=1)
    await saves(app, ACME, SAVED_TITLE)
    await app.deliver.interaction(a_beginning(TEAM_TITLE))
    await app.deliver.interaction(a_rating(Rating(subject="cost", helpful=True)))
    await app.deliver.event(a_direct_message("recommend", ts="1700000290.000300"))
    for setting in ("mentions", "engaged"):
        await app.deliver.interaction(a_home_pick("home:threads", setting))
    await app.deliver.interaction(a_home_pick("home:gaps", "not_kept"))
    slack.calls.clear()

    await opens_home(app, ACME)
    await opens_home(app, OTHER)

    chosen = json.dumps(phrases.gaps_setting(kept=False)).strip('"')
    theirs = (SAVED_TITLE, TEAM_TITLE, phrases.IN_HAND, phrases.YOUR_FEEDBACK, f"<@{ANN}>", chosen)
    await home_of(app, ACME, theirs)
    beside = await home_of(app, OTHER)
    slack.calls.clear()
    (tmp_path / "alone").mkdir()
    async with installed(tmp_path / "alone", slack) as alone:
        await alone.install(OTHER)
        await opens_home(alone, OTHER)
        by_itself = await home_of(alone, OTHER)
    assert beside == by_itself


async def test_a_workspace_that_leaves_takes_nothing_of_the_other_with_it(app: Installed) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
        await lives(app, party, number=1)
    await app.deliver.calls(20)
    before = kept(app, OTHER)

    await app.deliver.event(leaving("app_uninstalled"))

    assert kept(app, OTHER) == before


async def test_a_guest_of_a_shared_channel_is_answered_once_where_it_is_installed(
    app: Installed,
) -> None:
    """Though the guest's own workspace has StackPick, too; Slack tells of one mention twice."""
    for party in (ACME, GUEST):
        await app.install(party)
    asked = "which one scales better?"

    await app.deliver.event(from_a_guest(a_message(f"<@UBOT> {asked}")))
    await app.deliver.event(from_a_guest(a_mention(asked)))
    await app.deliver.calls(1)

    assert [post.by for post in app.slack.posts()] == [ACME]
    assert not kept(app, GUEST)["deliveries"]


async def home_of(app: Installed, party: Party, holds: Sequence[str] = ()) -> Mapping[str, Any]:
    """The person's Home as it was last published, as soon as that holds what it should."""

    def views() -> list[Any]:
        calls = [call for call in app.slack.calls if call.by.team == party.team]
        views = [call.body["view"] for call in calls if call.method == "views.publish"]
        return [view for view in views if all(one in json.dumps(view) for one in holds)]

    await until(lambda: bool(views()))
    view: Mapping[str, Any] = views()[-1]
    return view


def is_card(body: Mapping[str, Any]) -> bool:
    return '"team:menu"' in json.dumps(body) or "Closed:" in body.get("text", "")


async def told_to(app: Installed, party: Party) -> list[str]:
    """Every reply that reached a workspace, once all are sent; in no order, as lanes have none.

    App Home is published past the outbox, at no time that can be waited for, and a team's card is
    written as often as there is time to. Which `ts` a message gets depends on all that Slack has
    been sent.
    """
    await app.deliver.calls(1)
    replies = (call for call in app.slack.calls if not call.method.startswith("views."))
    calls = [call for call in replies if call.by.team == party.team and not is_card(call.body)]
    told = (json.dumps([call.method, call.body], sort_keys=True) for call in calls)
    return sorted(re.sub(r'ts": "1800000000\.\d+"', 'ts": "given"', call) for call in told)
