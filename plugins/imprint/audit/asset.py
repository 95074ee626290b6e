"""Whether a picture or a font is what its name says.

A picture's header is read by Pillow, which for PNG and WebP compares check sums or lengths too; that a JPEG, a GIF or an ICO has its end is looked at
here. Pixels are not decoded: that finds little more and takes tens of milliseconds for a photograph.
"""

from __future__ import annotations

import io
import struct
import warnings

from lxml import etree
from PIL import AvifImagePlugin, GifImagePlugin, IcoImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

__all__ = ["asset_problem"]

_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "ico"})
_FORMATS = tuple(
    reader.format
    for reader in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        GifImagePlugin.GifImageFile,
        WebPImagePlugin.WebPImageFile,
        AvifImagePlugin.AvifImageFile,
        IcoImagePlugin.IcoImageFile,
    )
)
"""A picture of any of them is shown under the name of another, as browsers look at how a picture begins."""
_FONTS = {"woff2": (b"wOF2",), "woff": (b"wOFF",), "ttf": (b"\0\1\0\0", b"true"), "otf": (b"OTTO", b"\0\1\0\0")}
"""How fonts begin. Sources: WOFF 2.0, section 3; WOFF 1.0, section 3; OpenType 1.9, Organization of an OpenType Font."""
_SVG = "{http://www.w3.org/2000/svg}svg"


def asset_problem(path: str, data: bytes) -> str:
    """What a picture or a font is instead of what its name says; empty where it is in order, and for any other file."""
    suffix = path.rpartition(".")[2].lower()
    if suffix in _PICTURES:
        return "" if _is_picture(data) else "no picture, or a damaged one"
    if suffix == "svg":
        return "" if _is_svg(data) else "no SVG picture"
    return "no font" if suffix in _FONTS and not data.startswith(_FONTS[suffix]) else ""


def _is_picture(data: bytes) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # nothing is decompressed
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                image.verify()
                form = image.format
    except Exception:  # noqa: BLE001 - the readers of so many formats raise whatever the bytes drive them to
        return False
    if form == "GIF":
        return data.rstrip(b"\0").endswith(b";")
    if form == "ICO":
        pictures = struct.iter_unpack("<8xII", data[6 : 6 + 16 * int.from_bytes(data[4:6], "little")])
        return all(start + size <= len(data) for size, start in pictures)
    # The marker of the end lies behind that of the last scan (ITU-T T.81, B.1.1.3).
    return form not in {"JPEG", "MPO"} or data.rfind(b"\xff\xd9") > data.rfind(b"\xff\xda")


def _is_svg(data: bytes) -> bool:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)).tag == _SVG
    except (etree.XMLSyntaxError, ValueError):
        return False
