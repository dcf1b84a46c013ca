"""What the environment says: every setting, read once, and everything wrong with it at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.knowledge.files import BUNDLED

Transport = Literal["socket", "http"]
"""How Slack's deliveries arrive: over Socket Mode, or as HTTP requests."""


class SettingsError(Exception):
    """StackPick cannot start; `problems` names every setting that is wrong, and what to do."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _token(prefix: str, where: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(prefix):
            raise ValueError(f"must begin with {prefix}; copy it from {where} of your Slack app")
        return value

    return AfterValidator(check)


def _database_url(value: str) -> str:
    if not value.startswith(("sqlite://", "postgres://", "postgresql://")):
        raise ValueError("must begin with sqlite://, postgres:// or postgresql://")
    return value


BotToken = Annotated[SecretStr, _token("xoxb-", "OAuth & Permissions")]
AppToken = Annotated[SecretStr, _token("xapp-", "Basic Information, App-Level Tokens")]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]


class Tokens(BaseSettings):
    """The tokens that are set, whatever they look like.

    An empty variable counts as one that is not set.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None

    def transport(self) -> Transport | None:
        """The transport that the tokens are for; None where there are none."""
        if self.slack_app_token:
            return "socket"
        return "http" if self.slack_signing_secret else None

    def has_tokens(self) -> bool:
        return any((self.slack_bot_token, self.slack_app_token, self.slack_signing_secret))


class Settings(Tokens):
    """The settings, from the environment and, below it, from a file `.env`."""

    slack_bot_token: BotToken | None = None
    slack_app_token: AppToken | None = None
    slack_signing_secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    slack_api_url: HttpUrl = HttpUrl("https://slack.com/api/")
    database_url: Annotated[DatabaseUrl, Field(repr=False)] = "sqlite:///stackpick.db"
    host: str = "0.0.0.0"  # noqa: S104 - a platform's router comes from outside
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    knowledge_dir: Path = BUNDLED
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["human", "json"] = "human"

    @property
    def api_url(self) -> str:
        """The address of the Web API, with a slash at its end."""
        return f"{str(self.slack_api_url).rstrip('/')}/"


def read_settings() -> Settings:
    """The settings. Raises SettingsError with everything that is malformed."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError((".env: this file is not UTF-8",)) from None
    except ValidationError as error:
        raise SettingsError(tuple(_problems(error))) from None


def missing_for(transport: Transport | None) -> tuple[str, ...]:
    """The tokens that are not set and that running in a real Slack needs, each with what to do."""
    tokens = Tokens()
    return _missing(tokens, transport or tokens.transport())


def require(settings: Settings, transport: Transport | None) -> Transport:
    """The transport to run, with every token that it needs.

    Raises SettingsError with all that is missing.
    """
    wanted = transport or settings.transport()
    missing = _missing(settings, wanted)
    if missing or wanted is None:
        raise SettingsError(missing)
    return wanted


def _missing(tokens: Tokens, wanted: Transport | None) -> tuple[str, ...]:
    missing = []
    if tokens.slack_bot_token is None:
        missing.append("SLACK_BOT_TOKEN is missing: set the bot token (xoxb-…) of your Slack app")
    if wanted == "socket" and tokens.slack_app_token is None:
        missing.append("SLACK_APP_TOKEN is missing: Socket Mode needs an app-level token (xapp-…)")
    if wanted == "http" and tokens.slack_signing_secret is None:
        missing.append("SLACK_SIGNING_SECRET is missing: HTTP needs the app's signing secret")
    if wanted is None:
        missing.append(
            "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing"
        )
    return tuple(missing)


def _problems(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]).upper()
        yield f"{name}: {detail['msg'].removeprefix('Value error, ')}"
