"""The fields that article directories ask for, each ready to paste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from imprint.render.body import blocks_html
from imprint.render.characters import legal
from imprint.render.notice import rights_html, rights_lines
from imprint.render.plain import body_text, resource_box_text
from imprint.render.resource_box import resource_box_html

if TYPE_CHECKING:
    from imprint.article.model import Article

__all__ = ["DirectoryField", "directory_fields"]

Form: TypeAlias = Literal["line", "text", "html"]


@dataclass(frozen=True, slots=True)
class DirectoryField:
    """One field; ``form`` says whether it is one line, several lines of text, or HTML source."""

    name: str
    label: str
    value: str
    form: Form


def directory_fields(article: Article) -> tuple[DirectoryField, ...]:
    """The fields in the usual order; one that the article leaves empty is left out.

    Body and resource box are apart, because directories ask for them apart. The body ends with the
    notices, since no directory has a field for them.
    """
    notices = rights_lines(article)
    box = str(resource_box_html(article))  # a field shows HTML as text, so it is not safe markup here
    fields = (
        DirectoryField("title", "Title", article.title, "line"),
        DirectoryField("author", "Author", article.author, "line"),
        DirectoryField("category", "Category", article.category, "line"),
        DirectoryField("summary", "Summary", article.summary, "text"),
        DirectoryField("keywords", "Keywords", ", ".join(article.keywords), "line"),
        DirectoryField("word-count", "Word count", str(article.word_count.reading), "line"),
        DirectoryField("body", "Article body", "\n\n".join([body_text(article), *notices]), "text"),
        DirectoryField("body-html", "Article body (HTML)", f"{blocks_html(article)}\n{rights_html(article)}", "html"),
        DirectoryField("resource-box", "Resource box", resource_box_text(article), "text"),
        DirectoryField("resource-box-html", "Resource box (HTML)", box, "html"),
        DirectoryField("copyright", "Copyright", "\n".join(notices), "text"),
    )
    return tuple([DirectoryField(each.name, each.label, legal(each.value), each.form) for each in fields if each.value])
