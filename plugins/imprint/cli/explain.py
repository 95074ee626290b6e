"""``imprint explain``: why a rule is there, and how to put right what it finds."""

from __future__ import annotations

from difflib import get_close_matches

import click

from imprint.cli.every_kind import every_kind

__all__ = ["command"]


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Explain one rule, given by its CODE, such as L202, or by its name."""
    found = every_kind()
    wanted = code.strip().lower()
    matching = [each for each in found if wanted in {each.code.lower(), each.name}]
    if not matching:
        names = [name for each in found for name in (each.code.lower(), each.name)]
        near = get_close_matches(wanted, names, n=3, cutoff=0.5)
        hint = f"; the nearest are {', '.join(each.upper() if len(each) <= len('L202') else each for each in near)}" if near else ""
        raise click.BadParameter(f"there is no rule {code!r}{hint}. All rules: imprint rules", param_hint="CODE")
    click.echo(
        "\n\n".join(f"{kind.code} {kind.name} ({kind.severity.value})\n\n{kind.explanation.strip() or kind.message}" for kind in matching)
    )
