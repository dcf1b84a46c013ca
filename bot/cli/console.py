"""Where commands print: with rich on a terminal, plain text elsewhere."""

import sys


class UsageError(Exception):
    """A command cannot do what was asked; `problems` holds all reasons. Exit code 2."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def show(text: str) -> None:
    """Print text for people: its first line stands out on a terminal."""
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.console import Console

    console = Console(highlight=False)
    first, *rest = text.split("\n")
    console.print(first, style="bold", markup=False)
    for line in rest:
        console.print(line, style="dim" if line.startswith("  ") else None, markup=False)


def complain(*problems: str) -> None:
    """Print what is wrong to standard error, a line each."""
    for problem in problems:
        print(problem, file=sys.stderr)
