"""`python -m bot.knowledge [FOLDER]`: check a knowledge folder without anything else of StackPick.

Exit code 0 when it can be used, 2 with every fault as `file:line: text` when it cannot.
"""

import datetime as dt
import sys
from pathlib import Path

from bot.knowledge.checks import due_for_review
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import BUNDLED, load, located


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else BUNDLED
    try:
        knowledge = load(folder)
    except KnowledgeError as error:
        print(error, file=sys.stderr)  # noqa: T201 - a command's output
        return 2
    due = tuple(due_for_review(knowledge, dt.datetime.now(dt.UTC).date()))
    for warning in located(folder, due):
        print(warning, file=sys.stderr)  # noqa: T201
    points = sum(1 for _ in knowledge.points())
    print(f"{len(knowledge.criteria)} criteria, {points} points: all good")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
