"""Why a reader does not see, or cannot click, a place of a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Obstacle"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason. ``reason`` is a phrase that fits behind "it is"; ``line`` is the line of the element that is to blame, 0 where it is a sheet."""

    kind: Literal["markup", "style", "struck", "reversed", "unclickable", "covered", "undetermined"]
    reason: str
    line: int = 0
