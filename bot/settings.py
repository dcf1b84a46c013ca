"""What the environment says: every setting, read once, and everything wrong with it at once."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.knowledge.files import BUNDLED

Transport = Literal["socket", "http"]
"""How Slack's deliveries arrive: over Socket Mode, or as HTTP requests."""


DEFAULT_PORT = 3000


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


def _encryption_keys(value: SecretStr) -> SecretStr:
    try:
        sizes = [len(urlsafe_b64decode(key.strip())) for key in value.get_secret_value().split(",")]
    except ValueError:
        sizes = []
    if not sizes or set(sizes) != {_KEY_BYTES}:
        raise ValueError(f"each key is 32 bytes in Base64, with commas between; {_MAKE_A_KEY}")
    return value


_KEY_BYTES = 32
_MAKE_A_KEY = "make one with: openssl rand -base64 32"

EncryptionKeys = Annotated[SecretStr, AfterValidator(_encryption_keys)]
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
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    token_encryption_key: SecretStr | None = None

    def transport(self) -> Transport | None:
        """The transport that the tokens are for; None where there are none."""
        if self.installs:
            return "http"
        if self.slack_app_token:
            return "socket"
        return "http" if self.slack_signing_secret else None

    def has_tokens(self) -> bool:
        """Whether any token or secret of Slack's is set."""
        given = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return any(given) or self.installs

    @property
    def installs(self) -> bool:
        """Whether StackPick is to be installed into many workspaces, over OAuth."""
        return bool(self.slack_client_id or self.slack_client_secret)


class Settings(Tokens):
    """The settings, from the environment and, below it, from a file `.env`."""

    slack_bot_token: BotToken | None = None
    slack_app_token: AppToken | None = None
    slack_signing_secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    slack_client_secret: Annotated[SecretStr, Field(min_length=16)] | None = None
    token_encryption_key: EncryptionKeys | None = None
    slack_api_url: HttpUrl = HttpUrl("https://slack.com/api/")
    database_url: Annotated[DatabaseUrl, Field(repr=False)] = "sqlite:///stackpick.db"
    host: str = "0.0.0.0"  # noqa: S104 - a platform's router comes from outside
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    knowledge_dir: Path = BUNDLED
    rate_limits: Literal["on", "off"] = "on"
    slack_blocks: Literal["newest", "classic"] = "newest"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["human", "json"] = "human"

    @property
    def http_port(self) -> int:
        """The port for Slack's requests; over Socket Mode, `port` alone says whether to listen."""
        return self.port or DEFAULT_PORT

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
    whose = _missing_to_install(tokens, wanted) if tokens.installs else _missing_bot_token(tokens)
    return (*whose, *_missing_to_listen(tokens, wanted))


def _missing_bot_token(tokens: Tokens) -> Iterator[str]:
    if tokens.slack_bot_token is None:
        yield "SLACK_BOT_TOKEN is missing: set the bot token (xoxb-…) of your Slack app"


def _missing_to_install(tokens: Tokens, wanted: Transport | None) -> Iterator[str]:
    """What installing into many workspaces needs, and what does not go with it."""
    if tokens.slack_client_id is None:
        yield "SLACK_CLIENT_ID is missing: copy it from Basic Information of your Slack app"
    if tokens.slack_client_secret is None:
        yield "SLACK_CLIENT_SECRET is missing: copy it from Basic Information of your Slack app"
    if tokens.token_encryption_key is None:
        yield (
            "TOKEN_ENCRYPTION_KEY is missing: the tokens of workspaces are kept encrypted; "
            f"{_MAKE_A_KEY}"
        )
    if tokens.slack_bot_token is not None:
        yield "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many: set one of them"
    if wanted == "socket":
        yield "SLACK_CLIENT_ID: workspaces install StackPick over HTTP, so it must run with --http"


def _missing_to_listen(tokens: Tokens, wanted: Transport | None) -> Iterator[str]:
    if wanted == "socket" and tokens.slack_app_token is None:
        yield "SLACK_APP_TOKEN is missing: Socket Mode needs an app-level token (xapp-…)"
    elif wanted == "http" and tokens.slack_signing_secret is None:
        yield "SLACK_SIGNING_SECRET is missing: HTTP needs the app's signing secret"
    elif wanted is None:
        yield "SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing"


def _problems(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]).upper()
        yield f"{name}: {detail['msg'].removeprefix('Value error, ')}"
