"""What Slack takes of a message, as its documentation says, and what breaks it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

LONGEST_TOP_TEXT = 3900
"""Characters of a message's `text`; from 4,000 on Slack cuts or refuses it."""

MOST_IN_BLOCKS = 13_000
"""Characters of all blocks of a message; observed, from about 13,200 on Slack refuses them."""

MOST_BLOCKS = {"message": 50, "home": 100, "modal": 100}
MOST_CHILDREN = 10
MOST_ROWS, MOST_COLUMNS = 100, 20
MOST_IN_TABLE = 10_000
"""Characters of all cells; Slack names 10,000 for a table and 20,000 for one with pages."""

MOST_ELEMENTS = {"actions": 25, "context": 10, "context_actions": 5}
LONGEST_TEXT = {"section": 3000, "header": 150, "context": 3000, "button": 75, "option": 75}
LONGEST_LABEL, LONGEST_TYPED, MOST_CHOICES = 2000, 3000, 10
LONGEST_PLACEHOLDER = 150
LONGEST_ACTION_ID = 255
LONGEST_VALUE = {"button": 2000, "option": 150}
MOST_OPTIONS, MOST_IN_OVERFLOW = 100, 5

Json = Mapping[str, Any]


def broken_limits(body: Json) -> Iterator[str]:
    """What is wrong with the body of a message; nothing where Slack takes it."""
    blocks = body.get("blocks", [])
    yield from _length("the text", body["text"], LONGEST_TOP_TEXT)
    yield from broken_by_blocks(blocks, "message")
    if (whole := sum(map(len, texts(blocks)))) >= MOST_IN_BLOCKS:
        yield f"{whole} characters in all blocks"


def broken_by_blocks(blocks: list[Json], surface: str) -> Iterator[str]:
    if len(blocks) > MOST_BLOCKS[surface]:
        yield f"{len(blocks)} blocks"
    for block in blocks:
        yield from _block(block)
    yield from _repeated("action_id", [e["action_id"] for e in controls(blocks)])
    if sum(block["type"] == "table" for block in blocks) > 1:
        yield "more than one table"
    yield from _repeated("block_id", [block["block_id"] for block in blocks if "block_id" in block])


def controls(blocks: list[Json]) -> list[Json]:
    """The buttons and menus, in their order."""
    with_elements = [one for one in blocks if one["type"] in {"actions", "context_actions"}]
    inside = [e for block in blocks for e in controls(block.get("child_blocks", []))]
    beside = [block["accessory"] for block in blocks if "accessory" in block]
    return [e for block in with_elements for e in block["elements"]] + beside + inside


def buttons(body: Json) -> dict[str, Json]:
    """The buttons of a message by their label."""
    return {e["text"]["text"]: e for e in controls(body["blocks"]) if e["type"] == "button"}


def texts(part: Any) -> Iterator[str]:
    """Every text that is shown, wherever it stands."""
    if isinstance(part, dict) and part.get("type") in {"mrkdwn", "plain_text", "raw_text"}:
        yield part["text"]
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from texts(inner)


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "section" | "header" as kind:
            yield from _length(kind, block["text"]["text"], LONGEST_TEXT[kind])
        case "context":
            yield from _elements(block)
            for element in block["elements"]:
                yield from _length("context", element["text"], LONGEST_TEXT["context"])
        case "actions":
            yield from _elements(block)
            for element in block["elements"]:
                yield from _control(element)
        case "context_actions":
            yield from _elements(block)
            for element in block["elements"]:
                yield from _rating(element)
        case "container":
            yield from _length("the title of a container", block["title"]["text"], 150)
            if not 1 <= len(block["child_blocks"]) <= MOST_CHILDREN:
                yield f"{len(block['child_blocks'])} blocks in a container"
            for child in block["child_blocks"]:
                yield from _block(child)
        case "table":
            yield from _table(block["rows"])
        case "divider":
            return
        case "input":
            yield from _length("a label", block["label"]["text"], LONGEST_LABEL)
            yield from _length("a hint", block.get("hint", {}).get("text", "-"), LONGEST_LABEL)
            yield from _input(block["element"])
        case other:
            yield f"a block that is not checked here: {other}"


def _table(rows: list[list[Json]]) -> Iterator[str]:
    if not 1 <= len(rows) <= MOST_ROWS:
        yield f"{len(rows)} rows"
    if {len(row) for row in rows} - set(range(1, MOST_COLUMNS + 1)):
        yield "too many columns"
    if len({len(row) for row in rows}) > 1:
        yield "rows of different lengths"
    cells = [cell["text"] for row in rows for cell in row]
    if not all(cells):
        yield "an empty cell"
    if sum(map(len, cells)) > MOST_IN_TABLE:
        yield f"{sum(map(len, cells))} characters in a table"


def _input(element: Json) -> Iterator[str]:
    if element["type"] == "plain_text_input":
        if not 1 <= element["max_length"] <= LONGEST_TYPED:
            yield f"a text of {element['max_length']} characters"
        return
    if element["type"] == "users_select":
        return
    if not 1 <= len(element["options"]) <= MOST_CHOICES:
        yield f"{len(element['options'])} choices"
    for option in element["options"]:
        yield from _labelled("option", option)


def _rating(element: Json) -> Iterator[str]:
    yield from _length("an action_id", element["action_id"], LONGEST_ACTION_ID)
    for name in ("positive_button", "negative_button"):
        yield from _labelled("button", element[name])


def _elements(block: Json) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= MOST_ELEMENTS[block["type"]]:
        yield f"{len(block['elements'])} elements in {block['type']}"


def _control(element: Json) -> Iterator[str]:
    yield from _length("an action_id", element["action_id"], LONGEST_ACTION_ID)
    if element["type"] == "button":
        yield from _labelled("button", element)
        return
    is_menu = element["type"] == "overflow"
    if not is_menu:
        yield from _length("a placeholder", element["placeholder"]["text"], LONGEST_PLACEHOLDER)
    if not 1 <= len(element["options"]) <= (MOST_IN_OVERFLOW if is_menu else MOST_OPTIONS):
        yield f"{len(element['options'])} options"
    for option in element["options"]:
        yield from _labelled("option", option)


def _labelled(kind: str, element: Json) -> Iterator[str]:
    yield from _length(f"the label of a {kind}", element["text"]["text"], LONGEST_TEXT[kind])
    yield from _length(f"the value of a {kind}", element["value"], LONGEST_VALUE[kind])
    if "accessibility_label" in element:
        yield from _length("what is read out", element["accessibility_label"], LONGEST_TEXT[kind])


def _length(what: str, text: str, longest: int) -> Iterator[str]:
    if not 1 <= len(text) <= longest:
        yield f"{what} has {len(text)} characters"


def _repeated(what: str, names: list[str]) -> Iterator[str]:
    for name, count in Counter(names).items():
        if count > 1:
            yield f"{what} {name} {count} times"


_EMOJI = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]|:[a-z][a-z0-9_+-]*:")
_TARGET = re.compile(r"<[^<>|]*\|?")


def words_of(body: Json) -> str:
    """All that a message says, without the addresses of its links."""
    return "\n".join(_TARGET.sub("", text) for text in (body["text"], *texts(body["blocks"])))


def emoji_in(text: str) -> list[str]:
    """Every emoji, as a character or by its name between colons."""
    return _EMOJI.findall(text)
