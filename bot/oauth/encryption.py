"""Tokens at rest: encrypted on their way into the database, and read on their way out."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.slack.identity import IdentityUnknown


def keys(text: str) -> MultiFernet:
    """The keys of TOKEN_ENCRYPTION_KEY: the first encrypts, each of them decrypts.

    Raises ValueError where one is not 32 bytes in Base64.
    """
    return MultiFernet([Fernet(key.strip()) for key in text.split(",")])


class Encrypted(TypeDecorator[str]):
    """A text that the database holds encrypted (Fernet: AES-128-CBC with HMAC-SHA256).

    Raises IdentityUnknown where no key reads what is there.
    """

    impl = Text
    cache_ok = True

    def __init__(self, keys: MultiFernet) -> None:
        super().__init__()
        self.keys = keys

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else self.keys.encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        try:
            return None if value is None else self.keys.decrypt(value).decode()
        except InvalidToken:
            raise IdentityUnknown("TOKEN_ENCRYPTION_KEY does not read the stored tokens") from None
