"""The zip files of kits hold the very files of the kits, the terms in force, and checksums that are right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from imprint.article.address import kit_path
from imprint.audit.records.demand import Disagreement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from imprint.article.library import Library
    from imprint.article.model import Article
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
    by_series: dict[str, dict[str, str]] = {}
    for path, members in archives.items():
        folder = path.rpartition("/")[0] + "/"
        terms_name = f"reprint-terms-{terms.version}.md"
        expected = {terms_name: terms.sha256}
        if folder in articles:
            expected |= _of_article(articles[folder], "", digests)
            missing = expected.keys() - members.digests.keys()
        elif match := _SERIES.match(folder):
            by_series.setdefault(match[1], {})[path] = ""
            expected |= {
                name: digest
                for article in library.published
                if article.series == match[1]
                for name, digest in _of_article(article, f"{article.slug}/", digests).items()
            }
            missing = {terms_name} - members.digests.keys()
        else:
            continue
        found = {_without_number(name): digest for name, digest in members.digests.items()}
        for name in sorted(missing):
            yield _differs(path, name, "is not in it")
        for name, digest in sorted(found.items()):
            if expected.get(name) != digest:
                yield _differs(path, name, "is not the kit's file" if name in expected else "belongs to no kit of it")
        for name in sorted(members.digests.keys() | members.sums.keys()):
            if members.digests.get(name) != members.sums.get(name):
                yield _differs(path, name, "has another checksum than SHA256SUMS says")
    yield from _series_whole(archives, by_series, library)


def _series_whole(
    archives: Mapping[str, ArchiveMembers], by_series: Mapping[str, Mapping[str, str]], library: Library
) -> Iterator[Disagreement]:
    """Every article of a series is in one of its zip files."""
    for slug, paths in by_series.items():
        held = {_without_number(name) for path in paths for name in archives[path].digests}
        for article in library.published:
            for form in _FORMS if article.series == slug else ():
                if f"{article.slug}/{article.slug}{form}" not in held:
                    yield _differs(min(paths), f"{article.slug}{form}", "is in none of the series' zip files")


def _of_article(article: Article, folder: str, digests: Mapping[str, str]) -> dict[str, str]:
    kit = kit_path(article).lstrip("/")
    return {f"{folder}{article.slug}{form}": digests.get(f"{kit}{article.slug}{form}", "") for form in _FORMS}


def _without_number(name: str) -> str:
    """A member's path without the number that its folder begins with in the zip of a series."""
    folder, slash, file = name.rpartition("/")
    return f"{folder.partition('-')[2]}/{file}" if slash else name


def _differs(path: str, member: str, problem: str) -> Disagreement:
    return Disagreement("kit-archive-differs", path, 0, {"member": member, "problem": problem})
