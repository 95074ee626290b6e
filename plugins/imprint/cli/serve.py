"""``imprint serve``: preview the site with live reload."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imprint.cli.tell import stop_for_usage
from imprint.findings.as_text import findings_as_text
from imprint.hooks.preview.server import PreviewServer
from imprint.hooks.settings_file import DEFAULT_SETTINGS_FILE, read_settings_file, theme_of
from imprint.settings import SettingsError

if TYPE_CHECKING:
    from imprint.hooks.preview.build import Preview

__all__ = ["command"]


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on 127.0.0.1; 0 takes a free one.")
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), default=DEFAULT_SETTINGS_FILE, help="The site's settings file."
)
def command(port: int, settings_file: Path) -> None:
    """Preview the site, drafts among it, with live reload.

    When an article, a manifest, the theme or the settings change, open pages show it at once, and the site is rebuilt behind them.
    Findings are shown in the page. Nothing of the preview reaches the released folder.
    """
    try:
        settings = read_settings_file(settings_file, SITEURL=f"http://127.0.0.1:{port}")
        server = PreviewServer(settings_file, settings.work, port, _tell)
    except SettingsError as error:
        stop_for_usage(str(error))
    except OSError as error:
        stop_for_usage(f"port {port} cannot be used: {error.strerror}; name another with --port")
    click.echo(f"Preview at {server.address}/ – press Ctrl+C to stop")
    theme = theme_of(settings_file)
    server.run([settings.content, theme, settings_file], theme)


def _tell(preview: Preview) -> None:
    if preview.findings:
        click.echo(findings_as_text(preview.findings), err=True)
    click.echo(f"built in {preview.seconds:.2f} s, {len(preview.findings)} findings and warnings")
