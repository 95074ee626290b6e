"""The settings file of a site, read outside a build, for the commands that need to know the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pelican.settings import read_settings as read_pelican_settings

from imprint.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DEFAULT_SETTINGS_FILE", "read_settings_file", "theme_of"]

DEFAULT_SETTINGS_FILE = "pelicanconf.py"


def read_settings_file(path: Path, **given: object) -> Settings:
    """The checked settings of a settings file; ``given`` values that are not empty take the place of the file's.

    Raises :class:`~imprint.settings.SettingsError` where the file is missing, cannot be run, or says
    something that is not allowed.
    """
    return read_settings(_values(path, {name: value for name, value in given.items() if value}))


def theme_of(path: Path) -> Path:
    """The folder of the theme that a settings file names. Raises as :func:`read_settings_file` does."""
    return Path(str(_values(path, {})["THEME"]))


def _values(path: Path, given: Mapping[str, object]) -> Mapping[str, object]:
    if not path.is_file():
        raise SettingsError([f"{path} is not there; name the site's settings file with --settings"])
    try:
        values: Mapping[str, object] = read_pelican_settings(str(path), override=dict(given))
    except (Exception, SystemExit) as error:  # a settings file is a program: it can raise anything, and end
        raise SettingsError([f"{path} cannot be read: {type(error).__name__}: {error}"]) from error
    return values
