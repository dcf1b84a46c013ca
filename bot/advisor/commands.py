"""The few words that steer a dialog or ask for help when somebody types them."""

import re
from typing import Literal

from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words

Steering = Literal["back", "not_sure", "stop", "start_over", "review", "result"]

_STEERING: dict[Steering, frozenset[str]] = {
    "back": frozenset({"back", "go back", "previous", "undo", "previous question", "one back"}),
    "not_sure": frozenset(
        {
            "not sure", "skip", "skip it", "skip this", "don't know", "i don't know", "dont know",
            "i dont know", "idk", "no idea", "unsure", "dunno", "pass", "next", "not sure yet",
            "i'm not sure", "im not sure", "can't say", "depends", "it depends",
        }
    ),
    "stop": frozenset({"stop", "cancel", "quit", "exit", "end", "abort", "stop it", "never mind"}),
    "start_over": frozenset({"start over", "restart", "start again", "begin again", "reset"}),
    "review": frozenset(
        {"my answers", "answers", "review", "summary", "change", "change an answer"}
    ),
    "result": frozenset({"result", "show result", "recommendation", "finish", "done"}),
}  # fmt: skip
SHOWN = ("back", "skip", "not sure", "my answers", "result", "start over", "stop")
"""The words for steering that people are shown; the others are understood as well."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_NUMBERED = re.compile(
    rf"(?:(?:the|option|answer|number|no) )*(?:(\d)(?:st|nd|rd|th)?|({'|'.join(_ORDINALS)}))"
    r"(?: (?:one|option|answer))?"
)
_YES, _NO = word_set("yep yeah yup yea aye sure"), word_set("nope nah nay")
_NONE = re.compile(r"none of (?:that|those|these|them|it|the above)(?: answers)?")
_NEITHER = re.compile(r"neither of (?:these|those|them|the two|the above)")
_OF_ALL = re.compile(r"(?:both|all|either|any)(?: of (?:that|those|these|them|it|the above))?")
_FILLING = word_set("hmm hm uh um well ok okay honestly sorry maybe perhaps yet really still now")
"""Words around "I don't know" that change nothing."""

_WHY = re.compile(r"(?:but |and )?why(?: (?:that|this|so|is that|is this))?")
_READ = re.compile(
    r"what (?:did|have|do) you (?:read|get|gather|understood|understand|take|know)"
    r"(?: from (?:it|that|this|my text|the text|me))?(?: so far| about (?:us|it|me|my project))?"
)
_WHY_ASKED = re.compile(
    r"(?:but )?why (?:do|would|should) (?:you|i|we) (?:ask|need|want|care|have|know).*"
    r"|why does (?:that|this|it) matter|why is (?:that|this|it) (?:important|relevant)"
    r"|what do you mean.*|what does (?:that|this|it) mean"
)

_HELP = frozenset({"help", "usage", "commands", "how does this work", "?"})
_RECOMMEND = "recommend"
_BEGINNING = frozenset(
    {
        _RECOMMEND,
        "help me choose",
        "help us choose",
        "start a recommendation",
        "recommend something",
    }
)
"""What people are told to say for a recommendation, and what comes to the same."""


def steering(text: str) -> Steering | None:
    """Which way a text steers an open dialog, if it does nothing else."""
    said = " ".join(words(text))
    without = " ".join(word for word in words(text) if word not in _FILLING)
    steered = next((kind for kind, phrases in _STEERING.items() if said in phrases), None)
    if steered is None and without in _STEERING["not_sure"]:
        return "not_sure"
    return "review" if _READ.fullmatch(said) else steered


def as_answer(text: str) -> str:
    """A typed answer as the phrases know it: "the second one" is "2", and "nope" is "no"."""
    said = " ".join(words(text))
    numbered = _NUMBERED.fullmatch(said)
    if numbered:
        digit, ordinal = numbered.groups()
        return digit or str(_ORDINALS.index(ordinal) + 1)
    if said in _YES or said in _NO:
        return "yes" if said in _YES else "no"
    if _NEITHER.fullmatch(said):
        return "neither"
    return "none" if _NONE.fullmatch(said) else text


def leaves_all(text: str) -> bool:
    """Whether a text says of the answers to a question that it is neither of them."""
    return as_answer(text) == "neither" or words(text) == ("neither",)


def is_none_of_them(text: str) -> bool:
    """Whether a text says "none of these", which is an answer only where one's label is so."""
    return bool(_NONE.fullmatch(" ".join(words(text))))


def takes_all(text: str) -> bool:
    """Whether a text says of the answers to a question that it is both of them, or any."""
    return bool(_OF_ALL.fullmatch(" ".join(words(text))))


def asks_why_asked(text: str, *, at_once: bool = False) -> bool:
    """Whether a text is about the open question itself: why it is asked, or what it means.

    `at_once` where the question was the last that was said, so that "why?" can mean nothing else.
    """
    said = " ".join(words(text))
    return bool(_WHY_ASKED.fullmatch(said) or (at_once and _WHY.fullmatch(said)))


def is_shown(text: str) -> bool:
    """Whether a text is one of the words for steering that people are shown."""
    return " ".join(words(text)) in SHOWN


def asks_for_help(text: str) -> bool:
    """Whether a text asks what StackPick can do, and nothing else."""
    return " ".join(words(text)) in _HELP or text.strip() == "?"


def begins_recommendation(text: str) -> bool:
    """Whether a text is what people are told to say for a recommendation, and nothing else."""
    said = [word for word in words(text) if word not in ("please", "pls")]
    return " ".join(said) in _BEGINNING


def description_after_recommend(text: str) -> str | None:
    """What follows "recommend" at the start of a text; None where it starts otherwise."""
    first, *rest = text.split(maxsplit=1) or [""]
    return "".join(rest).strip() if first.casefold().strip(":,.") == _RECOMMEND else None
