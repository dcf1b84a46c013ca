"""What `make bench` is made of works: every kind of delivery is taken and replied to."""

from collections.abc import Iterator

import pytest

from bench.deliveries import Kind
from bench.orders import Order
from bench.report import Table
from bench.stage import Stage, stage
from bench.subjects import Subject, bare, new_sqlite, stackpick
from bench.suite import PRESSES
from bench.texts import DIFFERENT, fresh

KINDS: tuple[Kind, ...] = ("mention", "command", "press")


@pytest.fixture(scope="module")
def here() -> Iterator[Stage]:
    with stage(with_postgres=False) as made:
        yield made


@pytest.fixture(scope="module")
def bolt(here: Stage) -> Iterator[Subject]:
    subject = bare(here, "https", socket=True)
    yield subject
    subject.process.stop()


def delivered(here: Stage, to: str) -> None:
    order = Order((to,), KINDS, seconds=0.2, at_once=3, presses=PRESSES)

    tally = here.obey(order)

    assert len(tally.replied) >= 3, "a reply to each kind of delivery"
    assert len(tally.acknowledged) == len(tally.replied)
    assert (tally.refused, tally.lost) == ([], 0)


def test_bare_bolt_takes_and_replies_to_all_that_is_delivered_over_http(
    here: Stage, bolt: Subject
) -> None:
    delivered(here, bolt.url)


def test_bare_bolt_takes_and_replies_to_all_that_is_delivered_over_socket_mode(
    here: Stage, bolt: Subject
) -> None:
    assert bolt.token is not None

    delivered(here, bolt.token)


def test_stackpick_takes_and_replies_to_all_that_is_delivered(here: Stage) -> None:
    subject = stackpick(here, "https", new_sqlite(here))
    try:
        delivered(here, subject.url)
    finally:
        subject.process.stop()


def test_fresh_questions_differ() -> None:
    assert len({fresh(number) for number in range(DIFFERENT)}) == DIFFERENT


def test_a_table_is_written_as_markdown() -> None:
    table = Table("Waits", ("", "ms"), [("mention", "1.0")], "A note.")

    assert table.markdown() == (
        "### Waits\n\n|  | ms |\n| --- | ---: |\n| mention | 1.0 |\n\nA note."
    )
