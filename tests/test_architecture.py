"""Who may import whom. The table is DESIGN's; every module of the package must stand in it."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

CORE = {"bot.advisor", "bot.knowledge.model", "bot.matching.match"}
SLACK_LIBRARIES = {"slack_bolt", "slack_sdk"}

MAY_IMPORT: dict[str, set[str]] = {
    "bot.cache": {"platformdirs"},
    "bot.knowledge": {"bot.knowledge", "bot.cache", "pydantic", "pydantic_core", "yaml"},
    "bot.matching": {
        "bot.matching", "bot.cache", "numpy", "onnxruntime", "py3langid", "tokenizers",
    },
    "bot.advisor": {*CORE, "pydantic"},
    "bot.limits": set(),
    "bot.json_text": {"orjson"},
    "bot.store": {
        "bot.store", "bot.advisor.session", "bot.advisor.gap", "bot.decisions.decision",
        "bot.decisions.reviewing", "bot.json_text", "bot.limits", "bot.logs", "sqlalchemy",
        "alembic", "pydantic",
    },
    "bot.decisions": {*CORE, "bot.decisions", "bot.phrases", "pydantic"},
    "bot.conversations": {"bot.advisor", "bot.limits", "bot.store.protocol"},
    "bot.deciding": {
        "bot.deciding", "bot.advisor", "bot.decisions", "bot.knowledge.model",
        "bot.store.keeping", "bot.store.protocol", "bot.store.workspace",
    },
    "bot.teaming": {
        "bot.teaming", "bot.advisor", "bot.deciding.wishes.KeepWish", "bot.decisions",
        "bot.knowledge.model", "bot.store.keeping", "bot.store.protocol", "bot.store.team",
        "bot.store.workspace",
    },
    "bot.phrases": {*CORE, "bot.phrases", "bot.decisions.decision", "bot.decisions.reviewing"},
    "bot.charts": {"bot.phrases", "bot.advisor.charting", "matplotlib"},
    "bot.metrics": {"prometheus_client"},
    "bot.slack": {
        "bot.slack", "bot.advisor", "bot.decisions", "bot.deciding", "bot.knowledge.model",
        "bot.conversations", "bot.store.calls", "bot.store.keeping", "bot.store.protocol",
        "bot.store.team", "bot.store.workspace", "bot.teaming", "bot.phrases", "bot.metrics",
        "bot.logs", "bot.charts", "bot.json_text", "pydantic", "aiohttp", *SLACK_LIBRARIES,
    },
    "bot.oauth": {
        "bot.oauth", "bot.slack.identity", "bot.slack.ids", "bot.slack.manifest", "bot.store",
        "aiohttp", "cryptography", "sqlalchemy", *SLACK_LIBRARIES,
    },
    "bot.local": {"bot.local", "platformdirs"},
    "bot.learning": {"bot.advisor", "bot.knowledge", "bot.matching"},
    "bot.settings": {"bot.knowledge.files", "pydantic", "pydantic_settings"},
    "bot.logs": {"pythonjsonlogger"},
}  # fmt: skip
"""Packages of the project with what they may import besides the standard library.

A module that is not in the table is at the edge: it may import everything.
"""

IMPURE = {"asyncio", "logging", "os", "pathlib", "random", "socket", "threading", "time", "uuid"}
"""Parts of the standard library that the core never touches."""

PURE = ("bot.advisor", "bot.decisions")

AT_THE_EDGE = {
    "bot", "bot.__main__", "bot.app", "bot.background", "bot.cli", "bot.connecting", "bot.errors",
    "bot.healthy", "bot.serving", "bot.web",
}  # fmt: skip


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "bot").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide who imports whom"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def package_of(module: str) -> str | None:
    return next((package for package in MAY_IMPORT if within(module, package)), None)


def is_standard(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in sys.stdlib_module_names


@pytest.mark.parametrize(
    ("module", "path"), [pytest.param(m, p, id=m) for m, p in modules() if package_of(m)]
)
def test_a_module_imports_only_what_its_package_may(module: str, path: Path) -> None:
    allowed = MAY_IMPORT[str(package_of(module))]

    forbidden = [
        name
        for name in imports(path)
        if not is_standard(name) and not any(within(name, package) for package in allowed)
    ]

    assert forbidden == []


@pytest.mark.parametrize(
    ("module", "path"),
    [
        pytest.param(module, path, id=module)
        for module, path in modules()
        if any(within(module, package) for package in PURE)
    ],
)
def test_the_core_touches_no_file_clock_chance_or_log(module: str, path: Path) -> None:
    touched = {name.split(".")[0] for name in imports(path)} & IMPURE

    assert touched == set(), module


def test_every_module_stands_in_the_table_or_at_the_edge() -> None:
    unknown = [
        module
        for module, _ in modules()
        if package_of(module) is None
        and not any(within(module, edge) for edge in AT_THE_EDGE - {"bot"})
        and module != "bot"
    ]

    assert unknown == []
