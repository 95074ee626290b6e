"""Packs of articles, drawn from a seed: right ones, doubtful ones, damaged ones and duplicates, each with what should become of it."""

from __future__ import annotations

import random
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Drawn", "draw_pack", "write_folder", "write_zip"]

CATEGORIES = ("Arts_and_Crafts", "Business", "Computers", "Food", "Gardens", "Health", "Travel", "Writing")
HOLDERS = ("Ada Byron", "Computer Consultants Secrets", "Small Street Maps .com", "Ruth Calder", "")
WORDS = "apple barrel cellar dough ember ferry garden harbour inkwell jetty kettle ladder meadow needle orchard parcel quarry river saddle thicket".split()  # noqa: SIM905 - a list of words reads best so
DAMAGED_EVERY = 12


@dataclass(frozen=True)
class Drawn:
    """One file of a pack: its path, its bytes, and what should become of it."""

    path: str
    data: bytes
    outcome: Literal["imported", "doubtful", "refused", "duplicate"]


def draw_pack(number: int, seed: int = 7) -> list[Drawn]:
    """A pack of ``number`` files, in no certain order; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a pack is drawn, not guarded
    files: list[Drawn] = []
    original: tuple[str, str] | None = None
    for index in range(number):
        category = CATEGORIES[index % len(CATEGORIES)]
        path = f"{category}/{index:06d}.txt"
        text = _article(chance, index)
        if index % DAMAGED_EVERY or original is None:
            files.append(Drawn(path, text.encode("cp1252" if index % 3 else "utf-8"), "imported"))
            original = (path, text)
        else:
            files.append(_damaged(path, text, original[1], index // DAMAGED_EVERY))
    chance.shuffle(files)
    return files


def _article(chance: random.Random, index: int) -> str:
    def sentence() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(9, 16))).capitalize() + " – it’s so."

    def paragraph() -> str:
        return "  ".join(sentence() for _ in range(chance.randint(3, 6)))

    title = f"{chance.choice(WORDS).capitalize()} and {chance.choice(WORDS).capitalize()}"
    parts = [
        paragraph(),
        "Begin with the Cellar",
        paragraph(),
        paragraph(),
        "Go on to the Garden",
        paragraph(),
        f"This was part {index}, and the next one follows.",
    ]
    holder = HOLDERS[index % len(HOLDERS)]
    if holder:
        parts.append(f"Copyright MMI-MMVI, {holder}. All Worldwide Rights Reserved.")
    body = "\n\n".join(parts)
    return f"Title: \n{title}\n\nSummary:\n{sentence()}\n\n\nKeywords:\n{chance.choice(WORDS)}, {chance.choice(WORDS)} {index % 50}\n\n\nArticle Body:\n{body}\n\n\n"


def _damaged(path: str, text: str, earlier: str, kind: int) -> Drawn:  # noqa: PLR0911 - one return a kind
    """One of ten kinds of file that is not simply imported."""
    match kind % 10:
        case 0:
            return Drawn(path, b"Title: \nHalf\0 a Disk\n\nArticle Body:\nx\n" * 30, "refused")
        case 1:
            return Drawn(path, b"", "refused")
        case 2:
            return Drawn(path, text.replace("Title: \n", "Subject: \n", 1).encode(), "refused")
        case 3:
            return Drawn(path, text[: text.index("Article Body:")].encode(), "refused")
        case 4:
            return Drawn(path, (text + text).encode(), "refused")
        case 5:
            return Drawn(path.replace(".txt", ".jpg"), bytes(range(256)), "refused")
        case 6:
            # The same bytes as an earlier article. Its folder sorts after every other, so it is the duplicate.
            return Drawn(f"Zz_Copies/{path.rpartition('/')[2]}", earlier.encode("utf-8"), "duplicate")
        case 7:
            # The same article in another encoding and with other line breaks.
            return Drawn(f"Zz_Copies/{path.rpartition('/')[2]}", b"\xef\xbb\xbf" + earlier.replace("\n", "\r\n").encode(), "duplicate")
        case 8:
            return Drawn(path, text.replace("Summary:", "Word Count:\n9000\n\nSummary:", 1).encode(), "doubtful")
        case _:
            return Drawn(path, text.encode().decode("cp1252", "replace").encode("utf-8"), "doubtful")


def write_folder(files: list[Drawn], folder: Path) -> None:
    """Write a pack as a folder tree."""
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


def write_zip(files: list[Drawn], path: Path) -> None:
    """Write a pack as a zip file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.path, file.data)
