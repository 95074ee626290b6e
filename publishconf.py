"""The settings for the real thing: `make publish SITEURL=https://…`, or `pelican content -s publishconf.py`."""

import os

from pelicanconf import *

# No address, no publish: links, ids and feeds are absolute.
SITEURL = os.environ.get("SITEURL", "")

# A release needs every external resource link seen to answer.
LINK_CHECK = "require"
