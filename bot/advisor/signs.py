"""Words and forms by which a message tells whom it is meant for."""

import re

from bot.advisor.vocabulary import word_set

TO_SOMEBODY = re.compile(
    r"<@[^>]+>|(?:^|\s)@\w|^(?!(?:No|Yes|Nope|Yeah|Ok|Okay|Well|So|Right|Sure)\b)[A-Z][a-z]+, "
    r"|, [A-Z][a-z]+\W*$"
)
"""A mention, a handle, or a name that the message begins or ends with; "No, " is an answer."""

SHOWN = re.compile(r"```|^>|https?://|<http", re.MULTILINE)
"""Code, a quotation or a link: something to look at."""

ANYBODY = re.compile(
    r"\b(?:how (?:do|can|would|should) (?:you|i|we)|(?:can|could|do|should|would|may) i"
    r"|(?:what|which)(?: \w+)? (?:can|could|would|should) we"
    r"|(?:show|give|tell) (?:me|us))\b",
    re.IGNORECASE,
)
"""You and I that mean anybody."""

TOLD = re.compile(
    r"\b(?:can|could|would|will) you (?:please |also |maybe )*"
    r"(?=(?:tell|explain|say|show|give|list|compare|describe|elaborate|summari[sz]e)\b)",
    re.IGNORECASE,
)
"""You that is to explain: StackPick, where one was talking with it."""

CORRECTS = re.compile(r"^(?:no|nope|nah|sorry|oh)\b\W*i (?:meant?|was asking)\b", re.IGNORECASE)
"""What one says who was misunderstood."""

_BEGINNING = r"^(?:(?:and|but|so|ok|well|wait|hm+)\b\W*)*"

PAST = re.compile(_BEGINNING + r"(?:did|was|were|had|has|have)\b", re.IGNORECASE)
"""A question for what happened, which those know who were there."""

BACK = re.compile(
    _BEGINNING + r"(?:on|in|at|with|for|to|from|under|by|of) (?:what|which|whose)\b", re.IGNORECASE
)
"""A question back, for a part of what was said last."""

WHEN = re.compile(
    _BEGINNING + r"(?:when|links?|from when)(?: (?:was|is) (?:that|this|it))?\W*", re.IGNORECASE
)
"""What people ask each other, of what one of them has told."""

RHETORICAL = re.compile(
    _BEGINNING + r"(?:(?:is|are|does|do|can|will) (?:anything|everything|nothing)\b|am i\b"
    r"|who (?:still|even|doesn't|wouldn't|isn't|cares|knows|needs)\b)"
    r"|\bthese days\b|\b(?:does|do|is) (?:it|that|this) even\b|\bwhat's the point\b",
    re.IGNORECASE,
)
"""A question that is put for its effect."""

LAST_WORD = re.compile(r", (\w+)\W*$")
NO_NAMES = word_set(
    """
    please pls plz thanks thx though tho then too also right exactly again now really anyway ok okay
    yes no eh huh instead either honestly actually overall today generally
    """
)
"""Words besides a name that a question may end in after a comma."""

MORE = re.compile(r"\b(?:please|pls|more|further|rest|else|points|elaborate)\b", re.IGNORECASE)
REQUEST = re.compile(
    r"^(?:and |then |now )?(?:compare|list|explain|contrast|any|show|give|tell)\b", re.IGNORECASE
)

HELP = re.compile(r"\b(?:help (?:me|us)|recommend|suggest)\b", re.IGNORECASE)
"""What an assistant is asked for."""

NAME = re.compile(
    r"^(?:(?:hey|hi|ok|dear) )?stackpick\b(?! (?:says?|said|thinks?|told|was|has|had|just|gave)\b)"
    r"[,:!]?\s*|(?:,\s*|(?:(?<=^hi)|(?<=^hey)|(?<=thanks)|(?<=you)|(?<=quiet)|(?<=^stop)"
    r"|(?<=^shut up))\s+)stackpick(?=\W*$)",
    re.IGNORECASE,
)
"""StackPick's name where one is called by it and not spoken of: at the beginning or the end."""

PEOPLE = word_set(
    """
    he she him her his let's lets guys folks y'all anyone anybody somebody someone everyone
    everybody people's team's you're you'd you'll you've i'll i've
    """
)
"""Words of talk among people."""

US = word_set("we us our ours we're we'd we'll we've i i'm i'd me my mine")
YOU = word_set("you your yours u ur")
PLANS = word_set(
    """
    today tomorrow tonight yesterday later monday tuesday wednesday thursday friday saturday
    sunday lunch coffee meeting standup call sprint retro demo ticket jira pr prod staging
    slides calendar invite room office zoom holiday vacation merged branch deadline
    """
)
"""Words of what people arrange with each other."""
