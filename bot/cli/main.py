"""The command line: `stackpick …`. What a command needs is imported when it is run."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.cli.console import UsageError, complain, show
from bot.cli.decisions import add_decisions
from bot.knowledge.faults import KnowledgeError
from bot.settings import Settings, SettingsError, Tokens, missing_for, read_settings

if TYPE_CHECKING:
    from bot.advisor.expertise import Expertise

DUE = 1
"""Exit code of `knowledge check --strict` where points are due for review."""

FAULTY = 2
"""Exit code where StackPick cannot do what was asked because of what it was given."""

LONGEST_DAYS = 36_500
"""Days that `gaps` looks back at the most; what is kept is younger than that by far."""

Command = Callable[[argparse.Namespace, Settings], int | None]
"""Gives its exit code; None is 0."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code is its own, or 2 with every reason on standard error."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        return command(chosen, _settings(chosen)) or 0
    except (SettingsError, UsageError) as error:
        complain(*error.problems)
        return FAULTY
    except KnowledgeError as error:
        complain(*(str(fault) for fault in error.faults))
        return FAULTY
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to flush
        return 0


def _settings(chosen: argparse.Namespace) -> Settings:
    """The settings; raises SettingsError with what is malformed and, to run in Slack, missing."""
    try:
        return read_settings()
    except SettingsError as error:
        in_slack = chosen.command is _run or (chosen.command is _start and Tokens().has_tokens())
        missing = missing_for(getattr(chosen, "transport", None)) if in_slack else ()
        raise SettingsError((*error.problems, *missing)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="stackpick",
        description="Helps teams choose between Node.js and Python for a backend. Without a "
        "command: runs in Slack where tokens are set, else in a local Slack.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.set_defaults(command=_start)
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_running(commands)
    _add_asking(commands)
    _add_knowledge(commands)
    add_decisions(commands)
    _add_looking_after(commands)
    return parser


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="run in the Slack that the tokens are for")
    transport = run.add_mutually_exclusive_group()
    transport.add_argument("--socket", dest="transport", action="store_const", const="socket")
    transport.add_argument("--http", dest="transport", action="store_const", const="http")
    run.set_defaults(command=_run)
    local = commands.add_parser("local", help="run in a local Slack in the browser")
    local.set_defaults(command=_local)
    chat = commands.add_parser("chat", help="the same conversation in the terminal")
    chat.set_defaults(command=_chat)


def _add_asking(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    ask = commands.add_parser("ask", help="answer one question")
    ask.add_argument("text", nargs="*", metavar="TEXT")
    ask.add_argument("--json", action="store_true", help="print JSON")
    ask.add_argument("--batch", metavar="FILE", help="one question a line; - is standard input")
    ask.set_defaults(command=_ask)
    recommend = commands.add_parser("recommend", help="be led to a recommendation")
    recommend.add_argument("text", nargs="*", metavar="TEXT", help="the project in a sentence")
    recommend.add_argument("--answers", type=Path, metavar="FILE", help="YAML: question: answer")
    recommend.add_argument("--json", action="store_true", help="print JSON; asks nothing")
    recommend.add_argument("--batch", metavar="FILE", help="one description a line; - is stdin")
    recommend.add_argument(
        "--chart",
        type=Path,
        metavar="FILE",
        help="draw what counted (.png, .svg, .pdf); asks nothing",
    )
    recommend.set_defaults(command=_recommend)
    team = commands.add_parser("team", help="put several people's answers together")
    team.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one person's answers")
    team.add_argument("--fixed", type=Path, metavar="FILE", help="answers that hold for all")
    team.add_argument("--anonymous", action="store_true", help="do not say who answered what")
    team.add_argument("--json", action="store_true", help="print JSON")
    team.set_defaults(command=_team)


def _add_knowledge(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    knowledge = commands.add_parser("knowledge", help="check or show what StackPick knows")
    actions = knowledge.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser("check", help="report every fault as file:line")
    check.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    check.add_argument("--strict", action="store_true", help="exit 1 where a point is due")
    check.set_defaults(command=_check)
    learn = actions.add_parser("learn", help="learn from it now, so that the next start is quick")
    learn.set_defaults(command=_learn)
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
    shown = actions.add_parser("show", help="show one criterion with all of its points")
    shown.add_argument("id", metavar="ID")
    shown.set_defaults(command=_show)
    schema = actions.add_parser("schema", help="write the JSON schemas that editors check with")
    schema.add_argument("--dir", type=Path, metavar="DIR", help="in place of schema/ of the folder")
    schema.set_defaults(command=_schema)


def _add_looking_after(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    db = commands.add_parser("db", help="look after the database")
    upgrade = db.add_subparsers(metavar="ACTION", required=True).add_parser("upgrade")
    upgrade.set_defaults(command=_upgrade)
    gaps = commands.add_parser("gaps", help="what people asked that was not understood")
    gaps.add_argument("--days", type=int, default=90, metavar="N", help="of the last N days")
    gaps.add_argument("--json", action="store_true", help="print JSON")
    gaps.set_defaults(command=_gaps)
    doctor = commands.add_parser("doctor", help="check everything that it needs to run in Slack")
    doctor.set_defaults(command=_doctor)
    forget = commands.add_parser("forget", help="delete what is kept of a workspace or a person")
    forget.add_argument("--team", required=True, metavar="T", help="the workspace's id")
    forget.add_argument("--user", metavar="U", help="a person's id: only what is kept of them")
    forget.set_defaults(command=_forget)
    manifest = commands.add_parser("manifest", help="print the Slack app manifest")
    manifest.add_argument(
        "--http", metavar="URL", help="for HTTP instead of Socket Mode; https://… of StackPick"
    )
    manifest.add_argument(
        "--oauth", action="store_true", help="with --http: to install into many workspaces"
    )
    manifest.add_argument("--source", help=argparse.SUPPRESS)  # the Slack CLI's hook adds it
    manifest.set_defaults(command=_manifest)


def _start(chosen: argparse.Namespace, settings: Settings) -> None:
    chosen.transport = None
    if settings.has_tokens():
        _run(chosen, settings)
    else:
        _local(chosen, settings)


def _run(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.running import run

    run(settings, chosen.transport)


def _local(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.local import local

    local(settings)


def _chat(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.chatting import chat
    from bot.learning import Library

    chat(Library(settings.knowledge_dir).expertise())


def _ask(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.asking import ask, asked_as_json, batch, show_json, show_reply
    from bot.learning import Library

    text = " ".join(chosen.text)
    if bool(chosen.batch) == bool(chosen.text):
        raise UsageError("Ask something, by one of them: stackpick ask TEXT, or --batch FILE")
    expertise = Library(settings.knowledge_dir).expertise()
    if chosen.batch:
        batch(chosen.batch, lambda line: asked_as_json(line, expertise))
    elif chosen.json:
        show_json(asked_as_json(text, expertise))
    else:
        show_reply(ask(text, expertise))


def _recommend(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli import json_shapes
    from bot.cli.asking import (
        batch,
        read_answers,
        recommended,
        recommended_on,
        save_chart,
        show_json,
        show_reply,
    )
    from bot.cli.chatting import guide
    from bot.learning import Library

    description = " ".join(chosen.text)
    if sum(map(bool, (chosen.batch, chosen.answers, description))) > 1:
        raise UsageError("Give one of them: TEXT, --answers FILE or --batch FILE")
    if chosen.chart and not (description or chosen.answers):
        raise UsageError("--chart: give TEXT or --answers FILE besides, to draw what counts")
    answers = read_answers(chosen.answers) if chosen.answers else {}
    expertise = Library(settings.knowledge_dir).expertise()
    if chosen.batch:
        batch(chosen.batch, lambda line: json_shapes.recommendation(recommended(line, expertise)))
        return
    if not (chosen.answers or chosen.json or chosen.chart):
        guide(expertise, description)
        return
    if chosen.answers:
        result = recommended_on(answers, expertise)
    else:
        result = recommended(description, expertise)
    if chosen.chart:
        save_chart(result, chosen.chart)
    show_json(json_shapes.recommendation(result)) if chosen.json else show_reply(result)


def _team(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.asking import show_json, show_reply
    from bot.cli.team_shapes import combination
    from bot.cli.teaming import combined
    from bot.learning import Library

    expertise = Library(settings.knowledge_dir).expertise()
    result = combined(chosen.files, chosen.fixed, expertise, names_shown=not chosen.anonymous)
    show_json(combination(result)) if chosen.json else show_reply(result)


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


def _upgrade(_: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.database import upgrade_database

    show("The database is up to date." if upgrade_database(settings) else "Nothing to do.")


def _doctor(_: argparse.Namespace, settings: Settings) -> int | None:
    from bot.cli.doctor import examine
    from bot.cli.findings import report

    return report(examine(settings))


def _forget(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.forgetting import forget

    forget(settings, chosen.team, chosen.user or "")


def _gaps(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.gaps import as_json, as_yaml, read_gaps

    if not 1 <= chosen.days <= LONGEST_DAYS:
        raise UsageError(f"--days: a number from 1 to {LONGEST_DAYS}")
    gaps = read_gaps(settings, chosen.days)
    print(json.dumps(as_json(gaps), ensure_ascii=False, indent=2) if chosen.json else as_yaml(gaps))


def _manifest(chosen: argparse.Namespace, _: Settings) -> None:
    from bot.slack.manifest import manifest

    if chosen.http is not None and not chosen.http.startswith("https://"):
        raise UsageError("--http: give the address where Slack reaches StackPick: https://…")
    if chosen.oauth and not chosen.http:
        raise UsageError("--oauth needs --http URL: browsers install StackPick there")
    print(json.dumps(manifest(chosen.http or "", oauth=chosen.oauth), indent=2))
