#!/usr/bin/env python3
"""Hold a served site against the released folder: python3 check_served.py output https://articles.example [--no-headers].

Every file that the folder's seal names is fetched and its SHA-256 compared; an unknown address must be answered with
status 404 and the site's own page; the headers and types must be those of docs/hosting.md. ``--no-headers`` leaves the
headers out, for a host that cannot set any. Exit status: 0 as released, 1 not, 2 wrong usage. Needs Python alone.
"""

import argparse
import hashlib
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, urlsplit

NOT_SERVED = {".nojekyll", "CNAME", "_headers", "_redirects"}
"""What a host may read and keep to itself."""
HEADERS = {
    "content-security-policy": "default-src 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=()",
    "cache-control": "max-age=0",
}
"""What each header holds, at the least."""
TYPES = {
    ".html": ("text/html",),
    ".atom.xml": ("application/atom+xml", "application/xml", "text/xml"),
    ".rss.xml": ("application/rss+xml", "application/xml", "text/xml"),
    ".xml": ("application/xml", "text/xml"),
    ".json": ("application/json", "application/feed+json"),
    ".md": ("text/markdown", "text/plain"),
    ".txt": ("text/plain",),
    ".css": ("text/css",),
    ".js": ("text/javascript", "application/javascript"),
    ".svg": ("image/svg+xml",),
    ".png": ("image/png",),
    ".zip": ("application/zip",),
}
HIDING = ("nofollow", "noindex", "none")


def fetched(address: str) -> tuple[int, dict[str, str], bytes]:
    """The status, the headers by their names in lower case, and the bytes of an answer."""
    request = urllib.request.Request(address, headers={"Accept-Encoding": "identity", "User-Agent": "imprint-check-served"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def wrong_headers(path: str, headers: dict[str, str], *, secure: bool) -> Iterator[str]:
    """What is wrong with the headers of one answer."""
    for name, wanted in HEADERS.items():
        if wanted not in headers.get(name, ""):
            yield f"{name} is {headers.get(name, 'missing')!r}, not {wanted!r}"
    if secure and "max-age" not in headers.get("strict-transport-security", ""):
        yield "strict-transport-security is missing"
    if any(word in headers.get("x-robots-tag", "") for word in HIDING):
        yield f"x-robots-tag is {headers['x-robots-tag']!r}"
    allowed = next((types for end, types in TYPES.items() if path.endswith(end)), None)
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if allowed and kind not in allowed:
        yield f"content-type is {kind!r}, not {allowed[0]!r}"


def wrong(folder: Path, site: str, *, headers: bool) -> Iterator[str]:
    """Everything that is not served as it was released."""
    seal = json.loads((folder / "imprint-seal.json").read_text("utf-8"))
    secure = urlsplit(site).scheme == "https"
    for path, digest in seal["files"].items():
        if path in NOT_SERVED or path == "404.html":
            continue
        address = path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path
        status, told, data = fetched(f"{site}/{quote(address)}")
        if status != HTTPStatus.OK:
            yield f"{path}: status {status}"
        elif hashlib.sha256(data).hexdigest() != digest:
            yield f"{path}: other bytes than were released"
        elif headers:
            for problem in wrong_headers(path, told, secure=secure):
                yield f"{path}: {problem}"
    status, _, data = fetched(f"{site}/no-such-page/")
    if status != HTTPStatus.NOT_FOUND:
        yield f"/no-such-page/: status {status}, not 404"
    elif data != (folder / "404.html").read_bytes():
        yield "/no-such-page/: not the site's own page"


def main() -> int:
    """Print what is wrong, one line each; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("site")
    parser.add_argument("--no-headers", action="store_true", help="leave the headers out")
    arguments = parser.parse_args()
    try:
        problems = list(wrong(arguments.folder, arguments.site.rstrip("/"), headers=not arguments.no_headers))
    except (OSError, ValueError) as error:
        print(f"{arguments.site}: {error}", file=sys.stderr)
        return 1
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else f"{arguments.site} serves what was released")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
