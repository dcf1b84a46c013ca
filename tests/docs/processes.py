"""The processes that platforms start, by the Procfile."""

import shlex

from tests.docs.markdown import ROOT

PROCESSES = dict(
    line.split(": ", maxsplit=1) for line in (ROOT / "Procfile").read_text("utf-8").splitlines()
)


def module_arguments(command: str) -> list[str]:
    """What follows `python -m bot`, which is how every one of the files starts StackPick."""
    python, flag, module, *words = shlex.split(command)
    assert (python.removesuffix("3"), flag, module) == ("python", "-m", "bot")
    return words
