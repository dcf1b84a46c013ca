"""Checks, measures and shows what StackPick knows."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.commands import Commands
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.advisor.expertise import Expertise

DUE = 1
"""Exit code of `knowledge check --strict` where points are due for review."""


def add_knowledge(commands: Commands) -> None:
    """Add `knowledge` with its actions."""
    knowledge = commands.add_parser("knowledge", help="check or show what StackPick knows")
    actions = knowledge.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser("check", help="report every fault as file:line")
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    check.add_argument("--strict", action="store_true", help="exit 1 where a point is due")
    check.set_defaults(command=_check)
    learn = actions.add_parser("learn", help="learn from it now, so that the next start is quick")
    learn.set_defaults(command=_learn)
    _add_evaluating(actions)
    shown = actions.add_parser("show", help="show one criterion with all of its points")
    shown.add_argument("id", metavar="ID")
    shown.set_defaults(command=_show)
    schema = actions.add_parser("schema", help="write the JSON schemas that editors check with")
    schema.add_argument("--dir", type=Path, metavar="DIR", help="in place of schema/ of the folder")
    schema.set_defaults(command=_schema)


def _add_evaluating(actions: Commands) -> None:
    evaluate = actions.add_parser("evaluate", help="how well question files are understood")
    evaluate.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    evaluate.add_argument(
        "--questions", action="store_true", help="also print the questions that went wrong"
    )
    evaluate.add_argument(
        "--descriptions", action="store_true", help="how well descriptions of projects are read"
    )
    evaluate.add_argument(
        "--threads", action="store_true", help="what is said in threads and asked further instead"
    )
    evaluate.add_argument(
        "--calibrate", action="store_true", help="only what thresholds do, and those in use"
    )
    evaluate.add_argument(
        "--all", action="store_true", help="also points, calibration, costs and public sets"
    )
    evaluate.add_argument(
        "--sets", type=Path, metavar="DIR", help="public sets: DIR/NAME/train.tsv and test.tsv"
    )
    evaluate.set_defaults(command=_evaluate)


def _check(chosen: argparse.Namespace, settings: Settings) -> int | None:
    from bot.cli.knowing import check

    up_to_date = check(chosen.folder or settings.knowledge_dir)
    return DUE if chosen.strict and not up_to_date else None


def _learn(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.knowing import learn

    learn(settings.knowledge_dir)


def _evaluate(chosen: argparse.Namespace, settings: Settings) -> None:
    from rich.console import Console

    from bot.cli import evaluation
    from bot.learning import Library

    console = Console()
    if chosen.descriptions:
        _evaluate_descriptions(chosen, settings)
        return
    if chosen.sets and not chosen.all:
        evaluation.sets.report(chosen.sets, console)
        return
    expertise = Library(settings.knowledge_dir).expertise()
    if chosen.all:
        _evaluate_descriptions(chosen, settings)
        _evaluate_threads(chosen, expertise)
        evaluation.evaluate_everything(expertise, chosen.sets, console)
    elif chosen.threads:
        _evaluate_threads(chosen, expertise)
    elif chosen.calibrate:
        evaluation.evaluate_calibration(expertise, console)
    else:
        folder = chosen.folder or evaluation.questions.FOLDER
        evaluation.evaluate_questions(expertise, folder, console, shown=chosen.questions)


def _evaluate_threads(chosen: argparse.Namespace, expertise: "Expertise") -> None:
    from rich.console import Console

    from bot.cli.evaluating_threads import EXAMINATION, evaluate_threads, report_threads

    cases = evaluate_threads(expertise, chosen.folder or EXAMINATION)
    report_threads(cases, Console(), wrong=chosen.questions)


def _evaluate_descriptions(chosen: argparse.Namespace, settings: Settings) -> None:
    from rich.console import Console

    from bot.cli.evaluating_descriptions import (
        DESCRIPTIONS,
        evaluate_descriptions,
        report_descriptions,
    )
    from bot.knowledge.files import load

    examined = evaluate_descriptions(
        load(settings.knowledge_dir).dialog, chosen.folder or DESCRIPTIONS
    )
    report_descriptions(examined, Console(), texts=chosen.questions)


def _show(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.knowing import show_criterion

    show_criterion(chosen.id, settings.knowledge_dir)


def _schema(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.knowing import write_schemas

    write_schemas(chosen.dir or settings.knowledge_dir / "schema")
