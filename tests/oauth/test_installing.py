"""Installing over HTTP: the way through the browser, what is kept of it, whose token is used."""

import asyncio
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from bot import phrases
from bot.oauth.states import STATE_SECONDS
from bot.settings import SettingsError
from bot.store.schema import deliveries, installations, oauth_states
from tests.oauth.installed import KEY, OLDER_KEY, Installed, by_organisation, installed, of
from tests.oauth.slack import CLIENT_SECRET, Party, Slack
from tests.slack.payloads import a_command, a_direct_message, a_mention
from tests.slack.running import until

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore:BasicAuth is deprecated"),  # slack_sdk still uses it
]

ACME, OTHER = Party("T1"), Party("T2", bot_user="UOTHERBOT")
ORGANISATION = Party("", "E1")
MEMBER = Party("T3", "E1")
QUESTION = "which one scales better?"


async def test_a_workspace_installs_it_in_the_browser_and_is_answered_with_its_own_token(
    app: Installed,
) -> None:
    page = await app.install(ACME)
    answered = await app.deliver.event(a_mention(QUESTION))
    await app.deliver.calls(1)

    (post,) = app.slack.posts()
    assert "Thank you" in page
    assert answered.status == 200
    assert post.by == ACME


async def test_the_page_asks_slack_for_what_the_manifest_asks_for(app: Installed) -> None:
    async with app.browser() as browser:
        asked = parse_qs(urlsplit(await app.page_of_slack(browser)).query)

    assert {"chat:write", "commands", "app_mentions:read"} <= set(asked["scope"][0].split(","))
    assert "user_scope" not in asked, "it asks for no person's token"


async def test_no_token_can_be_read_in_the_database(app: Installed, tmp_path: Path) -> None:
    app.slack.lifetime = 12 * 3600
    await app.install(ACME)

    (row,) = app.rows(installations)
    (token,) = app.slack.tokens
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("stackpick.db*"))
    assert Fernet(KEY).decrypt(row.bot_token).decode() == token
    assert Fernet(KEY).decrypt(row.bot_refresh_token).decode().startswith("xoxe-refresh")
    assert b"xoxb-" not in stored
    assert b"xoxe-" not in stored
    assert CLIENT_SECRET.encode() not in stored


async def test_every_workspace_is_answered_with_its_own_token_and_as_its_own_bot(
    app: Installed,
) -> None:
    for party in (ACME, OTHER):
        await app.install(party)
    for party in (OTHER, ACME, OTHER):
        await app.deliver.event(of(party, a_direct_message(QUESTION, ts=str(time.time_ns()))))
    await app.deliver.calls(3)

    assert sorted(post.by.team for post in app.slack.posts()) == ["T1", "T2", "T2"]


async def test_slack_is_not_asked_who_it_is_for_an_event(app: Installed) -> None:
    await app.install(ACME)
    before = app.slack.asked.count("auth.test")
    for _ in range(5):
        await app.deliver.event(a_direct_message(QUESTION, ts=str(time.time_ns())))
    await app.deliver.calls(5)

    assert app.slack.asked.count("auth.test") == before


async def test_where_nobody_has_installed_it_nothing_is_kept_and_nobody_called(
    app: Installed,
) -> None:
    await app.install(ACME)

    event = await app.deliver.event(of(OTHER, a_mention(QUESTION)))
    command = await app.deliver.command(of(OTHER, a_command(QUESTION)))

    assert (event.status, command.status) == (200, 200)
    assert app.rows(deliveries) == []
    assert app.slack.posts() == []


async def test_a_workspace_of_an_organisation_that_installed_it_needs_no_more(
    app: Installed,
) -> None:
    await app.install(ORGANISATION)
    await app.deliver.event(by_organisation(MEMBER, a_mention(QUESTION)))
    await app.deliver.calls(1)

    (post,) = app.slack.posts()
    assert post.by == ORGANISATION


async def test_a_workspace_of_another_organisation_is_not_let_in_by_it(app: Installed) -> None:
    await app.install(ORGANISATION)

    await app.deliver.event(by_organisation(Party("T4", "E2"), a_mention(QUESTION)))

    assert app.rows(deliveries) == []


async def test_who_installs_again_is_answered_with_the_new_token(app: Installed) -> None:
    await app.install(ACME)
    app.slack.uninstalled_by(ACME)
    await app.install(ACME)
    await app.deliver.event(a_mention(QUESTION))
    await app.deliver.calls(1)

    assert len(app.slack.posts()) == 1
    assert len(app.rows(installations)) == 1


async def test_another_process_learns_of_a_new_token_from_the_refusal_of_the_old_one(
    app: Installed, slack: Slack, tmp_path: Path
) -> None:
    await app.install(ACME)
    await app.deliver.event(a_direct_message(QUESTION))
    await app.deliver.calls(1)
    async with installed(tmp_path, slack) as other:
        slack.uninstalled_by(ACME)
        await other.install(ACME)
    await app.deliver.event(a_direct_message(QUESTION, ts="1800000000.000001"))
    await app.deliver.calls(2)

    assert len(slack.posts()) == 2


class TestState:
    async def test_is_taken_once(self, app: Installed) -> None:
        async with app.browser() as browser:
            page = await app.page_of_slack(browser)
            async with browser.get(page, allow_redirects=False) as sent_back:
                back = sent_back.headers["Location"]
            statuses = []
            for _ in range(2):
                async with browser.get(back) as answer:
                    statuses.append(answer.status)

        assert statuses == [200, 400], "the cookie is gone, and so is the state"
        assert app.rows(oauth_states) == []

    async def test_is_of_no_use_in_another_browser(self, app: Installed) -> None:
        async with app.browser() as browser, app.browser() as another:
            page = await app.page_of_slack(browser)
            async with another.get(page) as answer:
                assert answer.status == 400

        assert app.rows(installations) == []

    async def test_ends_with_its_time(self, app: Installed) -> None:
        async with app.browser() as browser:
            page = await app.page_of_slack(browser)
            with app.store.engine.begin() as connection:
                begun = oauth_states.c.expire_at
                (ends,) = connection.execute(oauth_states.select().with_only_columns(begun)).one()
                connection.execute(
                    oauth_states.update().values(expire_at=ends.replace(year=ends.year - 1))
                )
            async with browser.get(page) as answer:
                assert answer.status == 401

        assert app.rows(installations) == []
        assert STATE_SECONDS == 600

    @pytest.mark.parametrize(
        "query", ["", "?code=code-1", "?code=code-1&state=guessed", "?error=access_denied"]
    )
    async def test_without_one_nothing_is_installed(self, app: Installed, query: str) -> None:
        back = f"{app.url}/slack/oauth_redirect{query}"
        async with app.browser() as browser, browser.get(back) as answer:
            assert answer.status in {200, 400, 401}

        assert app.rows(installations) == []
        assert "oauth.v2.access" not in app.slack.asked


class TestRotation:
    async def test_a_token_that_ends_soon_is_exchanged_before_it_is_used(
        self, app: Installed
    ) -> None:
        app.slack.lifetime = 3600
        await app.install(ACME)
        (first,) = app.slack.tokens
        app.slack.lifetime = 12 * 3600
        app.slack.tokens = {}

        for ts in ("1800000000.000001", "1800000000.000002"):
            await app.deliver.event(a_direct_message(QUESTION, ts=ts))
        await app.deliver.calls(2)

        (second,) = app.slack.tokens
        (row,) = app.rows(installations)
        assert first != second
        assert Fernet(KEY).decrypt(row.bot_token).decode() == second
        assert app.slack.refreshed == [ACME]

    async def test_an_exchanged_token_that_cannot_be_kept_at_once_is_not_lost(
        self, app: Installed
    ) -> None:
        app.slack.lifetime = 3600
        await app.install(ACME)
        app.slack.lifetime = 12 * 3600
        app.slack.tokens = {}
        full = "BEFORE UPDATE ON installations BEGIN SELECT RAISE(ABORT, 'full'); END"
        _change(app, f"CREATE TRIGGER disk {full}")

        refused = await app.deliver.event(a_direct_message(QUESTION))
        _change(app, "DROP TRIGGER disk")
        await app.deliver.event(a_direct_message(QUESTION))
        await app.deliver.calls(1)

        (second,) = app.slack.tokens
        (row,) = app.rows(installations)
        assert refused.status != 200, "Slack delivers it again"
        assert Fernet(KEY).decrypt(row.bot_token).decode() == second
        assert len(app.slack.posts()) == 1

    async def test_a_token_that_cannot_be_exchanged_is_used_while_it_lasts(
        self, app: Installed, caplog: pytest.LogCaptureFixture
    ) -> None:
        app.slack.lifetime = 3600
        await app.install(ACME)
        app.slack._refresh_tokens.clear()  # noqa: SLF001

        await app.deliver.event(a_mention(QUESTION))
        await app.deliver.calls(1)

        (row,) = app.rows(installations)
        assert len(app.slack.posts()) == 1
        assert row.bot_refresh_token is None, "it is of no use, and doctor tells of it"
        assert "the token of T1 no more (invalid_refresh_token): install StackPick again" in (
            caplog.text
        )

    async def test_who_can_be_renewed_no_more_is_told_to_install_it_again(
        self, app: Installed
    ) -> None:
        app.slack.lifetime = 0
        await app.install(ACME)
        app.slack._refresh_tokens.clear()  # noqa: SLF001

        url = app.slack.response_url("T1")
        for _ in range(2):
            await app.deliver.command({**a_command(QUESTION), "response_url": url})
        event = await app.deliver.event(a_mention(QUESTION))

        told = [call.body["text"] for call in app.slack.calls if call.method == "response_url"]
        assert told == [phrases.NOT_INSTALLED] * 2
        assert event.status == 200, "Slack need not deliver it again"
        assert app.rows(deliveries) == []
        assert app.slack.asked.count("oauth.v2.access") == 2, "installing, and one exchange"

    async def test_an_organisations_token_is_exchanged_once_for_all_its_workspaces(
        self, app: Installed
    ) -> None:
        """Which need it at the same moment: what a second exchange gave would end the first's."""
        app.slack.lifetime = 0
        await app.install(ORGANISATION)
        app.slack.lifetime = 12 * 3600

        members = [Party(team, "E1") for team in ("T3", "T4", "T5")]
        asked = [by_organisation(member, a_mention(QUESTION)) for member in members]
        answers = await asyncio.gather(*map(app.deliver.event, asked))

        assert [answer.status for answer in answers] == [200, 200, 200]
        assert app.slack.refreshed == [ORGANISATION]

    async def test_an_exchange_that_nobody_waits_for_any_more_is_kept_as_well(
        self, app: Installed
    ) -> None:
        app.slack.lifetime = 0
        await app.install(ACME)
        app.slack.lifetime = 12 * 3600
        app.slack.answering.clear()

        asked = asyncio.create_task(app.deliver.event(a_mention(QUESTION)))
        await until(lambda: app.slack.asked.count("oauth.v2.access") == 2)
        asked.cancel()
        app.slack.answering.set()

        await until(lambda: len(app.slack.tokens) == 2)
        newest = list(app.slack.tokens)[-1]
        await until(lambda: Fernet(KEY).decrypt(_token(app)).decode() == newest)


def _token(app: Installed) -> str:
    (row,) = app.rows(installations)
    token: str = row.bot_token
    return token


def _change(app: Installed, statement: str) -> None:
    with app.store.engine.begin() as connection:
        connection.execute(text(statement))


class TestKeys:
    async def test_a_new_key_takes_over_what_an_older_one_encrypted(
        self, tmp_path: Path, slack: Slack
    ) -> None:
        async with installed(tmp_path, slack, encryption_keys=OLDER_KEY) as app:
            await app.install(ACME)
        async with installed(tmp_path, slack, encryption_keys=f"{KEY},{OLDER_KEY}"):
            pass
        async with installed(tmp_path, slack, encryption_keys=KEY) as app:
            await app.deliver.event(a_mention(QUESTION))
            await app.deliver.calls(1)

        assert len(slack.posts()) == 1

    async def test_without_the_key_it_refuses_to_start(self, tmp_path: Path, slack: Slack) -> None:
        async with installed(tmp_path, slack, encryption_keys=OLDER_KEY) as app:
            await app.install(ACME)

        with pytest.raises(SettingsError, match="TOKEN_ENCRYPTION_KEY does not read"):
            async with installed(tmp_path, slack, encryption_keys=KEY):
                pass
