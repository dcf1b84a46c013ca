"""The guided dialog: its questions, and the answers so far."""

from bot.advisor.commands import SHOWN
from bot.advisor.replies import NextQuestion, Understood

STOPPED = "Stopped. Your answers are put aside."
ANSWERS_SO_FAR = "Your answers so far"
NOTHING_ANSWERED = "You have not answered anything yet."
READ_FROM_TEXT = "What I read from the text"
CONFIRM_READ = (
    "Is that right? Then answer the question below. "
    "If not, say it in other words, or change it under “my answers”."
)
ANSWER_BY_WORDS = "Press a button, or type the answer or its number (in a channel, mention me)."
BACK_TO_DIALOG = "Back to your recommendation:"
CHANGE_BY_NUMBER = "To change one, type “change” and its number."
GOES_ON_BELOW = "This recommendation goes on below."
ANSWER_BY_NUMBER = "Type an answer or its number."
LEFT_OPEN = "left open"
SETTLED = "No answer can change the outcome any more; you asked to go on."
STEERING = f"In a dialog, type an answer or its number, or: {', '.join(SHOWN)}"


def question_number(asked: NextQuestion) -> str:
    """Which question it is and how many may come."""
    left = f"at most {asked.left} more" if asked.left else "the last one"
    return f"Question {asked.number}, {left}"


def back_to(asked: NextQuestion) -> str:
    """The open question again, after something was said in between."""
    return f"{BACK_TO_DIALOG} {asked.question.ask}"


def understood_line(understood: Understood) -> str:
    """An answer that was given, with the words that it was read from."""
    words = from_words(understood.words) if understood.words else ""
    return f"{understood.question.ask} {answer_label(understood)}{words}{aside_note(understood)}"


def aside_note(understood: Understood) -> str:
    """That an answer does not count for now, to stand behind it."""
    return " (set aside: another answer makes it pointless)" if understood.set_aside else ""


def answer_label(understood: Understood) -> str:
    """An answer that was given, or that none was."""
    return understood.answer.label if understood.answer else LEFT_OPEN


def from_words(words: str) -> str:
    """Where an answer was read from, to stand behind it."""
    return f" (from “{words}”)"


def answer_by_command(command: str) -> str:
    """How a question is answered where what is typed is seen by all and not heard."""
    return f"Press a button, or type {command} and the answer or its number."
