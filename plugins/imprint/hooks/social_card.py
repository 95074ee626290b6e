"""The picture that stands for a page where somebody shares its address: a title and the site's name on paper.

There is one for the site and one for each series, and the articles of a series share it: networks
print an article's title beside the picture, and a picture for each article would cost more than all of its pages.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SIZE", "SocialCards"]

SIZE = (1200, 630)
"""Width and height in pixels, which is what Open Graph's readers show without cropping."""
_DIGEST = hashlib.sha256().digest_size
_VERSION = b"1"
"""Counts the looks of the card, so that a kept picture of an older look is drawn anew."""
_PAPER, _INK, _RED = (252, 250, 245), (34, 29, 23), (138, 31, 17)
_LEVELS = 16
_MARGIN = 96
_TITLE_SIZES = (84, 72, 60, 50)
_TITLE_HEIGHT = 340
_LEADING = 1.18


class SocialCards:
    """Draws cards with the theme's own typeface, and keeps each in a folder: under the digest of what it shows, with that of its bytes before them.

    Raises :class:`OSError` where the typeface cannot be read.
    """

    def __init__(self, typeface: Path, kept: Path) -> None:
        self._data = typeface.read_bytes()
        self._key = hashlib.sha256(_VERSION + self._data).digest()
        self._kept = kept

    def card(self, title: str, name: str) -> bytes:
        """The card as PNG, the same bytes for the same words. ``name`` is the site's; a title in letters that the typeface lacks is left out."""
        digest = hashlib.sha256(self._key + f"{title}\0{name}".encode("utf-8", "replace")).hexdigest()
        path = self._kept / f"{digest}.card"
        if (kept := _unchanged(path)) is not None:
            return kept
        data = self._drawn(title, name)
        self._kept.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_bytes(hashlib.sha256(data).digest() + data)
        new.replace(path)
        return data

    def _drawn(self, title: str, name: str) -> bytes:
        image = Image.new("L", SIZE, 0)
        draw = ImageDraw.Draw(image)
        width = SIZE[0] - 2 * _MARGIN
        for top, height in ((_MARGIN, 6), (_MARGIN + 12, 2), (SIZE[1] - _MARGIN, 2)):
            draw.rectangle((_MARGIN, top, SIZE[0] - _MARGIN, top + height - 1), fill=255)
        lines, font = self._fitted(title, width)
        y = float(_MARGIN + 52)
        for line in lines:
            draw.text((_MARGIN, y), line, font=font, fill=255)
            y += font.size * _LEADING
        small = self._font(36)
        if self._drawable(name, small):
            draw.text((_MARGIN, SIZE[1] - _MARGIN - 64), _cut(name, small, width), font=small, fill=255)
        return _png(image)

    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(self._data), size, layout_engine=ImageFont.Layout.BASIC)

    def _fitted(self, title: str, width: int) -> tuple[list[str], ImageFont.FreeTypeFont]:
        """The title's lines in the largest size in which they fit, cut where they fit in none."""
        font = self._font(_TITLE_SIZES[0])
        if not self._drawable(title, font):
            return [], font
        for size in _TITLE_SIZES:
            font = self._font(size)
            lines = _lines(title, font, width)
            if len(lines) * size * _LEADING <= _TITLE_HEIGHT:
                return lines, font
        most = int(_TITLE_HEIGHT / (font.size * _LEADING))
        return [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), font, width)], font

    def _drawable(self, text: str, font: ImageFont.FreeTypeFont) -> bool:
        """Whether the typeface has a glyph for every character: what it lacks looks like what no typeface has."""
        missing = bytes(font.getmask("\U0010fffd"))
        return all(letter == " " or bytes(font.getmask(letter)) != missing for letter in set(text))


def _unchanged(path: Path) -> bytes | None:
    """A kept card; None where there is none, or where its bytes are no longer those that were drawn."""
    try:
        told = path.read_bytes()
    except OSError:
        return None
    digest, data = told[:_DIGEST], told[_DIGEST:]
    return data if hashlib.sha256(data).digest() == digest else None


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font, width))
    return lines


def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """What a line takes when it is drawn, which for some glyphs is more than they move the pen."""
    return max(font.getlength(text), font.getbbox(text)[2])


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if _width(text, font) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _width(f"{text[:middle].rstrip()}…", font) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def _png(image: Image.Image) -> bytes:
    """The picture in sixteen steps from paper to ink, and red for the upper rule."""
    steps = image.point([value * (_LEVELS - 1) // 255 for value in range(256)])
    ImageDraw.Draw(steps).rectangle((_MARGIN, _MARGIN, SIZE[0] - _MARGIN, _MARGIN + 5), fill=_LEVELS)
    palette = [
        round(paper + (ink - paper) * level / (_LEVELS - 1)) for level in range(_LEVELS) for paper, ink in zip(_PAPER, _INK, strict=True)
    ]
    steps.putpalette([*palette, *_RED])
    out = io.BytesIO()
    steps.save(out, "PNG", compress_level=6)
    return out.getvalue()
