"""Really Simple Licensing 1.0: the terms for automated use, for software that asks.

It complements the terms for people and never replaces them. What is allowed is the owner's choice, so nothing is
written unless the settings say what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imprint.render.inline import attribute, escaped

if TYPE_CHECKING:
    from imprint.settings import Settings

__all__ = ["RSL", "rsl_content"]

RSL = "{https://rslstandard.org/rsl}"


def rsl_content(settings: Settings, url: str, holder: str, terms_url: str, prefix: str = "rsl:") -> str:
    """A ``content`` element: what ``url`` may be used for, whose it is and where the terms are.

    The payment is always attribution, "visible credit and a functional link": it is what the notices ask of everybody.
    ``prefix`` is that of the name space where it is declared, empty in a document of its own.
    """
    permits = f'<{prefix}permits type="usage">{" ".join(settings.rsl_permits)}</{prefix}permits>' if settings.rsl_permits else ""
    prohibits = f'<{prefix}prohibits type="usage">{" ".join(settings.rsl_prohibits)}</{prefix}prohibits>' if settings.rsl_prohibits else ""
    return (
        f'<{prefix}content url="{attribute(url)}">'
        f'<{prefix}license>{permits}{prohibits}<{prefix}payment type="attribution"/></{prefix}license>'
        f"<{prefix}copyright>{escaped(holder)}</{prefix}copyright>"
        f"<{prefix}terms>{escaped(terms_url)}</{prefix}terms>"
        f"</{prefix}content>"
    )
