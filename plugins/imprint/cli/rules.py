"""``imprint rules``: the catalogue."""

from __future__ import annotations

import json

import click

from imprint.cli.every_kind import every_kind

__all__ = ["command"]


@click.command("rules")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of one object a rule.")
def command(*, as_json: bool) -> None:
    """List every rule by its code: what can be wrong with an article, a manifest, a page, a feed, a kit, a link or the site."""
    found = every_kind()
    if as_json:
        rows = [
            {
                "code": each.code,
                "name": each.name,
                "severity": each.severity.value,
                "message": each.message,
                "help": each.help,
                "explanation": each.explanation,
            }
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max(len(each.name) for each in found)
    for each in found:
        summary = next(iter(each.explanation.strip().splitlines()), "") or each.message
        click.echo(f"{each.code}  {each.name:<{width}}  {summary}")
