"""What `stackpick doctor` finds, and how it says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.cli.console import show

FAILED = 1
"""Exit code where something must be mended."""

State = Literal["ok", "look", "failed"]
"""How it is: well, perhaps not (nothing can tell), or not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: how it is, and what to do where it is not well."""

    about: str
    state: State
    says: str
    fix: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<6}  {self.about:<10}  {self.says}"
        return f"{line}; {self.fix}" if self.fix else line


def report(findings: Iterable[Finding]) -> int:
    """Print a line for each as soon as it is known; FAILED where one failed, else 0."""
    failed = 0
    for finding in findings:
        show(str(finding))
        failed += finding.state == "failed"
    return FAILED if failed else 0
