"""No text is a manifest that makes the reader raise, and every fault can be told."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from imprint.article.manifest.keys import KEYS
from imprint.article.manifest.read import read_manifest
from imprint.findings.as_github import findings_as_github
from imprint.findings.as_json import finding_as_dict
from imprint.findings.as_text import findings_as_text

SITE = "https://site.example"
VALUES = st.sampled_from(
    [
        *(
            "1",
            "-1",
            "0",
            "1.5",
            "nan",
            "true",
            "false",
            '""',
            '"x"',
            '"a b"',
            "'{link}'",
            '"{0} {} {x!r}"',
            '"%s"',
            '"\\u0000"',
            '"\\u202e"',
        ),
        *("2026-11-23", "0001-01-01", "9999-12-31T23:59:59-12:00", "2026-11-23T10:00:00", "10:00:00", "[]", "{}", '["x"]', "[1]", "[[]]"),
        *(
            '{ x = "y" }',
            "{ x = 1 }",
            '"https://a.example/"',
            '"/about/"',
            '"javascript:x"',
            '"published"',
            '"withdrawn"',
            '"1 day"',
            '"UTC"',
        ),
        *(
            '"Europe/Berlin"',
            '"../../etc/passwd"',
            '"cp1252"',
            '"en"',
            '"urn:uuid:5a0c1d2e-0f3b-5c4d-8e6f-7a8b9c0d1e2f"',
            '"a.txt"',
            '"a/b"',
        ),
    ]
)
NAMES = st.sampled_from([*sorted({key.name for key in KEYS}), "holder", "article", "ignore", "titel", "a.b", '"q q"', "resource_ulr"])
PAIRS = st.lists(st.tuples(NAMES, VALUES), max_size=6).map(lambda pairs: [f"{name} = {value}" for name, value in dict(pairs).items()])
HEADERS = st.sampled_from(
    [
        '[holder."A"]',
        '[holder."a"]',
        "[holder]",
        "[[holder]]",
        "[[article]]",
        "[article]",
        "[article.x]",
        "[[ignore]]",
        "[other]",
        "[title]",
    ]
)
MANIFESTS = st.tuples(PAIRS, st.lists(st.tuples(HEADERS, PAIRS), max_size=5)).map(
    lambda drawn: "\n".join([*drawn[0], *(line for header, pairs in drawn[1] for line in (header, *pairs))])
)


def read_and_tell(data: bytes) -> None:
    manifest = read_manifest(data, "content/s/series.toml", SITE)
    lines = data.count(b"\n") + 1
    for finding in manifest.findings:
        assert 0 <= finding.line <= lines
        finding_as_dict(finding)
    findings_as_text(manifest.findings)
    findings_as_github(manifest.findings)


@given(MANIFESTS)
def test_any_keys_with_any_values_are_read_or_told(text: str) -> None:
    read_and_tell(text.encode())


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
@example("a = 'x\r\ny'")
@example("\ufefftitle = 1")
@example('title = "unclosed')
def test_any_text_is_read_or_told(text: str) -> None:
    read_and_tell(text.encode("utf-8", "replace"))


@given(st.binary())
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    read_and_tell(data)
