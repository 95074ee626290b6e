"""Paths as findings name them: as a person would type them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["shown_below", "shown_name", "shown_path"]


def shown_path(path: Path) -> str:
    """A path relative to the working folder where it lies below it, else absolute; the working folder itself is ``"."``."""
    absolute = path.absolute()
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return absolute.as_posix()


def shown_name(name: str) -> str:
    """A file's name as it can be printed: what is not UTF-8 or cannot be shown becomes a replacement character."""
    if name.isprintable():
        return name
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def shown_below(folder: str, name: str) -> str:
    """A name below a folder that is shown as ``folder``."""
    return name if folder in {".", ""} else f"{folder}/{name}"
