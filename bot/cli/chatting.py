"""`stackpick chat` and the guided `stackpick recommend`: the same conversation in the terminal."""

from bot.advisor.expertise import Expertise
from bot.advisor.moves import Began, Move, Opened, Said
from bot.advisor.replies import DialogStopped, Recommendation
from bot.advisor.responding import respond
from bot.advisor.session import Session
from bot.advisor.turn import Turn
from bot.cli.asking import SOMEBODY, show_reply

LEAVING = frozenset({"exit", "quit", "bye", ":q"})
PROMPT = "> "


def chat(expertise: Expertise) -> None:
    """Talk until the person leaves or the input ends."""
    session = _say(Opened(), Session(), expertise).session
    while (line := _read()) is not None and line.strip().casefold() not in LEAVING:
        session = _say(Said(text=line), session, expertise).session


def guide(expertise: Expertise, description: str = "") -> None:
    """Lead through the dialog until its recommendation, its stop or the end of the input."""
    turn = _say(Began(description=description), Session(), expertise)
    while not isinstance(turn.reply, Recommendation | DialogStopped):
        line = _read()
        if line is None:
            return
        turn = _say(Said(text=line), turn.session, expertise)


def _say(move: Move, session: Session, expertise: Expertise) -> Turn:
    turn = respond(move, session, expertise, SOMEBODY)
    if turn.reply is not None:
        show_reply(turn.reply)
    return turn


def _read() -> str | None:
    try:
        return input(PROMPT)
    except (EOFError, KeyboardInterrupt):
        return None
