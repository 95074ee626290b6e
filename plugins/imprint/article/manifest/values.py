"""How the value of each type of key is read: the value itself, or why it cannot be used."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from imprint.article.address import MAX_SLUG_BYTES
from imprint.article.manifest import faults
from imprint.article.resource_link import AddressError, usable_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from imprint.article.manifest.keys import Key, ValueType
    from imprint.findings import Kind

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Surroundings", "ValueFault", "read_value", "zone_named"]

FIRST_YEAR, LAST_YEAR = 1970, 2100
_STATUSES = ("published", "draft", "withdrawn")
_POLICIES = ("warn", "ignore", "error")
_ENCODINGS = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "utf-16", "ascii", "mac-roman", "koi8-r", "koi8-u", "cp437", "cp850"),
        *("shift_jis", "cp932", "euc-jp", "gbk", "gb18030", "big5", "euc-kr"),
        *(f"iso8859-{part}" for part in range(1, 17) if part not in {11, 12}),
        *(f"cp125{page}" for page in range(9)),
    )
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_STEP = re.compile(r"([1-9][0-9]{0,3}) ?(day|week|month)s?")
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NO_PRINT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a value is read with: the series' time zone and the site's address."""

    zone: tzinfo
    site_url: str


class ValueFault(Exception):  # noqa: N818 - it carries a fault, which is this project's word
    """A value that cannot be used: the kind of fault and its facts, all but the key's name."""

    def __init__(self, kind: Kind, **facts: object) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.facts = facts


def read_value(key: Key, value: object, around: Surroundings) -> object:
    """The value of a key as the type of its field in :class:`~imprint.article.manifest.keys.Entry`.

    Raises :class:`ValueFault`.
    """
    return _READERS[key.type](value, key, around)


def zone_named(name: str) -> tzinfo:
    """The time zone of an IANA name. Raises :class:`ValueError` for an unknown one."""
    if name.upper() == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, KeyError) as error:
        raise ValueError(name) from error


def _wrong_type(value: object, expected: str, key: Key) -> ValueFault:
    names: dict[type, str] = {
        int: "a number", float: "a number", str: "text", list: "a list", dict: "a table", datetime: "a date", date: "a date", time: "a time",
    }  # fmt: skip
    found = str(value).lower() if isinstance(value, bool) else names.get(type(value), "something else")
    return ValueFault(faults.VALUE_WRONG_TYPE, found=found, expected=expected, example=f"{key.name} = {key.example}")


def _not_allowed(value: object, expected: str, key: Key) -> ValueFault:
    return ValueFault(faults.VALUE_NOT_ALLOWED, value=value, expected=expected, example=f"{key.name} = {key.example}")


def _text(value: object, key: Key, around: Surroundings) -> str:
    """Text on one line: runs of blanks and line breaks are one blank."""
    del around
    if not isinstance(value, str):
        raise _wrong_type(value, "text in quotes", key)
    stray = _NO_PRINT.search(value)
    if stray:
        raise _not_allowed(value, f"text without invisible characters such as U+{ord(stray[0]):04X}", key)
    text = " ".join(value.split())
    if not text:
        raise _not_allowed(value, "text that is not empty", key)
    return text


def _texts(value: object, key: Key, around: Surroundings) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _wrong_type(value, "a list of texts in quotes", key)
    return tuple(_text(each, key, around) for each in value)


def _text_to_text(value: object, key: Key, around: Surroundings) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise _wrong_type(value, "a table of texts", key)
    return {_text(name, key, around): _text(each, key, around) for name, each in value.items()}


def _address(value: object, key: Key, around: Surroundings) -> str:
    if not isinstance(value, str):
        raise _wrong_type(value, "an address in quotes", key)
    try:
        return usable_address(value, around.site_url)
    except AddressError as error:
        raise ValueFault(faults.ADDRESS_UNUSABLE, value=value, reason=str(error)) from error


def _date(value: object, key: Key, around: Surroundings) -> datetime:
    if not isinstance(value, date):
        raise _wrong_type(value, "a date without quotes", key)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueFault(faults.DATE_IMPOSSIBLE, value=value.date(), reason=f"the year is not between {FIRST_YEAR} and {LAST_YEAR}")
    return value if value.tzinfo else value.replace(tzinfo=around.zone)


def _date_or_true(value: object, key: Key, around: Surroundings) -> datetime | Literal[True]:
    if value is True:
        return True
    if not isinstance(value, date):
        raise _wrong_type(value, "a date without quotes, or true", key)
    return _date(value, key, around)


def _count(value: object, key: Key, around: Surroundings) -> int:
    del around
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type(value, "a whole number", key)
    if value < 1:
        raise _not_allowed(value, "a whole number from 1", key)
    return value


def _years(value: object, key: Key, around: Surroundings) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(value, key, around)


def _step(value: object, key: Key, around: Surroundings) -> tuple[int, str]:
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"{value} days"
    text = _text(value, key, around)
    match = _STEP.fullmatch(text)
    if not match:
        raise _not_allowed(value, 'a number of days, weeks or months such as "1 day", "2 weeks" or "1 month"', key)
    return int(match[1]), match[2]


def _choice(allowed: tuple[str, ...]) -> Callable[[object, Key, Surroundings], str]:
    def read(value: object, key: Key, around: Surroundings) -> str:
        text = _text(value, key, around)
        if text not in allowed:
            raise _not_allowed(text, "one of " + ", ".join(map(repr, allowed)), key)
        return text

    return read


def _matching(pattern: re.Pattern[str], expected: str, *, fold: bool = False) -> Callable[[object, Key, Surroundings], str]:
    def read(value: object, key: Key, around: Surroundings) -> str:
        text = _text(value, key, around)
        text = text.lower() if fold else text
        if not pattern.fullmatch(text):
            raise _not_allowed(text, expected, key)
        return text

    return read


def _slug(value: object, key: Key, around: Surroundings) -> str:
    text = _text(value, key, around)
    if not _SLUG.fullmatch(text) or len(text) > MAX_SLUG_BYTES:
        raise ValueFault(faults.SLUG_UNUSABLE, value=text, reason=" as it stands")
    return text


def _timezone(value: object, key: Key, around: Surroundings) -> str:
    text = _text(value, key, around)
    try:
        zone_named(text)
    except ValueError as error:
        raise _not_allowed(text, "the IANA name of a time zone", key) from error
    return text


def _encoding(value: object, key: Key, around: Surroundings) -> str:
    text = _text(value, key, around)
    try:
        name = codecs.lookup(text).name
    except (LookupError, ValueError):
        name = ""
    if name not in _ENCODINGS:
        raise _not_allowed(text, "the name of a character encoding such as 'utf-8', 'cp1252' or 'latin-1'", key)
    return name


_READERS: dict[ValueType, Callable[[object, Key, Surroundings], object]] = {
    "text": _text,
    "address": _address,
    "date": _date,
    "date or true": _date_or_true,
    "step": _step,
    "count": _count,
    "texts": _texts,
    "text to text": _text_to_text,
    "slug": _slug,
    "status": _choice(_STATUSES),
    "policy": _choice(_POLICIES),
    "timezone": _timezone,
    "encoding": _encoding,
    "lang": _matching(_LANG, "a language tag (BCP 47) such as 'en' or 'pt-BR'"),
    "sha256": _matching(_SHA256, "64 hexadecimal digits", fold=True),
    "id": _matching(_ID, "'urn:uuid:' and a UUID in its usual form", fold=True),
    "years": _years,
}
