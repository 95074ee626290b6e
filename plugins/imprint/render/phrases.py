"""The few phrases that surfaces add to an author's words, by language."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Phrases", "phrases"]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language's phrases; ``by`` and ``terms`` are :meth:`str.format` templates."""

    about_the_author: str
    by: str
    published_at: str
    terms: str
    for_republication: str
    rights_of_each: str


_ENGLISH = Phrases(
    about_the_author="About the author",
    by="By {author}",
    published_at="Originally published at",
    terms="Reprint terms, version {version}",
    for_republication="Articles for republication under the reprint terms",
    rights_of_each="Each article states its own copyright notice.",
)
_PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "de": Phrases(
            "Über den Autor",
            "Von {author}",
            "Zuerst erschienen unter",
            "Nachdruckbedingungen, Fassung {version}",
            "Artikel zum Nachdruck nach den Nachdruckbedingungen",
            "Jeder Artikel nennt seinen eigenen Urheberrechtsvermerk.",
        ),
        "en": _ENGLISH,
        "es": Phrases(
            "Sobre el autor",
            "Por {author}",
            "Publicado originalmente en",
            "Condiciones de reproducción, versión {version}",
            "Artículos para su reproducción según las condiciones de reproducción",
            "Cada artículo lleva su propio aviso de derechos de autor.",
        ),
        "fr": Phrases(
            "À propos de l’auteur",
            "Par {author}",
            "Publié à l’origine sur",
            "Conditions de reproduction, version {version}",
            "Articles à reproduire selon les conditions de reproduction",
            "Chaque article porte sa propre mention de droits d’auteur.",
        ),
    }
)


def phrases(lang: str) -> Phrases:
    """The phrases for a BCP 47 tag, by its primary language; English where there are none."""
    return _PHRASES.get(lang.partition("-")[0].lower(), _ENGLISH)
