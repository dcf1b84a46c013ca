"""Settings: each is read, what is wrong is said at once and by name, and no secret is told."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.files import BUNDLED
from bot.settings import (
    Settings,
    SettingsError,
    Transport,
    read_settings,
    require,
)

BOT, APP, SIGNING = "xoxb-bot-secret", "xapp-app-secret", "signing-secret-of-16"
PASSWORD_URL = "postgresql://stackpick:db-secret@db.example/stackpick"  # noqa: S105
CLIENT_SECRET = "client-secret-of-the-app"  # noqa: S105
KEY, OTHER_KEY = "a" * 43 + "=", "b-_+" * 10 + "bbb="
NAMES = {name.upper() for name in Settings.model_fields}

GIVEN: dict[str, tuple[str, object]] = {
    "SLACK_BOT_TOKEN": (BOT, BOT),
    "SLACK_APP_TOKEN": (APP, APP),
    "SLACK_SIGNING_SECRET": (SIGNING, SIGNING),
    "SLACK_CLIENT_ID": ("123.456", "123.456"),
    "SLACK_CLIENT_SECRET": (CLIENT_SECRET, CLIENT_SECRET),
    "TOKEN_ENCRYPTION_KEY": (f"{KEY}, {OTHER_KEY}", f"{KEY}, {OTHER_KEY}"),
    "SLACK_BLOCKS": ("classic", "classic"),
    "SLACK_API_URL": ("http://127.0.0.1:4000/api", "http://127.0.0.1:4000/api"),
    "DATABASE_URL": (PASSWORD_URL, PASSWORD_URL),
    "HOST": ("127.0.0.1", "127.0.0.1"),
    "PORT": ("8080", 8080),
    "KNOWLEDGE_DIR": ("our-knowledge", Path("our-knowledge")),
    "RATE_LIMITS": ("off", "off"),
    "LOG_LEVEL": ("DEBUG", "DEBUG"),
    "LOG_FORMAT": ("json", "json"),
}

MALFORMED = {
    "SLACK_BOT_TOKEN": "xoxp-a-persons-secret",
    "SLACK_APP_TOKEN": "xoxb-another-secret",
    "SLACK_SIGNING_SECRET": "short-secret",
    "SLACK_CLIENT_SECRET": "brief-secret",
    "TOKEN_ENCRYPTION_KEY": f"{KEY},not-a-key",
    "SLACK_BLOCKS": "old",
    "SLACK_API_URL": "slack secret com",
    "DATABASE_URL": "mysql://root:db-secret@db.example/stackpick",
    "PORT": "70000",
    "RATE_LIMITS": "some",
    "LOG_LEVEL": "LOUD",
    "LOG_FORMAT": "xml",
}
ANYTHING_GOES = {"HOST", "KNOWLEDGE_DIR", "SLACK_CLIENT_ID"}
"""Settings of which no value is malformed; a folder that is not there is found when it is read."""


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without settings, and a folder without a `.env`."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def value_of(settings: Settings, name: str) -> object:
    """A setting's value, also of a secret; addresses as text."""
    value = getattr(settings, name.lower())
    if hasattr(value, "get_secret_value"):
        return value.get_secret_value()
    return str(value) if name == "SLACK_API_URL" else value


def problems(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as raised:
        read(monkeypatch, **variables)
    return raised.value.problems


def test_every_setting_is_tried_here() -> None:
    assert set(GIVEN) == set(MALFORMED) | ANYTHING_GOES == NAMES


def test_nothing_needs_to_be_set() -> None:
    settings = read_settings()

    assert (settings.database_url, settings.http_port) == ("sqlite:///stackpick.db", 3000)
    assert settings.api_url == "https://slack.com/api/"
    assert settings.knowledge_dir == BUNDLED
    assert settings.transport() is None
    assert not settings.has_tokens()


@pytest.mark.parametrize("name", GIVEN)
def test_a_setting_is_read_from_the_environment(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given, expected = GIVEN[name]

    assert value_of(read(monkeypatch, **{name: given}), name) == expected


def test_all_settings_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **{name: given for name, (given, _) in GIVEN.items()})

    assert {name: value_of(settings, name) for name in GIVEN} == {
        name: expected for name, (_, expected) in GIVEN.items()
    }


@pytest.mark.parametrize("name", GIVEN)
def test_an_empty_variable_counts_as_one_that_is_not_set(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, **{name: ""}) == read_settings() == Settings()


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_setting_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (problem,) = problems(monkeypatch, {name: MALFORMED[name]})

    assert problem.startswith(f"{name}: ")


def test_everything_malformed_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problems(monkeypatch, MALFORMED)

    assert {problem.split(":")[0] for problem in found} == set(MALFORMED)
    assert len(found) == len(MALFORMED)


MISSING: dict[str, tuple[Transport | None, Mapping[str, str], list[str]]] = {
    "everything": (
        None, {}, ["SLACK_BOT_TOKEN is missing", "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGN"],
    ),
    "everything for Socket Mode": (
        "socket", {}, ["SLACK_BOT_TOKEN is missing", "SLACK_APP_TOKEN is missing"],
    ),
    "everything for HTTP": (
        "http", {}, ["SLACK_BOT_TOKEN is missing", "SLACK_SIGNING_SECRET is missing"],
    ),
    "the bot token": (None, {"SLACK_APP_TOKEN": APP}, ["SLACK_BOT_TOKEN is missing"]),
    "the other transport's": (
        "http",
        {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP},
        ["SLACK_SIGNING_SECRET is missing"],
    ),
    "everything for many workspaces": (
        "http",
        {"SLACK_CLIENT_ID": "1.2"},
        [
            "SLACK_CLIENT_SECRET is missing", "TOKEN_ENCRYPTION_KEY is missing",
            "SLACK_SIGNING_SECRET is missing",
        ],
    ),
    "the key for the tokens of many workspaces": (
        None,
        {
            "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": CLIENT_SECRET,
            "SLACK_SIGNING_SECRET": SIGNING,
        },
        ["TOKEN_ENCRYPTION_KEY is missing"],
    ),
    "what does not go together": (
        "socket",
        {
            "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": CLIENT_SECRET,
            "TOKEN_ENCRYPTION_KEY": KEY, "SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP,
        },
        ["SLACK_BOT_TOKEN is for one workspace", "SLACK_CLIENT_ID: workspaces install StackPick"],
    ),
    "both transports'": (
        None, {"SLACK_BOT_TOKEN": BOT}, ["SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGN"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISSING)
def test_everything_missing_is_said_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    transport, given, beginnings = MISSING[name]
    settings = read(monkeypatch, **given)

    with pytest.raises(SettingsError) as raised:
        require(settings, transport)

    found = raised.value.problems
    assert len(found) == len(beginnings)
    assert all(p.startswith(b) for p, b in zip(found, beginnings, strict=True))
    assert all(problem in str(raised.value) for problem in found)


MANY = {
    "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_ENCRYPTION_KEY", "SLACK_SIGNING_SECRET",
}  # fmt: skip
TOKENS = {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP, "SLACK_SIGNING_SECRET": SIGNING}


@pytest.mark.parametrize(
    ("given", "wanted", "transport"),
    [
        pytest.param({"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}, None, "socket", id="app token"),
        pytest.param({"SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"}, None, "http", id="secret"),
        pytest.param(MANY, None, "http", id="many workspaces"),
        pytest.param(set(TOKENS), None, "socket", id="both"),
        pytest.param(set(TOKENS), "http", "http", id="both, HTTP asked for"),
    ],
)
def test_the_transport_is_the_one_that_is_asked_for_or_that_the_tokens_are_for(
    given: set[str],
    wanted: Transport | None,
    transport: Transport,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = read(monkeypatch, **{name: GIVEN[name][0] for name in given})

    assert require(settings, wanted) == transport
    assert settings.has_tokens()


def test_a_file_in_the_folder_is_read_below_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(f"SLACK_BOT_TOKEN={BOT}\nPORT=4000\nHOST=\nOTHER_APP=1\n")

    settings = read(monkeypatch, PORT="5000")

    assert value_of(settings, "SLACK_BOT_TOKEN") == BOT
    assert (settings.port, settings.host) == (5000, "0.0.0.0")  # noqa: S104


def test_what_is_malformed_in_the_file_is_named_as_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PORT=none\n")

    found = problems(monkeypatch, {"LOG_LEVEL": "LOUD"})

    assert {problem.split(":")[0] for problem in found} == {"PORT", "LOG_LEVEL"}


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///stackpick.db",
        "sqlite:////var/lib/stackpick.db",
        "postgres://u:p@db.example/stackpick",
        "postgresql://u:p@db.example:5432/stackpick?sslmode=require",
    ],
)
def test_databases_of_both_kinds_are_accepted(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, DATABASE_URL=url).database_url == url


@pytest.mark.parametrize("url", ["mysql://db.example/x", "stackpick.db", "postgresql:/db.example"])
def test_other_databases_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert problems(monkeypatch, {"DATABASE_URL": url}) == (
        "DATABASE_URL: must begin with sqlite://, postgres:// or postgresql://",
    )


@pytest.mark.parametrize("given", ["https://slack.example/api", "https://slack.example/api/"])
def test_the_web_api_is_found_with_and_without_a_slash(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read(monkeypatch, SLACK_API_URL=given).api_url == "https://slack.example/api/"


def test_no_message_tells_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "\n".join(problems(monkeypatch, MALFORMED))

    assert not [value for value in MALFORMED.values() if value in said]
    assert "db-secret" not in said


def test_settings_that_are_printed_tell_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, **{name: given for name, (given, _) in GIVEN.items()})

    secrets = (BOT, APP, SIGNING, CLIENT_SECRET, KEY, OTHER_KEY, "db-secret")
    for shown in (repr(settings), str(settings)):
        assert not [secret for secret in secrets if secret in shown]


def test_settings_do_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch, PORT="4000")

    with pytest.raises(ValueError, match="frozen"):
        settings.port = 5000


def test_what_is_malformed_and_what_is_missing_are_said_together(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "nonsense")
    monkeypatch.setenv("PORT", "many")

    code = main(["run", "--http"])

    named = [line.split()[0].rstrip(":") for line in capsys.readouterr().err.splitlines()]
    assert code == 2
    assert named == ["SLACK_BOT_TOKEN", "PORT", "SLACK_SIGNING_SECRET"]
