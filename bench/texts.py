"""What people ask: a few questions again and again, and questions that nobody asked before."""

QUESTIONS = (
    "which one scales better",
    "is python too slow for an api",
    "which one is easier to hire for",
    "what about security",
    "is node good for realtime apps",
    "which is cheaper to run",
    "which has the better ecosystem",
    "how steep is the learning curve",
    "which one is better for machine learning",
    "do we get types in both",
    "which one deploys more easily",
    "how do they talk to postgres",
)

_OPENINGS = (
    "hi", "hello all", "quick question", "so", "honestly", "one more thing", "as an engineer",
    "my boss asks", "just wondering", "for our next service", "before we start", "we argue here",
    "be frank", "out of curiosity", "from your experience", "seriously", "today I ask",
    "for the record", "in your view", "again for the new ones", "the team wonders",
    "help us decide", "last one", "to be sure",
)  # fmt: skip
_ENDINGS = (
    "", "these days", "for a small team", "for a large company", "in the long run", "at the start",
    "for a start-up", "in practice", "on our own servers", "in the cloud", "for an internal tool",
    "for a public product", "with two developers", "next year", "under pressure", "in general",
    "for an agency", "for a bank", "for a shop", "at our size", "with little money", "at night",
    "when it gets busy", "in a year from now", "without much effort",
)  # fmt: skip

DIFFERENT = len(_OPENINGS) * len(QUESTIONS) * len(_ENDINGS)
"""Fresh questions; more than StackPick remembers, so that each is new when it comes again."""


def fresh(number: int) -> str:
    """A question with another wording for each number, up to DIFFERENT of them."""
    rest, opening = divmod(number, len(_OPENINGS))
    rest, question = divmod(rest, len(QUESTIONS))
    ending = _ENDINGS[rest % len(_ENDINGS)]
    return f"{_OPENINGS[opening]}, {QUESTIONS[question]} {ending}".strip()
