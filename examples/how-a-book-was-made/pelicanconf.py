"""The settings of the example: `pelican -s examples/how-a-book-was-made/pelicanconf.py` from the project's folder."""

from pathlib import Path

from imprint.hooks.gated_pelican import GatedPelican as PELICAN_CLASS

HERE = Path(__file__).parent

SITEURL = "http://localhost:8000"
SITENAME = "The Printing Shop Papers"
SITE_HOLDER = "Marian Holt"
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"

PATH = str(HERE / "content")
OUTPUT_PATH = str(HERE / ".imprint" / "staging")
RELEASE_PATH = str(HERE / "output")
LINK_CHECK = "skip-external"
RECORD_RELEASES = False

PLUGINS = ["imprint.hooks"]
THEME = str(HERE.parent.parent / "theme")
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "static"]
DEFAULT_PAGINATION = 10
