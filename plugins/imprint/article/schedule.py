"""The dates of articles that have none: ``date_start`` and ``date_step`` of the series."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["scheduled"]

_MONTHS = 12


def scheduled(start: datetime, step: tuple[int, str] | None, number: int) -> datetime:
    """The date of the undated article with this number, counted from 0.

    Steps are steps of the calendar in the start's own time zone: a week later is the same time of day,
    and a month after 31 January is the last day of February. Without a step all have the start's date.
    Raises :class:`OverflowError` past the last date there is.
    """
    if step is None or number == 0:
        return start
    count, unit = step
    if unit != "month":
        return start + timedelta(days=number * count * (7 if unit == "week" else 1))
    months = start.year * _MONTHS + start.month - 1 + number * count
    year, month = divmod(months, _MONTHS)
    if year > MAXYEAR:
        raise OverflowError(f"year {year}")
    return start.replace(year=year, month=month + 1, day=min(start.day, monthrange(year, month + 1)[1]))
