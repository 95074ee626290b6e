"""Dates in the two forms that feeds demand."""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["rfc822", "rfc3339"]


def rfc3339(moment: datetime) -> str:
    """A moment with its time zone for Atom and JSON Feed (RFC 3339, section 5.6), to the second; UTC is ``Z``."""
    text = moment.isoformat(timespec="seconds")
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def rfc822(moment: datetime) -> str:
    """A moment with its time zone for RSS (RFC 822 with the four-digit years of RFC 2822)."""
    return format_datetime(moment)
