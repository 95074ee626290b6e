"""The settings for the real thing: `make publish SITEURL=https://…`, or `pelican content -s publishconf.py`."""

import os
import sys
from pathlib import Path

# Before the settings that this file starts from: a mistake in them is then told in a line.
import imprint.hooks.gated_pelican

# Pelican does not put the project's folder on the path; a settings file that starts from this one needs it too.
sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *

# No address, no publish: links, ids and feeds are absolute.
SITEURL = os.environ.get("SITEURL", "")

# A release needs every external resource link seen to answer.
LINK_CHECK = "require"

# What was published is told by releases.json; commit it with the articles.
RECORD_RELEASES = True
