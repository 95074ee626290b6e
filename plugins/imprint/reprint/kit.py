"""A reprint kit: an article in every form that a publisher may want, each with its notice and its live link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from imprint.article.address import kit_path
from imprint.article.text_format.write import write_text
from imprint.render.characters import legal
from imprint.render.direction import direction_of
from imprint.render.inline import attribute, escaped
from imprint.render.markdown import surface_markdown, titled_markdown
from imprint.render.phrases import phrases
from imprint.render.plain import surface_text, titled_text
from imprint.render.surface import surface_html
from imprint.reprint.archive import archive, member
from imprint.reprint.directory_fields import directory_fields
from imprint.reprint.records.ninjs import ninjs
from imprint.reprint.rights import rights_of_article

if TYPE_CHECKING:
    from imprint.article.model import Article
    from imprint.feeds.record import Record
    from imprint.render.surface import Terms
    from imprint.reprint.archive import Member
    from imprint.reprint.directory_fields import DirectoryField
    from imprint.reprint.rights import Rights
    from imprint.settings import Settings

__all__ = ["NINJS_NAME", "Copy", "Kit", "KitFile", "kit_of"]

NINJS_NAME = "ninjs.json"


@dataclass(frozen=True, slots=True)
class Copy:
    """One way to take the article along: ``label`` says what pasting it gives.

    ``content`` is what is pasted, under the media type ``media_type``; ``shown`` is ``"markup"`` where the page shows
    it as formatted text and ``"source"`` where it shows the characters. ``path`` is the site-relative address of
    the same content as a file.
    """

    id: str
    label: str
    media_type: str
    shown: str
    file_name: str
    path: str
    content: str


@dataclass(frozen=True, slots=True)
class KitFile:
    """One file of a kit; ``path`` is its site-relative address."""

    name: str
    label: str
    media_type: str
    path: str
    data: bytes


@dataclass(frozen=True)
class Kit:
    """The kit of one article: the four copies, the files and the fields for article directories.

    ``html`` and ``text`` are the two flavours that a copy button puts on the clipboard. ``path`` is the site-relative
    address of the kit's page, below which all its files lie. ``members`` are the files of the zip; ``item`` is the
    ninjs record, which is for software and stays out of it.
    """

    article: Article
    rights: Rights
    terms: Terms
    path: str
    html: str
    text: str
    markdown: str
    members: tuple[Member, ...]
    item: bytes

    @property
    def copies(self) -> tuple[Copy, ...]:
        """Formatted text, HTML, Markdown and plain text, in this order."""
        slug = self.article.slug
        forms = (
            ("formatted", "Formatted text, for WordPress, Docs and e-mail", "text/html", "markup", f"{slug}.html", self.html),
            ("html", "HTML source", "text/html", "source", f"{slug}.html", self.html),
            ("markdown", "Markdown", "text/markdown", "source", f"{slug}.md", self.markdown),
            ("text", "Plain text", "text/plain", "source", f"{slug}.txt", self.text),
        )
        return tuple([Copy(name, label, kind, shown, file, self.path + file, content) for name, label, kind, shown, file, content in forms])

    @cached_property
    def files(self) -> tuple[KitFile, ...]:
        """Every file to write below the kit's address, the zip last."""
        slug = self.article.slug
        data = {name: content for name, content, _ in self.members}
        forms = (
            (f"{slug}.html", "HTML", "text/html"),
            (f"{slug}.md", "Markdown", "text/markdown"),
            (f"{slug}.txt", "Plain text", "text/plain"),
            (f"{slug}.article.txt", "Text format of article directories", "text/plain"),
        )
        files = [KitFile(name, label, kind, self.path + name, data[name]) for name, label, kind in forms]
        files.append(KitFile(NINJS_NAME, "ninjs 3.1, for newsroom systems", "application/json", f"{self.path}{NINJS_NAME}", self.item))
        name = f"{slug}.zip"
        files.append(KitFile(name, "All forms, with terms and checksums", "application/zip", self.path + name, archive(self.members, slug)))
        return tuple(files)

    @property
    def fields(self) -> tuple[DirectoryField, ...]:
        """The fields for article directories."""
        return directory_fields(self.article)


def kit_of(article: Article, settings: Settings, terms: Terms, record: Record, terms_member: Member) -> Kit:
    """The kit of a published article; ``record`` is that of this build, ``terms_member`` the terms' text for the zip."""
    rights = rights_of_article(article, settings, terms, record)
    html = str(surface_html(article, settings, terms))
    surface = surface_text(article, settings, terms)
    text = titled_text(article, surface)
    markdown = titled_markdown(article, surface_markdown(article, settings, terms))
    slug = article.slug
    return Kit(
        article=article,
        rights=rights,
        terms=terms,
        path=kit_path(article),
        html=html,
        text=text,
        markdown=markdown,
        members=(
            member(f"{slug}.html", _document(rights, html)),
            member(f"{slug}.md", markdown.encode()),
            member(f"{slug}.txt", text.encode()),
            member(f"{slug}.article.txt", legal(write_text(article)).encode()),
            terms_member,
        ),
        item=ninjs(rights, html, surface),
    )


def _document(rights: Rights, html: str) -> bytes:
    """The HTML copy as a file that shows well by itself and says where the original is."""
    article = rights.article
    title = escaped(article.title)
    direction = ' dir="rtl"' if direction_of(article.lang) == "rtl" else ""
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{attribute(article.lang)}"{direction}>\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n"
        f'<link rel="canonical" href="{attribute(rights.canonical_url)}">\n'
        f'<link rel="license" type="text/html" href="{attribute(rights.terms.url)}">\n'
        "</head>\n"
        "<body>\n"
        "<main>\n"
        f"<h1>{title}</h1>\n"
        f"<p>{escaped(phrases(article.lang).by.format(author=rights.author))}</p>\n"
        f"{html}"
        "</main>\n"
        "</body>\n"
        "</html>\n"
    ).encode("utf-8", "replace")
