"""The bytes of somebody else's page as text; never fails.

Source: HTML Living Standard, section 13.2.3.2 (determining the character encoding), without its guesses.
"""

from __future__ import annotations

import codecs
import re

__all__ = ["decoded"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(r"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_PRESCAN = 4096


def decoded(data: bytes, content_type: str = "") -> str:
    """The text: by its byte order mark, else by the header, else by what it says itself, else UTF-8, else Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    start = data[:_PRESCAN].decode("latin-1")
    for declared in (_CHARSET.search(content_type), _XML.match(start), _CHARSET.search(start)):
        if declared:
            try:
                name = codecs.lookup(declared[1]).name
                if name.startswith(("utf-16", "utf-32")):
                    name = "utf-8"
                return data.decode("cp1252" if name in {"iso8859-1", "ascii"} else name, "replace")
            except (LookupError, ValueError):
                continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
