"""What a database URL may say."""

import pytest

from bot.store.engine import parse_url


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("sqlite:///stackpick.db", "sqlite"),
        ("sqlite://", "sqlite"),
        ("postgres://u:p@db.example:5432/app", "postgresql+psycopg"),
        ("postgresql://u:p@db.example/app?sslmode=require", "postgresql+psycopg"),
        ("postgresql+psycopg://u@db.example/app", "postgresql+psycopg"),
        ("postgresql+asyncpg://u@db.example/app", "postgresql+psycopg"),
    ],
)
def test_the_driver_is_stackpick_s_own(text: str, driver: str) -> None:
    url = parse_url(text)

    assert url.drivername == driver
    assert url.render_as_string(hide_password=False).partition(":")[2] == text.partition(":")[2]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not a database URL"),
        ("db.example/app?password=hidden", "not a database URL"),
        ("postgres://u:hidden@db.example:port/app", "not a database URL"),
        ("mysql://u:hidden@db.example/app", "'mysql': use sqlite or postgresql"),
    ],
)
def test_another_text_is_refused_without_showing_its_password(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        parse_url(text)

    assert "hidden" not in str(caught.value)
