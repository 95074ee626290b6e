"""Compiled templates, shared by the generators of a build: Pelican gives each its own Jinja environment, which would compile them all again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

__all__ = ["TemplateCode"]


class TemplateCode(BytecodeCache):
    """Keeps the code of each template under its name and the digest of its source."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, where the source is still the one that was compiled."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled."""
        if bucket.code is not None:
            self._codes[bucket.key] = (bucket.checksum, bucket.code)
