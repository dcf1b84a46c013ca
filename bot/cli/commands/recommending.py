"""Leads to a recommendation, for one person or for a team."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.commands import Commands
from bot.cli.console import UsageError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.advisor.replies import Recommendation


def add_recommending(commands: Commands) -> None:
    """Add `recommend` and `team`."""
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


def _recommend(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.asking import batch, read_answers, recommended, recommended_on
    from bot.cli.chatting import guide
    from bot.cli.json_shapes import recommendation
    from bot.learning import Library

    description = " ".join(chosen.text)
    _refuse_contradictions(chosen, description)
    answers = read_answers(chosen.answers) if chosen.answers else None
    expertise = Library(settings.knowledge_dir).expertise()
    if chosen.batch:
        batch(chosen.batch, lambda line: recommendation(recommended(line, expertise)))
    elif answers is not None:
        _show(recommended_on(answers, expertise), chosen)
    elif chosen.json or chosen.chart:
        _show(recommended(description, expertise), chosen)
    else:
        guide(expertise, description)


def _refuse_contradictions(chosen: argparse.Namespace, description: str) -> None:
    """Raises UsageError for arguments that do not go together."""
    if sum(map(bool, (chosen.batch, chosen.answers, description))) > 1:
        raise UsageError("Give one of them: TEXT, --answers FILE or --batch FILE")
    if chosen.chart and not (description or chosen.answers):
        raise UsageError("--chart: give TEXT or --answers FILE besides, to draw what counts")


def _show(result: "Recommendation", chosen: argparse.Namespace) -> None:
    from bot.cli.asking import save_chart, show_json, show_reply
    from bot.cli.json_shapes import recommendation

    if chosen.chart:
        save_chart(result, chosen.chart)
    show_json(recommendation(result)) if chosen.json else show_reply(result)


def _team(chosen: argparse.Namespace, settings: Settings) -> None:
    from bot.cli.asking import show_json, show_reply
    from bot.cli.team_shapes import combination
    from bot.cli.teaming import combined
    from bot.learning import Library

    expertise = Library(settings.knowledge_dir).expertise()
    result = combined(chosen.files, chosen.fixed, expertise, names_shown=not chosen.anonymous)
    show_json(combination(result)) if chosen.json else show_reply(result)
