"""Why a box is not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imprint.audit.style.cascade import Value

__all__ = ["Reason", "told", "untold"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a box is not seen, or, where ``determined`` is false, why that cannot be told."""

    text: str
    determined: bool = True
    cut: bool = False
    """Whether it is that a box is lower than what is in it; where that scrolls, it is seen all the same."""


def told(what: str, name: str, value: Value) -> Reason:
    """A sure reason, with the declaration that is to blame."""
    return Reason(f"{what} ({name}: {value.text}; {value.source})")


def untold(name: str, value: Value) -> Reason:
    """The reason that a value needs a browser."""
    return Reason(f"the value of {name} cannot be worked out ({value.text or name}; {value.source})", determined=False)
