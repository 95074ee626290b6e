"""What Pelican logs as an error and then publishes anyway, kept until the build is judged."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from imprint.findings import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FAULTS", "LoggedErrors"]

LOGGED_ERROR = Kind(
    "B101",
    "error-logged",
    "the build logged an error: {text}",
    "mend what it names; nothing is published while a build logs errors",
    """Pelican, or a plugin, logged an error and went on.

Pelican publishes after a plugin that failed to load and after an article that could not be read, and exits with status 0.
Here each record of level ERROR or above is a finding.
""",
)

FAULTS = (LOGGED_ERROR,)


class LoggedErrors(logging.Handler):
    """Collects every record of level ERROR and above, whatever the verbosity on the command line.

    ``-q`` raises the root logger's level so that such records are never made; while this handler is
    attached, the level is held at ERROR or below. The other handlers pass these records over: each
    is told once, as a finding, and without a traceback.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._texts: dict[str, None] = {}
        self._levels: list[tuple[logging.Logger, int]] = []
        self._silenced: list[logging.Handler] = []
        self._deaf = False

    def attach(self) -> None:
        """Start to listen, at the root logger; twice is as good as once."""
        root = logging.getLogger()
        if self in root.handlers:
            self._deaf = self._deaf or _is_silent()
            logging.disable(logging.NOTSET)
            return
        # A settings file may have silenced every logger; nothing has been missed so far.
        logging.disable(logging.NOTSET)
        self._silenced = [handler for handler in root.handlers if not isinstance(handler, LoggedErrors)]
        for handler in self._silenced:
            handler.addFilter(_is_no_error)
        for logger in (root, logging.getLogger("pelican")):
            if logger.level > logging.ERROR:
                self._levels.append((logger, logger.level))
                logger.setLevel(logging.ERROR)
        root.addHandler(self)

    def detach(self) -> None:
        """Stop listening and leave the loggers and their handlers as they were."""
        logging.getLogger().removeHandler(self)
        for logger, level in self._levels:
            logger.setLevel(level)
        for handler in self._silenced:
            handler.removeFilter(_is_no_error)
        self._levels.clear()
        self._silenced.clear()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record's text, with the exception that it carries."""
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            told = str(error)
            if not told or told not in text:
                text += f": {type(error).__name__}: {told}"
        self._texts[" ".join(text.split())] = None

    def findings(self) -> Iterator[Finding]:
        """One finding for each different error, in the order of their appearance; and one where errors could not be heard any more."""
        for text in self._texts:
            yield Finding(LOGGED_ERROR, "pelican", facts={"text": text})
        if self._deaf or _is_silent() or self not in logging.getLogger().handlers:
            yield Finding(LOGGED_ERROR, "pelican", facts={"text": "something silenced the log, so that no error would be heard"})


def _is_silent() -> bool:
    """Whether an error that Pelican logs would not be heard."""
    loggers = (logging.getLogger(), logging.getLogger("pelican"))
    return loggers[0].manager.disable >= logging.ERROR or any(each.disabled or each.level > logging.ERROR for each in loggers)


def _is_no_error(record: logging.LogRecord) -> bool:
    return record.levelno < logging.ERROR
