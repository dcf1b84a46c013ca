"""What the Markdown pages point at exists: files, headings, paths, make's targets."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.docs.markdown import ROOT, blocks, pages, prose

ELSEWHERE = re.compile(r"^[a-z]+:")
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
TARGET = re.compile(r"\bmake ([a-z]+)\b")
MADE_UP = ("NAME", "licensing")
"""In the names of files that a page has its reader make."""

FOLDERS = ("bot/", "docs/", "knowledge/", "migrations/", "tests/")
"""What begins with one of these is a path."""


def anchors(page: Path) -> set[str]:
    """The names under which a page's headings are linked to."""
    headings = HEADING.findall(prose(page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


def links() -> Iterator[tuple[Path, str]]:
    for page in pages():
        for link in LINK.findall(prose(page.read_text("utf-8"))):
            if not ELSEWHERE.match(link):
                yield page, link


def paths() -> Iterator[tuple[Path, str]]:
    for page in pages():
        for code in CODE.findall(prose(page.read_text("utf-8"))):
            if code.startswith(FOLDERS) and " " not in code and not _is_made_up(code):
                yield page, code


def _is_made_up(path: str) -> bool:
    return any(name in path for name in MADE_UP)


def named(page: Path, target: str) -> str:
    return f"{page.relative_to(ROOT)}: {target}"


@pytest.mark.parametrize(
    ("page", "link"), [pytest.param(p, link, id=named(p, link)) for p, link in links()]
)
def test_a_link_leads_somewhere(page: Path, link: str) -> None:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page

    assert target.is_relative_to(ROOT)
    assert target.exists()
    assert not anchor or anchor in anchors(target)


@pytest.mark.parametrize(
    ("page", "path"), [pytest.param(*p, id=named(*p)) for p in dict.fromkeys(paths())]
)
def test_a_path_that_a_page_names_is_there(page: Path, path: str) -> None:
    assert (ROOT / path).exists(), page


def test_the_modules_on_the_path_of_a_message_are_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    section = page[page.index("## The path of a message") : page.index("## One turn")]
    modules = [code for code in CODE.findall(section) if re.fullmatch(r"[a-z_/]+(\.py|/)", code)]

    assert len(modules) > 10
    assert [m for m in modules if m != "bot/" and not (ROOT / "bot" / m).exists()] == []


def test_the_picture_shows_modules_that_are_there() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    picture = page.split("```")[1]
    modules = re.findall(r"[a-z_]+(?:/[a-z_]+)*\.py", picture)

    assert len(modules) > 5
    assert [m for m in modules if not (ROOT / "bot" / m).exists()] == []


def test_every_target_of_make_that_a_page_names_is_one() -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    wanted = {t for page in pages() for t in TARGET.findall(_typed(page.read_text("utf-8")))}

    assert {"run", "test", "check"} <= wanted <= set(made)


def test_every_program_and_module_that_a_page_runs_is_there() -> None:
    """What pytest is given are files; the programs come with the packages that are installed."""
    typed = "\n".join(_typed(page.read_text("utf-8")) for page in pages())
    installed = {script.name for script in entry_points(group="console_scripts")}

    assert set(re.findall(r"\.venv/bin/(\w+)", typed)) <= {*installed, "python"}
    assert [m for m in re.findall(r"python -m ([\w.]+)", typed) if find_spec(m) is None] == []
    tested = re.findall(r"pytest (tests/\S+)", typed)
    assert tested
    assert [path for path in tested if not (ROOT / path).exists()] == []


def _typed(page: str) -> str:
    """What a page gives to type: its code, in lines and in blocks."""
    shell = [block.text for block in blocks(page) if block.language == "sh"]
    return "\n".join([*CODE.findall(prose(page)), *shell])
