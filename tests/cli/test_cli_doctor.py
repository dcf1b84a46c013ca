"""`stackpick doctor` looks at everything and says what to do; `stackpick forget` deletes."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, select

from bot.cli.main import main
from bot.settings import Settings
from bot.slack.manifest import manifest
from bot.store.engine import open_store
from bot.store.schema import deliveries, installations
from tests.faults.sink import BOT, TEAM, Sink
from tests.store.builders import NOON
from tests.store.filling import a_row, everything, fill

SCOPES = manifest()["oauth_config"]["scopes"]["bot"]
LONG_AGO = "Mon, 01 Jan 2024 12:00:00 GMT"

Doctor = Callable[..., tuple[int, Mapping[str, str]]]


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as web_api:
        web_api.headers = {"X-OAuth-Scopes": ",".join(SCOPES)}
        yield web_api


@pytest.fixture
def doctor(
    sink: Sink,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Doctor:
    """Runs it in an environment where all is well but for what is given; code and lines."""
    given = {
        "SLACK_BOT_TOKEN": "xoxb-of-the-tests",
        "SLACK_SIGNING_SECRET": "a-signing-secret-of-the-tests",
        "SLACK_API_URL": sink.url,
        "DATABASE_URL": f"sqlite:///{tmp_path}/stackpick.db",
    }
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)

    def run(**settings: str) -> tuple[int, Mapping[str, str]]:
        for name, value in {**given, **settings}.items():
            monkeypatch.setenv(name, value)
        code = main(["doctor"])
        lines = capsys.readouterr().out.splitlines()
        return code, {line[8:18].strip(): line for line in lines}

    return run


def test_where_all_is_well_it_says_so_of_each(doctor: Doctor, tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    with store.engine.begin() as connection:
        connection.execute(insert(deliveries).values(a_row(deliveries, TEAM, "U1", NOON)))
    store.close()

    code, lines = doctor()

    assert code == 0
    assert list(lines) == [
        "settings", "bot token", "scopes", "clock", "database", "migrations", "events", "knowledge",
    ]  # fmt: skip
    assert all(line.startswith("ok ") for line in lines.values()), lines
    assert f"{BOT} in the workspace {TEAM}" in lines["bot token"]
    assert "2030-01-01 12:00 UTC" in lines["events"]


def test_it_reads_the_tokens_of_installations_and_changes_none(
    doctor: Doctor, tmp_path: Path
) -> None:
    key = "a" * 43 + "="
    token = Fernet(key).encrypt(b"xoxb-of-acme").decode()
    tokens = {"bot_token": token, "bot_refresh_token": token}
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    with store.engine.begin() as connection:
        row = a_row(installations, TEAM, "U1", NOON) | tokens
        connection.execute(insert(installations).values(row))

    _, lines = doctor(
        SLACK_BOT_TOKEN="",
        SLACK_CLIENT_ID="111.222",
        SLACK_CLIENT_SECRET="a-client-secret-of-the-tests",  # noqa: S106
        TOKEN_ENCRYPTION_KEY=key,
    )

    with store.engine.begin() as connection:
        after = connection.execute(select(installations.c.bot_token)).scalar_one()
    store.close()
    assert "1 installations, whose tokens can be read" in lines["tokens"]
    assert after == token


def test_a_token_that_slack_renews_no_more_is_told_with_what_to_do(
    doctor: Doctor, tmp_path: Path
) -> None:
    key = Fernet.generate_key().decode()
    token = Fernet(key).encrypt(b"xoxe.xoxb-of-the-tests").decode()
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    with store.engine.begin() as connection:
        for team, refresh in (("T1", None), ("T2", token)):
            row = a_row(installations, team, "U1", NOON)
            tokens = {"bot_token": token, "bot_refresh_token": refresh}
            connection.execute(insert(installations).values(row | tokens))
    store.close()

    code, lines = doctor(
        SLACK_BOT_TOKEN="",
        SLACK_CLIENT_ID="111.222",
        SLACK_CLIENT_SECRET="a-client-secret-of-the-tests",  # noqa: S106
        TOKEN_ENCRYPTION_KEY=key,
    )

    assert code == 1
    assert "1 of 2 cannot be renewed: T1" in lines["tokens"]
    assert "install again there: /slack/install" in lines["tokens"]


def test_a_missing_setting_is_named(doctor: Doctor) -> None:
    code, lines = doctor(SLACK_BOT_TOKEN="")

    assert code == 1
    assert lines["settings"].startswith("failed")
    assert "SLACK_BOT_TOKEN is missing" in lines["settings"]


def test_scopes_that_are_missing_are_named_and_optional_ones_may_be(
    doctor: Doctor, sink: Sink
) -> None:
    sink.headers = {"X-OAuth-Scopes": "commands,im:history"}
    code, lines = doctor()
    sink.headers = {"X-OAuth-Scopes": ",".join(s for s in SCOPES if s != "groups:history")}
    without_optional, told = doctor()

    assert (code, without_optional) == (1, 0)
    assert "missing: app_mentions:read, assistant:write, chat:write" in lines["scopes"]
    assert "install the app again" in lines["scopes"]
    assert "left out: groups:history" in told["scopes"]


def test_a_clock_that_is_off_is_told_by_slacks(doctor: Doctor, sink: Sink) -> None:
    sink.headers["Date"] = LONG_AGO

    code, lines = doctor()

    assert code == 1
    assert "ntp" in lines["clock"]


def test_that_slack_cannot_be_reached_is_no_fault_of_the_rest(doctor: Doctor, sink: Sink) -> None:
    sink.shut()

    code, lines = doctor()

    assert code == 1
    assert "Slack cannot be reached" in lines["bot token"]
    assert lines["database"].startswith("ok ")


def test_a_database_that_is_away_is_told_with_what_to_do(doctor: Doctor) -> None:
    code, lines = doctor(DATABASE_URL="postgresql://nobody:secret@127.0.0.1:1/none")

    assert code == 1
    assert "see that DATABASE_URL is right" in lines["database"]
    assert "secret" not in lines["database"]


def test_faulty_knowledge_is_told_with_what_to_do(doctor: Doctor, tmp_path: Path) -> None:
    code, lines = doctor(KNOWLEDGE_DIR=str(tmp_path))

    assert code == 1
    assert "run: stackpick knowledge check" in lines["knowledge"]


def test_that_nothing_has_come_from_slack_yet_is_no_failure(doctor: Doctor) -> None:
    code, lines = doctor()

    assert code == 0
    assert lines["events"].startswith("look")
    assert "Event Subscriptions" in lines["events"]


def forget(tmp_path: Path, *arguments: str) -> tuple[int, str]:
    """Delete by hand from a database with one person's rows in two workspaces; what is left."""
    store = open_store(f"sqlite:///{tmp_path}/stackpick.db")
    with store.engine.begin() as connection:
        for team in ("T1", "T2"):
            fill(connection, team, "U0ANN", NOON)
    code = main(["forget", *arguments])
    with store.engine.begin() as connection:
        left = {team: everything(connection, team) for team in ("T1", "T2")}
    store.close()
    assert all(left["T2"].values()), "the other workspace keeps everything"
    return code, str([rows for rows in left["T1"].values() if rows])


def test_a_workspace_is_forgotten_by_hand(
    tmp_path: Path, doctor: Doctor, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor()

    assert forget(tmp_path, "--team", "T1") == (0, "[]")
    said = capsys.readouterr().out
    assert "Deleted what was kept of T1:" in said
    assert "  sessions: 1" in said


def test_a_person_is_forgotten_by_hand(tmp_path: Path, doctor: Doctor) -> None:
    doctor()

    code, left = forget(tmp_path, "--team", "T1", "--user", "U0ANN")

    assert code == 0
    assert left != "[]"
    assert "U0ANN" not in left


def test_that_nothing_is_kept_is_said(doctor: Doctor, capsys: pytest.CaptureFixture[str]) -> None:
    doctor()

    assert main(["forget", "--team", "T9"]) == 0
    assert "Nothing is kept of T9." in capsys.readouterr().out
