"""Which mentions of a description are too uncertain to fill an answer in.

"The very same pricing rules" may be heavy computation or what browser and server share. Words that
phrases of two questions claim are often about neither, unless they are most of what is said: of
nine such readings of descriptions that no phrase had been mended for, six were wrong.
"""

from dataclasses import replace

from bot.advisor.reading.denial import clause_end, clause_start
from bot.advisor.reading.mentions import Mention, Mentions

LARGEST_PART = 0.5
"""The part of its clause up to which a mention that another question claims too is left out.

Chosen on the open descriptions, read with phrases that had not been mended for them.
"""


def without_ambiguous(found: Mentions) -> Mentions:
    """The same mentions without those that may well be about another question or none."""
    meant = {
        question: tuple(one for one in each if not _is_ambiguous(one, question, found))
        for question, each in found.meant.items()
    }
    return replace(found, meant=meant)


def _is_ambiguous(mention: Mention, question: str, found: Mentions) -> bool:
    if mention.length > LARGEST_PART * _words_of_clause(mention, found):
        return False
    return any(
        phrase.start < mention.end and mention.first < phrase.end
        for other, phrases in found.phrases.items()
        if other != question
        for phrase in phrases
    )


def _words_of_clause(mention: Mention, found: Mentions) -> int:
    return clause_end(found.said, mention.end) - clause_start(found.said, mention.first)
