"""How a build that cannot go on ends: in plain lines, and with the exit status that belongs to it.

Pelican reads its own settings before any class of ours is made, and shows the traceback of whatever it meets there; where it
is interrupted it ends with 0. Both settings files import Imprint first, so that this is heard and told as all else is.
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
from traceback import walk_stack, walk_tb
from typing import NoReturn

import click
import pelican
from pelican.settings import DEFAULT_CONFIG

from imprint.findings import ExitStatus, Finding
from imprint.findings.as_text import findings_as_text

__all__ = ["settings_are_read", "stop_for_usage", "stop_interrupted", "stop_with", "tell_plainly", "told_of"]

_INTERRUPTED = 130
_READING = "pelican.settings"
_EXPECTED: dict[type, str] = {str: "text in quotes", list: "a list", dict: "a dictionary"}
_ALSO: dict[type, tuple[type, ...]] = {list: (tuple, str), str: (type,)}
"""Types that do as well; ``PELICAN_CLASS`` may be the class or its name."""


def told_of(error: BaseException) -> str:
    """An exception in words; the type alone where it cannot say itself."""
    try:
        said = str(error)
    except Exception:  # noqa: BLE001 - a plugin's own class may do anything
        said = ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def stop_interrupted() -> NoReturn:
    """Say that nothing came of the build, and end as an interrupted program does."""
    settings_are_read()
    click.echo("Interrupted: nothing was released.", err=True)
    raise SystemExit(_INTERRUPTED) from None


def stop_for_usage(problems: list[str]) -> NoReturn:
    """Say what is wrong with the settings, a line each."""
    settings_are_read()
    for problem in problems:
        click.echo(f"imprint: {problem}", err=True)
    raise SystemExit(ExitStatus.WRONG_USAGE) from None


def stop_with(finding: Finding) -> NoReturn:
    """Tell of the one finding that there is."""
    settings_are_read()
    click.echo(findings_as_text([finding]), err=True)
    raise SystemExit(ExitStatus.FINDINGS) from None


def tell_plainly() -> None:
    """From now on, tell of an exception that ends Pelican in one line; with ``-D`` as Pelican does.

    A settings file that ends the program would end Pelican's command as if the site had been built; from now on, and until
    :func:`settings_are_read`, that ends it with the status for wrong settings.
    """
    logging.getLogger("pelican").addFilter(_is_otherwise)
    if any(frame.f_code is pelican.main.__code__ for frame, _ in walk_stack(None)):
        atexit.register(_stop_unread)


def settings_are_read() -> None:
    """From now on the program ends with the status that it is given: a build begins, or it was told why there is none."""
    atexit.unregister(_stop_unread)


def _stop_unread() -> None:
    """Pelican lets :class:`SystemExit` pass, and the status can only be changed by ending the process at its end."""
    click.echo("imprint: the settings file ends the program; expected settings, so take the exit out of it; nothing was released", err=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(ExitStatus.WRONG_USAGE)


def _is_otherwise(record: logging.LogRecord) -> bool:
    """Whether a record is no exception that ends Pelican; one that is ends it here."""
    if record.levelno == logging.WARNING and str(record.msg).startswith("Keyboard interrupt received"):
        stop_interrupted()
    error = record.exc_info[1] if record.exc_info else None
    if record.levelno < logging.CRITICAL or not isinstance(error, Exception):
        return True
    if logging.getLogger().isEnabledFor(logging.DEBUG):
        settings_are_read()
        error.exitcode = ExitStatus.WRONG_USAGE  # type: ignore[attr-defined] # what Pelican ends with
        return True
    told = " ".join(told_of(error).split())
    stop_for_usage(_of_another_type(error) or [f"the settings cannot be used: {told}; run pelican with -D to see where it happened"])


def _of_another_type(error: Exception) -> list[str]:
    """The settings that Pelican was reading and that are of another type than its defaults."""
    read = [frame.f_locals.get("settings") for frame, _ in walk_tb(error.__traceback__) if frame.f_globals.get("__name__") == _READING]
    settings = next((each for each in reversed(read) if isinstance(each, dict)), {})
    return [
        f"{name} is {settings[name]!r}; expected {_EXPECTED[type(default)]}"
        for name, default in DEFAULT_CONFIG.items()
        if type(default) in _EXPECTED
        and name in settings
        and not isinstance(settings[name], (type(default), *_ALSO.get(type(default), ())))
    ]
