"""The seal of an audited folder: what was audited, by which rules, and a digest of every file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from imprint.audit.folder import written_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["SEAL_NAME", "Seal", "SealError", "differences", "read_seal", "write_seal"]

SEAL_NAME = "imprint-seal.json"
"""The seal lies in the folder it seals, so that it is released in the same step and goes where the folder goes."""

_FORMAT = 1


class SealError(Exception):
    """The folder has no seal, or one that cannot be read."""


@dataclass(frozen=True)
class Seal:
    """What an audit found in order.

    ``files`` maps each file's path below the folder, with ``/``, to the SHA-256 of its bytes in
    hexadecimal. ``not_checked`` names what the audit could not determine and the settings allow:
    it is said here, never passed off as right.
    """

    site_url: str
    rules: str
    counts: Mapping[str, int]
    not_checked: tuple[str, ...]
    files: Mapping[str, str]
    format: int = _FORMAT


def differences(folder: Path, seal: Seal) -> list[tuple[str, str]]:
    """What is not as sealed: (path, ``"added"`` | ``"changed"`` | ``"missing"``), in order of the path."""
    missing = dict(seal.files)
    found = []
    for file in written_files(folder):
        if file.path == SEAL_NAME:
            continue
        expected = missing.pop(file.path, None)
        if expected is None:
            found.append((file.path, "added"))
        elif file.digest != expected:
            found.append((file.path, "changed"))
    found += [(path, "missing") for path in missing]
    return sorted(found)


def write_seal(folder: Path, seal: Seal) -> None:
    """Write a seal into the folder it seals."""
    (folder / SEAL_NAME).write_text(json.dumps(asdict(seal), indent=0, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def read_seal(folder: Path) -> Seal:
    """The seal of a folder. Raises :class:`SealError` where there is none that can be read."""
    try:
        values = json.loads((folder / SEAL_NAME).read_text(encoding="utf-8"))
        if values["format"] != _FORMAT:
            raise SealError(f"{folder / SEAL_NAME} has format {values['format']!r}; this version of Imprint reads {_FORMAT}")
        return Seal(
            site_url=str(values["site_url"]),
            rules=str(values["rules"]),
            counts={str(key): int(value) for key, value in values["counts"].items()},
            not_checked=tuple(map(str, values["not_checked"])),
            files={str(key): str(value) for key, value in values["files"].items()},
        )
    except FileNotFoundError:
        raise SealError(f"{folder} has no {SEAL_NAME}: Imprint did not release it") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError(f"{folder / SEAL_NAME} cannot be read: {error}") from error
