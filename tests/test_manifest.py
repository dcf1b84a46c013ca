"""The app manifest: as committed, as derived, and within what Slack accepts."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from bot.slack.listeners import TABLE
from bot.slack.manifest import manifest

ROOT = Path(__file__).resolve().parents[1]

LIMITS = [
    pytest.param(("display_information", "name"), 35, id="name"),
    pytest.param(("display_information", "description"), 140, id="description"),
    pytest.param(("display_information", "long_description"), 4000, id="long description"),
    pytest.param(("features", "bot_user", "display_name"), 80, id="bot's name"),
]


def at(data: Any, *path: str | int) -> Any:
    for step in path:
        data = data[step]
    return data


def test_the_committed_manifest_is_the_derived_one() -> None:
    committed = json.loads((ROOT / "manifest.json").read_text("utf-8"))

    assert committed == manifest(), "run: stackpick manifest > manifest.json"


@pytest.mark.parametrize(("path", "longest"), LIMITS)
def test_texts_are_within_slacks_limits(path: tuple[str, ...], longest: int) -> None:
    assert 0 < len(at(manifest(), *path)) <= longest


def test_the_long_description_is_long_enough() -> None:
    assert len(manifest()["display_information"]["long_description"]) >= 174


def test_commands_and_shortcuts_are_within_slacks_limits() -> None:
    features = manifest()["features"]

    assert all(len(command["command"]) <= 32 for command in features["slash_commands"])
    assert all(len(command["usage_hint"]) <= 1000 for command in features["slash_commands"])
    assert all(len(shortcut["name"]) <= 24 for shortcut in features["shortcuts"])
    assert all(len(shortcut["description"]) <= 150 for shortcut in features["shortcuts"])


def test_the_agent_view_is_described_and_suggests_how_to_begin() -> None:
    view = manifest()["features"]["agent_view"]

    assert 0 < len(view["agent_description"]) <= 300
    assert 1 <= len(view["suggested_prompts"]) <= 4
    assert all(prompt["title"] and prompt["message"] for prompt in view["suggested_prompts"])
    assert "assistant:write" in manifest()["oauth_config"]["scopes"]["bot"]
    assert "assistant_view" not in manifest()["features"]


def test_every_command_and_shortcut_that_is_declared_has_a_listener() -> None:
    features = manifest()["features"]
    heard = {(kind, name) for kind, name, _ in TABLE}

    assert {("command", c["command"]) for c in features["slash_commands"]} <= heard
    assert {("shortcut", s["callback_id"]) for s in features["shortcuts"]} <= heard


def test_what_only_some_features_need_is_optional() -> None:
    scopes = manifest()["oauth_config"]["scopes"]

    records = {"canvases:write", "files:write"}
    assert set(scopes["bot_optional"]) == {
        "channels:history",
        "groups:history",
        "users:read",
        *records,
    }
    assert set(scopes["bot_optional"]) <= set(scopes["bot"])


ADDRESS, REQUEST_URL = "https://stackpick.example.com", "https://stackpick.example.com/slack/events"

REQUESTED = [
    pytest.param(("settings", "event_subscriptions", "request_url"), id="events"),
    pytest.param(("settings", "interactivity", "request_url"), id="interactivity"),
    pytest.param(("features", "slash_commands", 0, "url"), id="command"),
]


@pytest.mark.parametrize("path", REQUESTED)
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"], ids=["bare", "with a slash"])
def test_over_http_slack_is_told_where_to_send(address: str, path: tuple[str | int, ...]) -> None:
    assert at(manifest(address), *path) == REQUEST_URL


def test_over_http_the_manifest_differs_from_socket_mode_in_nothing_else() -> None:
    over_http, over_socket = manifest(ADDRESS), manifest()

    assert over_http["settings"]["socket_mode_enabled"] is False
    assert REQUEST_URL not in json.dumps(over_socket)
    over_http["settings"]["socket_mode_enabled"] = True
    for path in REQUESTED:
        *way, last = path.values[0]
        del at(over_http, *way)[last]
    assert over_http == over_socket


@pytest.mark.parametrize("address", ["http://stackpick.example.com", "stackpick", ""])
def test_an_address_that_slack_does_not_take_is_refused(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["manifest", "--http", address]) == 2
    assert "https://" in capsys.readouterr().err


def test_the_program_prints_the_manifest_for_an_address(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["manifest", "--http", ADDRESS]) == 0
    assert json.loads(capsys.readouterr().out) == manifest(ADDRESS)


def test_the_page_about_slack_says_what_each_permission_is_for() -> None:
    page = (ROOT / "docs" / "slack.md").read_text("utf-8")

    for scope in manifest()["oauth_config"]["scopes"]["bot"]:
        assert f"`{scope}`" in page, scope
