"""Words that say how what follows, or what went before, is meant: denied, in doubt, or as it is."""

from functools import cache
from typing import Literal

from bot.knowledge.model.lexicon import Lexicon, lexicon

Cue = Literal["harmless", "denies", "denies_before", "doubts", "doubts_all", "doubts_next"]
"""What words do: `harmless` look like another cue and are none; `denies` and `doubts` are about
what follows in the clause, `denies_before` about what stands before it, `doubts_all` about the
whole clause, `doubts_next` about the next few words."""

LISTS = {
    "called_for": (
        "(need*|requir*|want*|plan*|involv*|necess*|importan*|relevan*|allow*|permit*|expect*)",
        "(requirement|concern|thing|issue|topic|part|used|use|option|present|there|possible)",
        "(going|happening|in scope|on the (table|roadmap|list)|our (thing|concern|topic))",
    ),
    "others": (
        "(another|other|different|separate|neighbo*|sister) (team|department|group|company)",
        "(another|other|different|separate|neighbo*|sister) (unit|squad|org)",
        "(partner|vendor|supplier|agency|contractor|consultancy)",
        "(somebody|someone) else",
    ),
}

CUES: dict[Cue, tuple[str, ...]] = {
    "harmless": (
        "not (only|just|merely)",
        "no (more|less|fewer|later|earlier|sooner) than",
        "(nothing|none|no one|nobody|no other ... ) (but|except|besides|other than)",
        "no language (but|other than|except)",
        "nothing else (but|than)",
        "(not|don't|dont|doesn't|won't|wouldn't) (mind|hurt|matter)",
        "not a problem",
        "no (problem|issue|doubt|idea|matter|exceptions?|question|wonder|joke|big deal)",
        "(can't|cannot|couldn't|can not) (live|do|work|go) without",
        "(can't|cannot) wait",
        "not without",
        "no 1",
        "(can't|cannot|couldn't) (keep|scale|cope|handle|hold|tune|take|stand)",
        "(nothing|none) (stands|special|exotic|fancy|in particular|matters)",
        "why not",
        "no longer (scale*|cope*|keep*|fits|enough)",
    ),
    "denies": (
        "(no|not|without|never|nor|nothing|neither|zero|none of|hardly|barely|scarcely|non)",
        "(nobody|no one|noone|none)",
        "(don't|dont|doesn't|doesnt|didn't|didnt|won't|wont|can't|cant|cannot|couldn't)",
        "(isn't|isnt|aren't|arent|wasn't|wasnt|weren't|wouldn't|shouldn't|shan't|ain't)",
        "(haven't|hasn't|needn't|w/o)",
        "(avoid*|lacks|lacking|skip|skips|skipping|refus*|ditch*|drop|omit*|exclud*|ban|bans)",
        "(free of|devoid of|stay away from|steer clear of|keep away from|rule out|ruled out)",
        "(next|close) to (no|none|nothing|zero)",
        "almost (no|none|nothing|zero|never)",
        "(could|would|can) (do|live) without",
        "(nothing|no part|not much) (to do with|of)",
        "(don't|doesn't|dont|doesnt) (care|bother|worry) about",
    ),
    "denies_before": (
        "(is|are|was|be|being|will be) (not|never) (even|really|at all)? <called_for>",
        "(isn't|aren't|isnt|arent|wasn't|won't be) (even|really|at all)? <called_for>",
        "not (needed|required|wanted|planned|involved|necessary|relevant|allowed|permitted)",
        "not (in scope|on the (table|roadmap|list))",
        "(out of scope|off the table|not a thing|out of the question|ruled out)",
        "(forbidden|banned|unnecessary|unneeded)",
        "(plays|has) no (role|part|place)",
    ),
    "doubts": (
        "(maybe|perhaps|possibly|potentially|might|whether|unless|if|supposing|unclear)",
        "(undecided|unsure|uncertain|considering|contemplating|evaluating|debating|toying)",
        "not (yet|sure|certain|decided|clear|settled)",
        "(isn't|aren't|haven't|hasn't) (yet|sure|certain|decided|clear|settled)",
        "(thinking|dreaming|talking|talk|thought) (of|about)",
        "(don't|dont|doesn't) know (if|whether|yet)",
        "(may|could) (some day|someday|one day|later|eventually|want|need|add|become)",
        "(used to|formerly|previously|originally)",
        "(was|were|had)",
        "(moved|moving|migrat*|switch*|coming|came|come) (away|over)? (off|from)",
        "(get|getting|got) (rid of|away from|off)",
        "(replac*|retir*|sunset*|abandon*|deprecat*|left|leaving|ditched|dropped|scrapped)",
        "(considered|evaluated|tried|rejected|discarded|decided against|turned down|looked at)",
        "no longer",
        "(unlike|competitor|competitors|customers|clients)",
        "<others>",
        "(should|do|does|would|could|can) (we|it|there|they) (need|use|have|be|go|want|do)",
    ),
    "doubts_all": (
        "(later on|someday|some day|one day|eventually|down the (road|line)|in the (past|future))",
        "(at some point|phase (2|two|3)|back then|in a later (phase|version|release|step))",
        "(later|another time|afterwards|some other time|years ago|in v2|for v2|version 2)",
        "(is|are|gets|get) (gone|history|going away|thrown away|retired|being (retired|replaced))",
        "by (a|our|the|some)? <others>",
    ),
    "doubts_next": (
        "(instead of|rather than|in place of|as opposed to|in lieu of|other than)",
        "compared (to|with)",
    ),
}


@cache
def cue_lexicon() -> Lexicon[Cue]:
    """The cues, ready to be looked for."""
    return lexicon(((phrase, cue) for cue, each in CUES.items() for phrase in each), LISTS)
