"""What was read of articles' files before: a file whose bytes are the same says the same, and is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from imprint.article.model import Reading

__all__ = ["KnownReadings"]


class KnownReadings:
    """Readings by everything that they depend on. One that a whole round of reading did not ask for is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Reading] = {}
        self._now: dict[Hashable, Reading] = {}

    def reading(self, key: Hashable, read: Callable[[], Reading]) -> Reading:
        """The reading for a key; ``read`` makes it where it is not known."""
        known = self._now.get(key) or self._before.get(key) or read()
        self._now[key] = known
        return known

    def end_round(self) -> None:
        """A whole library has been read."""
        self._before, self._now = self._now, {}
