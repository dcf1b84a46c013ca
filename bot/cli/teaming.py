"""`stackpick team`: several people's answers put together, without Slack."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.advisor.expertise import Expertise
from bot.advisor.replies import TeamResult
from bot.advisor.scoring import Answers
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.cli.asking import read_answers, unknown_answers
from bot.cli.console import UsageError


def combined(
    files: Sequence[Path], fixed: Path | None, expertise: Expertise, *, names_shown: bool
) -> TeamResult:
    """What the answers of these files come to together, each file being one person's.

    Raises UsageError with everything that is wrong with them.
    """
    every = [*files, fixed] if fixed else [*files]
    answers = {file: read_answers(file) for file in every}
    problems = [f"{file}: {one}" for file in answers for one in _unknown(answers[file], expertise)]
    if problems:
        raise UsageError(*problems)
    voices = [Voice(name, answers[file]) for name, file in _named(files)]
    held = answers[fixed] if fixed else {}
    return team_result("", voices, held, expertise, names_shown=names_shown)


def _unknown(answers: Answers, expertise: Expertise) -> list[str]:
    return unknown_answers(answers, expertise.knowledge.dialog)


def _named(files: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """What each person is called: their file, without folder and ending where that is enough."""
    stems = Counter(file.stem for file in files)
    for file in files:
        yield (file.stem if stems[file.stem] == 1 else str(file)), file
