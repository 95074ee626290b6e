"""``imprint import``: a pack of articles becomes a series."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import click

from imprint.article.pack.ledger import OUTCOMES, LedgerError
from imprint.article.pack.member import PackError
from imprint.article.pack.run import Imported, run_import
from imprint.article.shown import shown_path
from imprint.cli.tell import stop_for_usage
from imprint.findings import ExitStatus
from imprint.findings.as_text import count_of, findings_as_text

__all__ = ["command"]


@click.command("import")
@click.argument("pack", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--into", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder of the series, such as content/gardening."
)
@click.option(
    "--report", type=click.Path(file_okay=False, path_type=Path), help="The folder for the report; SERIES-import where it is not given."
)
@click.option("--json", "as_json", is_flag=True, help="Print the counts as one JSON object.")
def command(pack: Path, into: Path, report: Path | None, *, as_json: bool) -> None:
    """Import PACK, a folder of articles or a zip file, into a series.

    Every file is accounted for in the report. A manifest is drafted; what is left open in it, the
    resource links among them, a person fills in before anything can be published. A run that was
    stopped goes on when the same command is given again. Exit status 1 means that files were refused.
    """
    source, target = pack.resolve(), into.resolve()
    if source == target or source in target.parents or target in source.parents:
        stop_for_usage("the pack and the series lie one inside the other; import from a folder outside the series")
    report = report or Path(f"{target.name}-import")
    if target in (report.resolve(), *report.resolve().parents) or (
        source.is_dir() and source in (report.resolve(), *report.resolve().parents)
    ):
        stop_for_usage("the report cannot lie in the series or in the pack; name another folder with --report")
    started = perf_counter()
    try:
        imported = _with_progress(pack, into, report)
    except PackError as error:
        click.echo(findings_as_text([error.finding]))
        sys.exit(ExitStatus.FINDINGS)
    except LedgerError as error:
        stop_for_usage(f"{error}; name another folder with --report")
    except OSError as error:
        stop_for_usage(
            f"{error.strerror or error}: {error.filename or ''}; what was imported is kept, and the same command goes on from there"
        )
    status = ExitStatus.FINDINGS if imported.counts["refused"] else ExitStatus.CLEAN
    if as_json:
        click.echo(
            json.dumps(
                {"outcome": status.outcome, "findings": [], "counts": imported.counts, "report": str(imported.report / "report.json")},
                indent=1,
            )
        )
    else:
        _tell(imported, into, perf_counter() - started)
    sys.exit(status)


def _tell(imported: Imported, into: Path, seconds: float) -> None:
    manifest = shown_path(imported.manifest)
    if imported.kept_manifest:
        click.echo(f"{shown_path(into)} has a manifest, which was left as it is. The drafted one is {manifest}.")
    else:
        click.echo(f"Drafted {manifest}. Fill in its open places, the resource links among them, before you publish.")
    click.echo(f"What became of every file: {shown_path(imported.report / 'report.txt')}")
    total = sum(imported.counts.values())
    told = ", ".join(f"{imported.counts[outcome]:,} {outcome}" for outcome in OUTCOMES)
    click.echo(f"{count_of(total, 'file')}: {told}; {imported.done_now:,} in this run, in {seconds:.1f} s.")


def _with_progress(pack: Path, into: Path, report: Path) -> Imported:
    """Run the import, with a progress line on a terminal and nowhere else."""
    day = datetime.now(UTC).date()
    if not sys.stderr.isatty():
        return run_import(pack, into, report, day)
    # Loaded here: it is slow to load, and only a terminal needs it.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Listing the pack", total=None)
        return run_import(
            pack, into, report, day, lambda done, of: progress.update(task, completed=done, total=of, description="Importing")
        )
