"""What platforms, container engines and systemd are told, as far as it shows without them."""

import importlib.util
import json
import re
from typing import Any, ClassVar

import pytest
import yaml
from sqlalchemy import make_url

from bot.settings import Settings
from tests.docs.markdown import ROOT
from tests.docs.processes import PROCESSES, module_arguments

SETTINGS = {name.upper() for name in Settings.model_fields}
NEITHER = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PATH", "XDG_CACHE_HOME"}
"""What the files set for Python and for the cache folder, and not for StackPick."""


def test_the_platforms_form_asks_for_settings_that_there_are_and_starts_what_there_is() -> None:
    app = json.loads((ROOT / "app.json").read_text("utf-8"))

    assert set(app["env"]) <= SETTINGS
    assert set(app["formation"]) == set(PROCESSES) - {"release"}


class TestCompose:
    """As far as it can be told without a container engine."""

    FILE: ClassVar[Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    SERVICES: ClassVar[Any] = FILE["services"]

    def test_what_a_service_waits_for_is_a_service_that_can_say_so(self) -> None:
        for service in self.SERVICES.values():
            for name, on in service.get("depends_on", {}).items():
                assert name in self.SERVICES
                if on["condition"] == "service_healthy":
                    assert self.SERVICES[name]["healthcheck"]["test"]

    def test_volumes_that_are_named_are_declared(self) -> None:
        named = [v.split(":")[0] for s in self.SERVICES.values() for v in s.get("volumes", [])]

        assert set(named) == set(self.FILE["volumes"])

    def test_both_sides_of_the_database_have_the_same_names(self) -> None:
        made = self.SERVICES["database"]["environment"]
        address = make_url(self.SERVICES["stackpick"]["environment"]["DATABASE_URL"])

        assert (address.host, address.database) == ("database", made["POSTGRES_DB"])
        assert address.username == made["POSTGRES_USER"]
        assert address.password == made["POSTGRES_PASSWORD"].split(":")[0] + "}"

    @pytest.mark.parametrize("name", ["migrations", "stackpick"])
    def test_what_is_set_is_a_setting(self, name: str) -> None:
        assert set(self.SERVICES[name]["environment"]) <= SETTINGS

    def test_the_migrations_are_what_a_release_runs(self) -> None:
        assert self.SERVICES["migrations"]["command"] == module_arguments(PROCESSES["release"])

    def test_the_port_that_is_published_is_the_one_that_is_listened_to(self) -> None:
        (published,) = self.SERVICES["stackpick"]["ports"]

        assert published.endswith(f":{self.SERVICES['stackpick']['environment']['PORT']}")


class TestImage:
    """As far as it can be told without a container engine."""

    LINES: ClassVar[list[str]] = (
        (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    )

    def of(self, instruction: str) -> list[str]:
        found = (line.split(maxsplit=1) for line in self.LINES if line.strip())
        return [rest for name, rest in found if name == instruction]

    def test_what_it_copies_is_there(self) -> None:
        copied = [line.split()[:-1] for line in self.of("COPY") if "--from" not in line]

        assert all((ROOT / path).exists() for paths in copied for path in paths)

    def test_it_runs_as_a_user_of_its_own_from_before_the_knowledge_is_learnt(self) -> None:
        (user,) = self.of("USER")
        ran = self.LINES.index("RUN python -m bot knowledge learn")

        assert f"--home-dir /home/{user} {user}" in self.of("RUN")[-2]
        assert self.LINES.index(f"USER {user}") < ran

    def test_what_it_sets_is_a_setting(self) -> None:
        names = {name for line in self.of("ENV") for name in re.findall(r"(\w+)=", line)}

        assert {name for name in names if not name.startswith("PIP_")} <= SETTINGS | NEITHER

    def test_its_health_is_asked_of_a_module_that_there_is(self) -> None:
        (health,) = self.of("HEALTHCHECK")
        command = json.loads(health.partition("CMD")[2])

        assert command[:2] == ["python", "-m"]
        assert importlib.util.find_spec(command[2])


class TestUnit:
    """`systemd-analyze verify` is for where there is systemd; this is what it cannot know."""

    LINES: ClassVar[list[tuple[str, str]]] = [
        (line.partition("=")[0], line.partition("=")[2])
        for line in (ROOT / "deploy/stackpick.service").read_text("utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    ]

    def of(self, name: str) -> list[str]:
        return [value for key, value in self.LINES if key == name]

    def test_it_migrates_learns_and_then_runs_from_one_environment(self) -> None:
        python = f"{self.of('WorkingDirectory')[0]}/.venv/bin/python"
        commands = [*self.of("ExecStartPre"), *self.of("ExecStart")]

        assert {command.split()[0] for command in commands} == {python}
        migrating, learning, running = (
            module_arguments(f"python {c.split(maxsplit=1)[1]}") for c in commands
        )
        assert migrating == module_arguments(PROCESSES["release"])
        assert learning == ["knowledge", "learn"]
        assert running == ["run"]

    def test_what_it_learns_is_learnt_by_itself_and_in_time(self) -> None:
        """Nobody uses a cache folder that another user may write, and so root not the service's."""
        page = (ROOT / "docs/deploy.md").read_text("utf-8")

        assert f"/var/cache/{self.of('CacheDirectory')[0]}" not in page
        assert self.of("TimeoutStartSec") == ["15min"]  # systemd's own is 90 s

    def test_what_it_sets_is_a_setting(self) -> None:
        assert {line.partition("=")[0] for line in self.of("Environment")} <= SETTINGS | NEITHER

    def test_what_it_writes_is_in_its_own_folders(self) -> None:
        written = "".join(self.of("Environment"))

        assert f"/var/lib/{self.of('StateDirectory')[0]}/" in written
        assert f"/var/cache/{self.of('CacheDirectory')[0]}" in written

    def test_a_missing_setting_is_not_tried_again(self) -> None:
        """The exit code that `test_a_process_is_started_for_its_transport` holds."""
        assert self.of("RestartPreventExitStatus") == ["2"]
