"""The App Home: where a person begins, goes on and looks around. Pure."""

from typing import Any

from bot import phrases
from bot.advisor.moves import Began
from bot.knowledge.model import Knowledge
from bot.slack.blocks.parts import (
    actions,
    bold,
    bullets,
    button,
    context,
    criterion_menu,
    header,
    section,
)
from bot.slack.ids import COMMAND
from bot.slack.text import escaped


def home_view(knowledge: Knowledge) -> dict[str, Any]:
    """The view for `views.publish`."""
    criteria, options = tuple(knowledge.criteria.values()), knowledge.options.values()
    examples = [f"`{COMMAND} {example}`" for example in phrases.EXAMPLES]
    blocks = [
        header("StackPick"),
        section(phrases.WHAT_IT_DOES),
        section(bullets([f"{o.emoji} {bold(o.name)}: {escaped(o.tagline)}" for o in options])),
        actions(button("Help me choose", Began(), style="primary"), criterion_menu(criteria)),
        section(f"*For example*\n{bullets(examples)}"),
        context(f"{phrases.RULES_NOT_MODEL} Knowledge version {knowledge.version}."),
    ]
    return {"type": "home", "blocks": [block.to_dict() for block in blocks]}
