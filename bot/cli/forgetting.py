"""`stackpick forget`: deletes by hand what an uninstallation deletes by itself."""

from bot.cli.console import show
from bot.cli.database import opened
from bot.settings import Settings, SettingsError
from bot.store.protocol import StoreUnavailable


def forget(settings: Settings, team: str, person: str) -> None:
    """Delete what is kept of a workspace, or of one person in it, and say how much that was.

    Raises SettingsError where the database cannot be used.
    """
    store = opened(settings)
    try:
        deleted = store.forget_person(team, person) if person else store.forget_team(team)
    except StoreUnavailable as error:
        raise SettingsError((f"DATABASE_URL: the database cannot be used ({error})",)) from error
    finally:
        store.close()
    whose = f"{person} in {team}" if person else team
    if not deleted:
        show(f"Nothing is kept of {whose}.")
        return
    counted = [f"  {table}: {number}" for table, number in sorted(deleted.items())]
    show("\n".join([f"Deleted what was kept of {whose}:", *counted]))
