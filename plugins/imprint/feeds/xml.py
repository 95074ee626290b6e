"""XML documents: a frame that a library writes around entries that are XML already.

An entry stands in several documents and there is one for each article, so it is written once, as
text; a frame is written once a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["add", "document"]


def add(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """A new last child; ``tag`` in Clark notation. Raises :class:`ValueError` for characters that XML forbids."""
    child = etree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def document(
    root: etree._Element,
    parts: Iterable[bytes],
    stylesheet: str,
    inside: str | None = None,
    spelling: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """A document: ``root`` with the parts as last children of it, or of its child ``inside``; a CSS style sheet for browsers.

    ``spelling`` may rewrite the bytes of the frame into others that mean the same.
    """
    frame = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    if spelling is not None:
        frame = spelling(frame)
    closing = f"{f'</{inside}>' if inside else ''}</{etree.QName(root).localname}>".encode()
    assert frame.endswith(closing), "the parts of a feed come last"
    return b"".join(
        [
            b'<?xml version="1.0" encoding="utf-8"?>\n',
            f'<?xml-stylesheet type="text/css" href="{stylesheet}"?>\n'.encode(),
            frame[: -len(closing)],
            *[b"\n" + each for each in parts],
            b"\n",
            closing,
            b"\n",
        ]
    )
