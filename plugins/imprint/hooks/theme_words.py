"""The words that the theme adds to the author's: one TOML file with a table for each language."""

from __future__ import annotations

import tomllib
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

__all__ = ["ThemeWords", "read_theme_words"]

FILE_NAME = "strings.toml"
_FALLBACK = "en"


class ThemeWords(SimpleNamespace):
    """The words of one language as attributes, tables as attributes of attributes.

    A name that the file does not hold raises :class:`AttributeError`, which stops the build of a page.
    """

    def counted(self, number: int, forms: SimpleNamespace) -> str:
        """A number with its noun, such as ``1 word`` or ``279 words``; ``forms`` has ``one`` and ``other``."""
        form: str = forms.one if number == 1 else forms.other
        return form.format(n=f"{number:,}".replace(",", "\u202f") if number >= _GROUPED_FROM else number)

    def day(self, date: datetime) -> str:
        """A date in words."""
        text: str = self.date.format(day=date.day, month=self.months[date.month - 1], year=date.year)
        return text


_GROUPED_FROM = 10_000
"""The first number whose digits are grouped, by a narrow no-break space."""


def read_theme_words(theme: Path, lang: str) -> ThemeWords:
    """The words for a BCP 47 tag from the theme's ``strings.toml``: of the tag, else of its primary language, else in English.

    What a language's table leaves out is English. Raises :class:`OSError` where the file cannot be read, and
    :class:`ValueError` where it is no TOML in UTF-8 or has no English table.
    """
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads((theme / FILE_NAME).read_text("utf-8"))
        words = dict(tables[_FALLBACK])
    except (ValueError, KeyError) as error:
        raise ValueError(f"the theme's {FILE_NAME}: {error}") from error
    for name in (lang.partition("-")[0].lower(), lang):
        words.update(tables.get(name, {}))
    return ThemeWords(**{key: SimpleNamespace(**value) if isinstance(value, dict) else value for key, value in words.items()})
