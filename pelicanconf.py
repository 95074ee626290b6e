"""The settings for a build on your own machine: `make site`, or `pelican content -s pelicanconf.py`.

What is not said here has Imprint's or Pelican's default; docs/settings.md describes what Imprint adds.
"""

# An import, not a name in PLUGINS: where Imprint cannot be imported there is no build.
from imprint.hooks.gated_pelican import GatedPelican as PELICAN_CLASS

SITEURL = "http://localhost:8000"
SITENAME = "Articles for republication"
DEFAULT_LANG = "en"
TIMEZONE = "UTC"

# Pelican writes into the staging folder; only a release, after the audit, touches RELEASE_PATH.
PATH = "content"
OUTPUT_PATH = ".imprint/staging"
RELEASE_PATH = "output"
LINK_CHECK = "skip-external"

# What is built on your own machine is no publication, and the record of releases does not tell of it.
RECORD_RELEASES = False

PLUGINS = ["imprint.hooks"]
THEME = "theme"
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images", "static"]
DEFAULT_PAGINATION = 10
