"""What follows from a text and the knowledge alone is found out once."""

from bot.advisor.memory import MOST, Memory


def length(text: str, looked: list[str]) -> int:
    looked.append(text)
    return len(text)


def first(text: str, looked: list[str]) -> str | None:
    looked.append(text)
    return text[:1] or None


def test_each_function_looks_at_a_text_once() -> None:
    memory, looked = Memory(), list[str]()

    found = [memory.of(length, "two", looked) for _ in range(3)]

    assert (found, memory.of(first, "two", looked)) == ([3, 3, 3], "t")
    assert looked == ["two", "two"]


def test_that_there_is_nothing_is_found_out_once_too() -> None:
    memory, looked = Memory(), list[str]()

    assert [memory.of(first, "", looked) for _ in range(2)] == [None, None]
    assert looked == [""]


def test_it_begins_anew_once_it_is_full() -> None:
    memory, looked = Memory(), list[str]()
    for number in range(MOST + 1):
        memory.of(length, str(number), looked)

    memory.of(length, str(MOST), looked)
    memory.of(length, "0", looked)

    assert len(looked) == MOST + 2
