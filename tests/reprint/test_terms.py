"""The reprint terms: read from files, numbered, hashed, and never changed once released."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from articles_by_hand import SETTINGS
from imprint.feeds.record import Record
from imprint.reprint.terms import read_terms, released_terms_faults

CONTENT = Path(__file__).resolve().parents[2] / "content"
GOOD = b"# Terms, version 1\n\nKeep the *link*.\n"


@pytest.fixture(autouse=True)
def _in_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(content: Path, **files: bytes) -> Path:
    folder = content / "reprint-terms"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return content


def faults(content: Path) -> list[tuple[str, str, str]]:
    return [(each.kind.code, each.path, each.message) for each in read_terms(content).findings]


def test_the_terms_of_this_site_are_in_force_under_the_digest_of_their_file() -> None:
    reading = read_terms(CONTENT)
    assert reading.findings == ()
    terms = reading.in_force(SETTINGS)
    newest = max(int(path.stem) for path in (CONTENT / "reprint-terms").glob("*.md"))
    file = CONTENT / "reprint-terms" / f"{newest}.md"
    assert (terms.version, terms.url) == (newest, f"https://site.example/reprint-terms/{newest}/")
    assert terms.sha256 == sha256(file.read_bytes()).hexdigest()


def test_the_highest_number_is_in_force_and_every_version_keeps_its_place(tmp_path: Path) -> None:
    content = write(tmp_path / "content", **{f"{number}_md": GOOD.replace(b"1", str(number).encode()) for number in (2, 10, 9)})
    reading = read_terms(content)
    assert [version.number for version in reading.versions] == [2, 9, 10]
    assert [version.title for version in reading.versions] == ["Terms, version 2", "Terms, version 9", "Terms, version 10"]
    assert reading.in_force(SETTINGS).version == 10
    assert reading.findings == ()


def test_a_site_without_terms_is_told_where_to_write_them(tmp_path: Path) -> None:
    expected = [("K110", "content/reprint-terms/1.md", "there are no reprint terms: content/reprint-terms/1.md is not there")]
    (tmp_path / "content").mkdir()
    assert faults(tmp_path / "content") == expected
    (tmp_path / "content" / "reprint-terms").mkdir()
    assert faults(tmp_path / "content") == expected


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("one.md", GOOD, "its name is not a number with .md"),
        ("0.md", GOOD, "its name is not a number with .md"),
        ("1.txt", GOOD, "its name is not a number with .md"),
        ("1.md", b"No heading.\n", "it does not begin with a heading of its own"),
        ("1.md", b"", "it does not begin with a heading of its own"),
        ("1.md", b"# Terms\n\xff\n", "'utf-8' codec can't decode byte 0xff in position 8: invalid start byte"),
    ],
)
def test_a_file_that_is_no_version_is_a_finding(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    content = write(tmp_path / "content")
    (content / "reprint-terms" / name).write_bytes(data)
    assert faults(content) == [("K111", f"content/reprint-terms/{name}", f"the reprint terms cannot be read: {problem}")]


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    content = write(tmp_path / "content")
    (tmp_path / "elsewhere.md").write_bytes(GOOD)
    (content / "reprint-terms" / "1.md").symlink_to(tmp_path / "elsewhere.md")
    assert [code for code, _, _ in faults(content)] == ["K111"]


def test_line_ends_and_a_byte_order_mark_make_no_other_text(tmp_path: Path) -> None:
    plain = write(tmp_path / "a", **{"1_md": GOOD})
    windows = write(tmp_path / "b", **{"1_md": b"\xef\xbb\xbf" + GOOD.replace(b"\n", b"\r\n")})
    assert read_terms(plain).digests == read_terms(windows).digests


def test_the_page_of_the_terms_carries_no_markup_that_could_run(tmp_path: Path) -> None:
    text = (
        GOOD
        + b'\n<script>alert(1)</script><p onclick="x()">Hello <a href="javascript:x()">you</a> <a href="https://a.example/">me</a></p>\n'
    )
    html = read_terms(write(tmp_path / "content", **{"1_md": text})).versions[0].html
    assert html == '<p>Keep the <em>link</em>.</p>\n\n<p>Hello <a>you</a> <a href="https://a.example/">me</a></p>'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"1_md": GOOD, "2_md": GOOD}, []),
        (
            {"1_md": GOOD.replace(b"*link*", b"link"), "2_md": GOOD},
            [("K112", "content/reprint-terms/1.md", "version 1 of the reprint terms was released and has been changed since")],
        ),
        ({"2_md": GOOD}, [("K113", "content/reprint-terms/1.md", "version 1 of the reprint terms was released and is no longer there")]),
    ],
    ids=["a-new-version", "changed", "gone"],
)
def test_a_released_version_never_changes_and_never_goes(
    tmp_path: Path, files: dict[str, bytes], expected: list[tuple[str, str, str]]
) -> None:
    record = Record(terms={"1": sha256(GOOD).hexdigest()})
    found = released_terms_faults(read_terms(write(tmp_path / "content", **files)), record)
    assert [(each.kind.code, each.path, each.message) for each in found] == expected
    assert all(each.help for each in found)
