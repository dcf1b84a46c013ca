"""Finds that a result is not agreed with: "I disagree", "but we hate python"."""

from collections.abc import Mapping, Sequence

from bot.advisor.ellipsis import any_of
from bot.advisor.naming import option_named
from bot.advisor.result_wishes import Disagreeing
from bot.knowledge.model import Option

_WHO = (
    r"(?:i|we|they|nobody|no one|everyone|everybody|(?:my|our|the) (?:\w+ )?"
    r"(?:team|devs|developers|people|boss|cto|lead|manager|engineers|colleagues)"
    r"|(?:half|most|some) of (?:us|the team|them|my team))"
)
_VERY = r"(?: (?:all|both|just|really|absolutely|simply|still|kind of|do|here|would|will|so))*"
_LEFT = r"(?:hates?|dislikes?|despises?|loathes?|detests?|refuses?(?: to \w+)?|fears?)"
_NOT = r"(?:do not|don't|dont|does not|doesn't|doesnt|can't|cant|cannot|won't|wont|will not|never)"
_LIKE = r"(?:like|love|want|use|touch|stand|trust|enjoy|want to \w+|go with|work with|do)"
_RATHER = (
    r"(?:(?:would|'d) )?(?:rather|prefers?|preferred|wants?|likes?|loves?|insists? on|favou?rs?)"
    r"(?: (?:to )?(?:have|use|take|go with|pick|choose|keep|stay with|write|stick to|see))?"
)
_OPTION = r"\S+(?: (?:here|though|anyway|instead|better|more|at all|itself|code))*"

_AGAINST = any_of(
    rf"{_WHO}{_VERY} {_LEFT} {_OPTION}",
    rf"{_WHO}{_VERY} {_NOT}{_VERY} {_LIKE} {_OPTION}",
    rf"(?:nobody|no one)(?: (?:here|of us|on the team))?(?: wants| likes| knows| would)?"
    rf"(?: to)?(?: (?:use|touch|write|learn|work with))? {_OPTION}",
)
_FOR = any_of(
    rf"{_WHO}(?:'d)?{_VERY} {_RATHER} {_OPTION}",
    rf"{_OPTION} (?:would be|is|feels|seems|sounds) (?:much |far |a lot |clearly |way )?"
    r"(?:better|nicer|safer|right|a better fit|the better (?:choice|fit|option))(?: for us| here)?",
)
_RESULT = (
    r"(?:it|that|this|you|(?:the|this|that|your) (?:result|outcome|recommendation|answer|verdict"
    r"|choice|pick|conclusion))"
)
_EXPECTED = r"what (?:i|we) (?:want|wanted|expected|hoped for|had in mind)"
_FALSE = (
    rf"(?:wrong|nonsense|rubbish|mistaken|bullshit|a mistake|a bad idea|bad advice|not {_EXPECTED}"
    r"|not (?:right|true|it|for us)|no good)"
)
_DISAGREEING = any_of(
    rf"(?:i|we|they){_VERY} (?:disagree|{_NOT} agree)(?: with {_RESULT}| here| there)?",
    rf"(?:i|we){_VERY} {_NOT} (?:like|buy|want|believe|trust|think) (?:{_RESULT}|so)",
    rf"{_RESULT}(?: is| are| was| sounds| seems| looks| feels)?{_VERY} {_FALSE}",
    rf"{_RESULT} (?:can't|cannot|isn't|is not|doesn't) (?:be |look |sound |feel |seem )?"
    r"(?:right|true|good)",
    rf"(?:totally |just |plain |simply )*{_FALSE}|no way",
    r"(?:i|we) (?:expected|wanted|hoped for) (?:something else|the other(?: one)?|another .+)",
    rf"(?:i|we)(?: really)? (?:hate|dislike) {_RESULT}",
)


def objection_in(said: Sequence[str], options: Mapping[str, Option]) -> Disagreeing | None:
    """The objection that the words of a text are, as far as their form tells."""
    text = " ".join(said)
    if _DISAGREEING.fullmatch(text):
        return Disagreeing()
    option = option_named(said, options)
    if option and _AGAINST.fullmatch(text):
        return Disagreeing(against=option)
    return Disagreeing(rather=option) if option and _FOR.fullmatch(text) else None
