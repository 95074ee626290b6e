"""The manifest that an import drafts: everything the pack says, and open places for what a person has to say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from imprint.article.pack.ledger import Ledger

__all__ = ["draft_manifest"]


def draft_manifest(ledger: Ledger, name: str, day: date) -> Iterator[str]:
    """The lines of a ``series.toml``, each with its line break.

    ``name`` is the folder's name, ``day`` the day of the import. Resource links stay open, so that the
    gate refuses the articles until a person has filled them in.
    """
    counts = ledger.counts()
    yield f"# Drafted by an import of {counts['imported'] + counts['doubtful']:,} articles. The lines that begin with '# FILL IN' are for a person to finish;\n"
    yield "# until they are, the articles are not published. docs/manifest.md describes every key.\n\n"
    yield f"title = {_text(name.replace('-', ' ').replace('_', ' ').strip().capitalize())}  # from the folder's name\n"
    if ledger.without_category():
        yield '# FILL IN, for the articles that stood in no folder: category = "…"\n'
    yield 'timezone = "UTC"\n'
    yield f"date_start = {day.isoformat()}  # the day of the import, for the articles have no dates\n"
    without = ledger.without_notice()
    if without:
        yield f"\n# {without:,} {'article has' if without == 1 else 'articles have'} no copyright notice that names a holder. For these:\n"
        yield '# FILL IN: copyright_holder = "…"\n# FILL IN: copyright_years = "…"\n'
        yield '# and, below, a table [holder."…"] for that holder, with author and resource_url.\n'
    for holder, number, with_author in ledger.holders():
        yield f"\n# {number:,} {'article' if number == 1 else 'articles'}\n[holder.{_text(holder)}]\n"
        if not with_author:
            yield f"author = {_text(holder)}\n"
        elif with_author < number:
            yield f'# FILL IN, where {number - with_author:,} of the articles do not name their author themselves: author = "…"\n'
        yield '# FILL IN: resource_url = "https://…"\n'
    for row in ledger.settled():
        if row.outcome in {"imported", "doubtful"}:
            assert row.name is not None
            yield f"\n[[article]]\nfile = {_text(row.name)}\n"
            if row.given_slug:
                yield f"slug = {_text(row.slug or '')}\n"
            if row.category:
                yield f"category = {_text(row.category)}\n"


def _text(value: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, which wants DEL escaped as well."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
