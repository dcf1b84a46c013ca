"""Short texts that mean something only after an answer: "and python?", "says who?", "numbers?"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from bot.advisor.naming import names_of, option_named
from bot.advisor.understanding import Meaning, Subject, Understanding
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import is_asking, words
from bot.knowledge.model import Option


@dataclass(frozen=True, slots=True)
class Side:
    """What there is to say for one option."""

    option: str


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The best case for the option that was not argued for."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks for the verdict."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured or counted."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where it was read, and when that was published; `doubted` where it is not believed."""

    doubted: bool = False


@dataclass(frozen=True, slots=True)
class More:
    """Further points."""


@dataclass(frozen=True, slots=True)
class Shorter:
    """The answer once more, in short."""


FollowUp = Side | OtherSide | Reasons | Figures | Sources | More | Shorter

_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|fine|and|but|so|also|now|then|well|hm+|what about|how about|even)\b"
    r"[,.!]?\s*)+",
    re.IGNORECASE,
)
"""A beginning by which a text goes on from what was said before."""

LONGEST = 8
"""Words of a text that may be a follow-up by its form."""

_LEADING = word_set(
    """
    and but so ok okay hm hmm well wait sorry also then uh huh oh wow yes no yeah right cool
    nice interesting thanks fine please stackpick
    """
)
"""Words before a follow-up that change nothing."""

_AROUND_AN_OPTION = word_set(
    """
    what how about for on in with the side then too same question is it does do that this and of
    or a case here there fare look compare to by comparison hold though as well now way stand
    where camp apply true thing show me just only points arguments pros people please tell us
    speaks if we i took take use used using went go chose choose pick picked had backend service
    were be
    """
)
"""Words beside an option's name that do not make a question of their own."""

_FIGURES = word_set(
    """
    numbers number figures figure stats statistics benchmarks benchmark measurements measured
    percentages percentage percent quantify
    """
)
_AROUND_FIGURES = word_set(
    """
    any some the got do you have are there is show me give us hard actual real concrete recent
    on for that this it of with in can what which a to back up please about how see i want we
    exact your put behind was by anything something
    """
)
"""Words beside a word for figures that do not make a question of their own."""

_IT = "(?:that|this|it|those|these|they)"


def any_of(*forms: str) -> re.Pattern[str]:
    """A pattern for whole texts that have one of these forms."""
    return re.compile("|".join(forms))


_REASONS = any_of(
    rf"why(?: is {_IT}| is that so| so| not| though| exactly| {_IT}| does {_IT} matter)*",
    rf"how (?:so|come)(?: {_IT})?",
    r"for what reasons?|on what grounds|in what way|what do you mean|because|reasons?",
    rf"what(?:'s| is| are) the reason(?:s|ing)?(?: for {_IT})?",
    rf"what makes (?:you|{_IT}) .{{2,12}}",
    rf"how(?:'s| is) {_IT}(?: possible)?",
    rf"explain(?: {_IT}| why)?",
)
_DOUBT = any_of(
    r"really|seriously|for real|since when",
    rf"is {_IT} (?:so|true|right|certain)",
    rf"(?:are )?you sure(?: about {_IT})?",
)
_SOURCES = any_of(
    rf"says who|who (?:says|said|claims)(?: so| {_IT})?|according to (?:who|whom|what)",
    r"(?:any |your |the |got |which )?(?:sources?|citations?|references?|evidence|proof|links?)"
    rf"(?: needed| please| pls| for {_IT})?",
    rf"what do the sources say|based on what|who (?:measured|found|tested|counted|wrote) {_IT}",
    rf"where (?:is|does|did|do) (?:{_IT}|you .{{2,8}}) from",
    rf"where (?:did|do) you (?:get|read) {_IT}(?: from)?",
    rf"how do you know(?: {_IT})?",
)
_DATES = any_of(
    r"as of when|from when|what year(?: was that)?",
    rf"when(?: was {_IT}(?: \w+)?| exactly)?|how long ago(?: was {_IT})?",
    rf"how (?:old|recent|current|fresh|new|dated) (?:is|are) (?:{_IT}(?: \w+)?|the \w+|your \w+)",
    rf"(?:is|are) {_IT} (?:still )?(?:current|recent|up to date|valid|the case|outdated|old)"
    r"(?: today| now| any ?more)?",
    rf"(?:is {_IT} )?still (?:true|valid|current|the case)(?: today| now)?",
)
_OTHER_SIDE = any_of(
    r"(?:what about |how about )?the (?:other|opposite|opposing)"
    r"(?: side| one| option| camp| view| way)?(?: please)?",
    rf"(?:any )?counter-?(?: )?(?:arguments?|points?)|what speaks against(?: {_IT})?",
    r"(?:play )?devil advocate(?: please)?",  # the words of a text have lost their "'s"
)
_MORE = any_of(
    r"(?:some |any |tell me |show me |give me |even )?more(?: please| points| details?)?",
    rf"(?:tell me )?more (?:on|about) {_IT}(?: please)?",
    r"go on|continue|keep going|what else|anything else|next|(?:give me |show me )?the rest",
    r"further(?: points)?|elaborate|details?",
)
_SHORTER = any_of(
    r"(?:a (?:bit|little) )?(?:shorter|briefer)(?: version)?(?: please| pls)?",
    r"tl ?dr(?: please| pls)?",
    r"(?:keep it|make it|make that|say it) (?:short|shorter|brief)(?: please| pls)?",
    r"(?:in short|in brief|in one sentence|in a nutshell|sum (?:it|that) up)(?: please| pls)?",
)


def follow_up_in(text: str, options: Mapping[str, Option]) -> FollowUp | None:
    """What a text asks for on the subject that was discussed last, as far as its form tells."""
    said = without_filling(text)
    if not said or len(said) > LONGEST:
        return More() if words(text) == ("and",) else None
    return _by_form(" ".join(said)) or _figures(said) or _side(said, options)


def without_filling(text: str) -> tuple[str, ...]:
    """The words of a text from the first on that changes what it asks for."""
    return tuple(dropwhile(_LEADING.__contains__, words(text)))


def meaning_of(text: str, understanding: Understanding) -> Meaning:
    """What a text means; where that is not plain, what it means without its beginning.

    "ok, and performance" is about performance, and "and" is what makes it hard to see.
    """
    whole = understanding.hear(text).meaning
    rest = without_lead(text)
    if isinstance(whole, Subject) or not rest or rest == text:
        return whole
    shorter = understanding.hear(rest).meaning
    return shorter if isinstance(shorter, Subject) else whole


def asks(text: str) -> bool:
    """Whether a text has the form of a question, whatever it begins with."""
    return is_asking(text) or is_asking(without_lead(text))


def without_lead(text: str) -> str:
    """A text without the words by which it goes on from something."""
    return _LEAD.sub("", text)


def leads_on(text: str) -> bool:
    """Whether a text begins as if it went on from something."""
    return bool(_LEAD.match(text))


def _by_form(said: str) -> FollowUp | None:
    if _REASONS.fullmatch(said):
        return Reasons()
    if _DOUBT.fullmatch(said):
        return Sources(doubted=True)
    if _SOURCES.fullmatch(said) or _DATES.fullmatch(said):
        return Sources()
    if _OTHER_SIDE.fullmatch(said):
        return OtherSide()
    if _SHORTER.fullmatch(said):
        return Shorter()
    return More() if _MORE.fullmatch(said) else None


def _figures(said: Sequence[str]) -> Figures | None:
    """Figures are asked for where nothing else is named, or in "by how much"."""
    if tuple(said[-2:]) == ("how", "much") and set(said) <= {"by", "how", "much"}:
        return Figures()
    other = {word for word in said if not word.isdecimal()} - _FIGURES - _AROUND_FIGURES
    return Figures() if set(said) & _FIGURES and not other else None


def _side(said: Sequence[str], options: Mapping[str, Option]) -> Side | None:
    option = option_named(said, options)
    if option is None:
        return None
    other = set(said) - names_of(option, options) - _AROUND_AN_OPTION
    return None if other else Side(option)
