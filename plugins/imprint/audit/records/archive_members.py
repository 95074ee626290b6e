"""The zip files of kits hold the very files of the kits, the terms in force, and checksums that are right."""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from imprint.article.address import kit_path
from imprint.audit.records.demand import Disagreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article, Series
    from imprint.audit.records.terms import ContentTerms

__all__ = ["ArchiveMembers", "archive_disagreements"]

_SUMS = "SHA256SUMS"
_FORMS = (".html", ".md", ".txt", ".article.txt")
_SERIES = re.compile(r"series/([a-z0-9-]+)/reprint/")


@dataclass
class ArchiveMembers:
    """What one zip file holds: the digest of each member by its path, and the checksums that it names itself."""

    digests: dict[str, str] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, content: bytes) -> None:
        """Take in a member."""
        path = name.partition("/")[2]
        if path == _SUMS:
            lines = (line.partition("  ") for line in content.decode("utf-8", "replace").splitlines())
            self.sums = {path: digest for digest, _, path in lines}
        else:
            self.digests[path] = sha256(content).hexdigest()


def archive_disagreements(
    archives: Mapping[str, ArchiveMembers], digests: Mapping[str, str], library: Library, terms: ContentTerms
) -> Iterator[Disagreement]:
    """What a zip file holds otherwise than the files beside it; ``digests`` are those of the site's files."""
    articles = {kit_path(article).lstrip("/"): article for article in library.published}
    of_series = {series.slug: _of_series(series, digests) for series in library.series if series.published}
    by_series: dict[str, list[str]] = {}
    terms_name = f"reprint-terms-{terms.version}.md"
    for path, members in archives.items():
        folder = path.rpartition("/")[0] + "/"
        expected: Mapping[str, str]
        if folder in articles:
            expected = {terms_name: terms.sha256, **_of_article(articles[folder], "", digests)}
            missing = expected.keys() - members.digests.keys()
        elif (match := _SERIES.match(folder)) and match[1] in of_series:
            by_series.setdefault(match[1], []).append(path)
            expected = ChainMap({terms_name: terms.sha256}, of_series[match[1]])
            missing = {terms_name} - members.digests.keys()
        else:
            continue
        yield from _members_differ(path, members, expected, missing)
    for slug, paths in by_series.items():
        held = {_without_number(name) for path in paths for name in archives[path].digests}
        for name in of_series[slug]:
            if name not in held:
                yield _differs(min(paths), name.rpartition("/")[2], "is in none of the series' zip files")


def _members_differ(path: str, members: ArchiveMembers, expected: Mapping[str, str], missing: Iterable[str]) -> Iterator[Disagreement]:
    """What one zip file lacks, and which of its members are other than expected or than its own checksums say."""
    for name in sorted(missing):
        yield _differs(path, name, "is not in it")
    for name, digest in sorted((_without_number(name), digest) for name, digest in members.digests.items()):
        if expected.get(name) != digest:
            yield _differs(path, name, "is not the kit's file" if name in expected else "belongs to no kit of it")
    for name in sorted(members.digests.keys() | members.sums.keys()):
        if members.digests.get(name) != members.sums.get(name):
            yield _differs(path, name, "has another checksum than SHA256SUMS says")


def _of_series(series: Series, digests: Mapping[str, str]) -> dict[str, str]:
    return {name: digest for article in series.published for name, digest in _of_article(article, f"{article.slug}/", digests).items()}


def _of_article(article: Article, folder: str, digests: Mapping[str, str]) -> dict[str, str]:
    kit = kit_path(article).lstrip("/")
    return {f"{folder}{article.slug}{form}": digests.get(f"{kit}{article.slug}{form}", "") for form in _FORMS}


def _without_number(name: str) -> str:
    """A member's path without the number that its folder begins with in the zip of a series."""
    folder, slash, file = name.rpartition("/")
    return f"{folder.partition('-')[2]}/{file}" if slash else name


def _differs(path: str, member: str, problem: str) -> Disagreement:
    return Disagreement("kit-archive-differs", path, 0, {"member": member, "problem": problem})
