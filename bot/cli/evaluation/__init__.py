"""`stackpick knowledge evaluate`: how well StackPick understands, measured."""

from pathlib import Path

from rich.console import Console

from bot.advisor.expertise import Expertise
from bot.cli.evaluation import calibration, costs, points, questions, sets
from bot.learning import matcher_of


def evaluate_questions(
    expertise: Expertise, folder: Path, console: Console, *, shown: bool
) -> None:
    """The question files of *folder*, open and held out; *shown* lists what went wrong."""
    questions.report(questions.judge(expertise, folder), console, questions=shown)
    questions.summary(expertise, folder, console)


def evaluate_calibration(expertise: Expertise, console: Console) -> None:
    """What thresholds do, and those in use with the reason."""
    calibration.report(matcher_of(expertise.knowledge), console)


def evaluate_everything(expertise: Expertise, sets_folder: Path | None, console: Console) -> None:
    """All sections, public sets where their folder is given."""
    evaluate_questions(expertise, questions.FOLDER, console, shown=False)
    points.report(expertise, points.FOLDER, console)
    evaluate_calibration(expertise, console)
    costs.report(expertise.knowledge, console)
    if sets_folder is None:
        console.print("Public sets: not measured, no folder was given (--sets DIR, SETS=DIR).")
    else:
        sets.report(sets_folder, console)
