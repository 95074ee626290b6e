"""What a real browser has seen of one page, in all circumstances that were tried."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Rendering", "Sighting"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one thing looked like in one set of circumstances. ``fault`` is empty where a reader sees it; ``circumstances`` such as ``"in the dark, 320 px wide"``."""

    what: str
    fault: str
    circumstances: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """One page in a browser. ``clicks`` are pairs of the expected link and the address that a click on it asked for, empty where it asked for none."""

    path: str
    notices: tuple[Sighting, ...] = ()
    links: tuple[Sighting, ...] = ()
    clicks: tuple[tuple[str, str], ...] = ()
    left_for: str = ""
