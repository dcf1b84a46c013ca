"""What a workspace had is gone when it uninstalls StackPick, in whatever order Slack tells it."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.store.schema import installations
from tests.oauth.history import leaving, lives
from tests.oauth.installed import Installed, by_organisation, of
from tests.oauth.slack import Party
from tests.slack.payloads import a_mention
from tests.store.filling import everything

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # slack_sdk still uses it
]

ACME, OTHER = Party("T1"), Party("T2")
ORGANISATION, MEMBER = Party("", "E1"), Party("T3", "E1")

USED_IN_A_DAY = {"buckets", "deliveries", "gaps", "installations", "outbox", "sessions"}
"""Tables with rows of a workspace after a day of `history`; tests/store fills every one."""


def kept(app: Installed, party: Party) -> Any:
    with app.store.engine.begin() as connection:
        return everything(connection, party.team)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(["app_uninstalled", "tokens_revoked"], id="uninstalled first"),
        pytest.param(["tokens_revoked", "app_uninstalled"], id="revoked first"),
        pytest.param(["tokens_revoked"], id="revoked alone"),
        pytest.param(["app_uninstalled"] * 2, id="told twice"),
    ],
)
async def test_every_table_is_rid_of_it_and_the_others_go_on(
    app: Installed, told: Sequence[str]
) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
        await lives(app, party, number=1)
    await app.deliver.calls(20)
    had, others = kept(app, ACME), kept(app, OTHER)
    app.slack.uninstalled_by(ACME)

    for kind in told:
        assert (await app.deliver.event(leaving(kind))).status == 200

    used = {name for name, rows in had.items() if rows}
    assert used >= USED_IN_A_DAY
    assert not any(kept(app, ACME).values())
    assert kept(app, OTHER) == others


async def test_what_comes_after_it_is_neither_taken_nor_kept(app: Installed) -> None:
    await app.install(ACME)
    await app.deliver.event(leaving("app_uninstalled"))

    await app.deliver.event(a_mention("which one scales better?"))

    assert not any(kept(app, ACME).values())


async def test_a_persons_own_token_is_no_reason_to_forget_the_workspace(app: Installed) -> None:
    await app.install(ACME)
    revoked = leaving("tokens_revoked")
    revoked["event"]["tokens"] = {"oauth": ["U0ANN"], "bot": []}

    await app.deliver.event(revoked)

    assert len(app.rows(installations)) == 1


async def test_who_installs_it_again_begins_anew(app: Installed) -> None:
    await app.install(ACME)
    await lives(app, ACME, number=1)
    await app.deliver.event(leaving("app_uninstalled"))
    await app.install(ACME)
    before = len(app.slack.posts())
    await app.deliver.event(a_mention("which one scales better?"))
    await app.deliver.calls(before + 1)

    assert len(app.slack.posts()) > before


async def test_an_organisation_takes_its_workspaces_with_it(app: Installed) -> None:
    for party in (ORGANISATION, OTHER):
        await app.install(party)
    await app.deliver.event(by_organisation(MEMBER, a_mention("which one scales better?")))
    await app.deliver.event(of(OTHER, a_mention("which one scales better?")))
    await app.deliver.calls(2)
    assert kept(app, MEMBER)["sessions"]
    others = kept(app, OTHER)

    gone = by_organisation(MEMBER, leaving("app_uninstalled"))
    await app.deliver.event(gone)

    assert not any(kept(app, MEMBER).values())
    assert [row.team_id for row in app.rows(installations)] == ["T2"]
    assert kept(app, OTHER) == others
