"""Reprint kits: every form of an article, with its notice and its link, the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from articles_by_hand import BOX, SETTINGS, article, library, notice, series
from imprint.article.model import Markup
from imprint.article.text_format.read import read_text
from imprint.feeds.corrections import next_record
from imprint.feeds.record import Record
from imprint.render.surface import surface_html
from imprint.reprint import series_kit
from imprint.reprint.archive import archive, member
from imprint.reprint.kit import Kit, KitFile
from imprint.reprint.kits import FAULTS, all_kits, kit_findings
from imprint.reprint.series_kit import SeriesKit
from imprint.reprint.terms import TermsReading, TermsVersion

if TYPE_CHECKING:
    from imprint.article.library import Library

READING = TermsReading((TermsVersion(1, "content/reprint-terms/1.md", "# Terms\n\nKeep the link.\n"),), ())
SITE = library(
    series("bees", *[article(number) for number in range(1, 13)]),
    series(
        "ants",
        article(1, "ants", status="draft"),
        article(2, "ants", status="withdrawn"),
        article(3, "ants", notices=(notice("Copyright 2009, Bob", "Bob"), notice())),
    ),
    series("wasps", article(1, "wasps", status="draft")),
)


def made(site: Library = SITE) -> list[Kit | KitFile | SeriesKit]:
    return list(all_kits(site, SETTINGS, READING, next_record(Record(), site, READING.digests)))


def files(site: Library = SITE) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each in made(site):
        found.update(
            {file.path: file.data for file in (each.files if isinstance(each, Kit) else [each] if isinstance(each, KitFile) else [])}
        )
    return found


def findings(site: Library) -> list[tuple[str, str]]:
    found = kit_findings(site, SETTINGS, READING, next_record(Record(), site, READING.digests))
    return [(each.kind.code, each.message) for each in found]


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return files()


def test_every_published_article_and_series_has_a_kit_and_nothing_else_has(written: dict[str, bytes]) -> None:
    slugs = [*[f"bees-{number}" for number in range(1, 13)], "ants-3"]
    kits = [
        f"/articles/{slug}/reprint/{name}"
        for slug in slugs
        for name in (f"{slug}.html", f"{slug}.md", f"{slug}.txt", f"{slug}.article.txt", "ninjs.json", f"{slug}.zip")
    ]
    assert sorted(written) == sorted([*kits, "/series/bees/reprint/bees.zip", "/series/ants/reprint/ants.zip"])
    assert [each.path for each in made() if isinstance(each, SeriesKit)] == ["/series/bees/reprint/", "/series/ants/reprint/"]


def test_every_file_of_a_kit_carries_every_notice_and_the_full_address(written: dict[str, bytes]) -> None:
    for path, data in written.items():
        for name, content in members(data).items() if path.endswith(".zip") else [(path, data)]:
            if name.endswith("SHA256SUMS") or "reprint-terms" in name:
                continue
            text = json.dumps(json.loads(content), ensure_ascii=False) if name.endswith("json") else content.decode().replace("&amp;", "&")
            expected = [*(["Copyright 2009, Bob"] if "ants" in name else []), article().notice.raw, BOX.url]
            assert [(name, each) for each in expected if each not in text] == []


def test_the_four_copies_are_labelled_by_what_pasting_them_gives() -> None:
    kit = made()[0]
    assert isinstance(kit, Kit)
    assert [(each.id, each.label, each.media_type, each.shown, each.path) for each in kit.copies] == [
        ("formatted", "Formatted text, for WordPress, Docs and e-mail", "text/html", "markup", "/articles/bees-1/reprint/bees-1.html"),
        ("html", "HTML source", "text/html", "source", "/articles/bees-1/reprint/bees-1.html"),
        ("markdown", "Markdown", "text/markdown", "source", "/articles/bees-1/reprint/bees-1.md"),
        ("text", "Plain text", "text/plain", "source", "/articles/bees-1/reprint/bees-1.txt"),
    ]
    surface = str(surface_html(kit.article, SETTINGS, kit.terms))
    by_name = {file.name: file.data.decode() for file in kit.files if not file.name.endswith("zip")}
    assert [each.content for each in kit.copies] == [surface, surface, by_name["bees-1.md"], by_name["bees-1.txt"]]
    assert surface in by_name["bees-1.html"]
    assert (kit.rights.version, len(kit.rights.sha256), kit.terms.version, kit.terms.sha256) == (1, 64, 1, READING.versions[0].sha256)


def test_the_text_format_is_read_back_as_the_same_article(written: dict[str, bytes]) -> None:
    for each in SITE.published:
        back = read_text(written[f"/articles/{each.slug}/reprint/{each.slug}.article.txt"], "kit")
        assert (back.errors, back.title, back.summary, back.keywords) == ((), each.title, each.summary, each.keywords)
        assert [replace(block, line=0) for block in back.blocks] == list(each.blocks)
        assert [found.raw for found in back.notices] == [found.raw for found in each.notices]
        assert back.own_box is not None
        assert (back.own_box.text, back.own_box.urls) == (each.resource_box.text, (each.resource_box.url,))
        assert (back.fields["author"], back.fields["category"]) == (each.author, each.category)
        assert back.word_count.declared == back.word_count.legacy


def test_directories_get_their_fields_with_body_and_resource_box_apart() -> None:
    kit = made()[0]
    assert isinstance(kit, Kit)
    assert {each.name: (each.form, each.value) for each in kit.fields} == {
        "title": ("line", "Article 1 <of> bees & more"),
        "author": ("line", "Ada"),
        "category": ("line", "Garden & Home"),
        "summary": ("text", "Summary 1 & <more>."),
        "keywords": ("line", "bees, honey"),
        "word-count": ("line", "12"),
        "body": (
            "text",
            f"Opening of article 1: bees & <flowers>.\n\nWhy Bees?\n\nRead more (https://more.example/?x=1&y=2).\n\n{kit.article.notice.raw}",
        ),
        "body-html": (
            "html",
            (
                "<p>Opening of article 1: bees &amp; &lt;flowers&gt;.</p>\n<h2>Why Bees?</h2>\n"
                '<p>Read <a href="https://more.example/?x=1&amp;y=2">more</a>.</p>\n'
                f"<p>{kit.article.notice.raw.replace('&', '&amp;')}</p>"
            ),
        ),
        "resource-box": ("text", f"Visit Ada & Co today. ({BOX.url})"),
        "resource-box-html": (
            "html",
            '<p>Visit <a href="https://ada.example/about/?a=1&amp;b=2" rel="author">Ada &amp; Co</a> today. (https://ada.example/about/?a=1&amp;b=2)</p>',
        ),
        "copyright": ("text", kit.article.notice.raw),
    }


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        for each in opened.infolist():
            assert (each.date_time, each.external_attr >> 16, each.compress_type, each.create_system) == (
                (1980, 1, 1, 0, 0, 0),
                0o100644,
                0,
                3,
            )
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("path", ["/articles/bees-3/reprint/bees-3.zip", "/series/bees/reprint/bees.zip"])
def test_the_checksums_in_a_zip_hold_where_it_is_unpacked(written: dict[str, bytes], tmp_path: Path, path: str) -> None:
    found = members(written[path])
    folder = Path(path).stem
    assert all(name.startswith(f"{folder}/") for name in found)
    for name, content in found.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    listed = (tmp_path / folder / "SHA256SUMS").read_text().splitlines()
    assert len(listed) == len(found) - 1
    assert {f"{folder}/{line[66:]}": line[:64] for line in listed} == {
        name: hashlib.sha256(content).hexdigest() for name, content in found.items() if not name.endswith("SHA256SUMS")
    }
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed here; the digests themselves were compared")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path / folder, check=True)


def test_a_zip_is_what_the_standard_library_writes_for_the_same_members() -> None:
    files = [member(f"{number}.txt", bytes([number]) * number * 1000) for number in range(5)]
    expected = io.BytesIO()
    with zipfile.ZipFile(expected, "w", zipfile.ZIP_STORED) as written:
        for name, data in [
            *((name, data) for name, data, _ in files),
            ("SHA256SUMS", "".join(f"{digest}  {name}\n" for name, _, digest in files)),
        ]:
            information = zipfile.ZipInfo(f"kit/{name}", (1980, 1, 1, 0, 0, 0))
            information.create_system = 3
            information.external_attr = 0o100644 << 16
            written.writestr(information, data)
    assert archive(files, "kit") == expected.getvalue()


@pytest.mark.parametrize("names", [["a.txt", "a.txt"], ["SHA256SUMS"], ["ä.txt"]])
def test_a_zip_that_could_be_unpacked_in_two_ways_is_refused(names: list[str]) -> None:
    with pytest.raises(ValueError, match=r"one name|ordinal not in range"):
        archive([member(name, b"x") for name in names], "kit")


def test_unzip_finds_no_fault_in_a_zip(written: dict[str, bytes], tmp_path: Path) -> None:
    if shutil.which("unzip") is None:
        pytest.skip("unzip is not installed here; the bytes were compared with those of Python's zipfile")
    (tmp_path / "kit.zip").write_bytes(written["/series/bees/reprint/bees.zip"])
    run = subprocess.run(["unzip", "-tq", "kit.zip"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "No errors detected in compressed data of kit.zip.\n")


def test_the_zip_of_a_series_holds_its_articles_in_order_and_the_terms_once(written: dict[str, bytes]) -> None:
    names = list(members(written["/series/bees/reprint/bees.zip"]))
    folders = list(dict.fromkeys(name.split("/")[1] for name in names if name.count("/") == 2))
    assert folders == [f"{number:02}-bees-{number}" for number in range(1, 13)]
    assert folders == sorted(folders)
    assert [name for name in names if name.count("/") == 1] == ["bees/reprint-terms-1.md", "bees/SHA256SUMS"]
    single = members(written["/articles/bees-3/reprint/bees-3.zip"])
    together = members(written["/series/bees/reprint/bees.zip"])
    for name in ("bees-3.html", "bees-3.md", "bees-3.txt", "bees-3.article.txt"):
        assert together[f"bees/03-bees-3/{name}"] == single[f"bees-3/{name}"] == written[f"/articles/bees-3/reprint/{name}"]


def test_a_long_series_is_split_into_several_zips(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imprint.reprint.kits.MOST_ARTICLES", 5)
    assert series_kit.MOST_ARTICLES > 100
    bees = next(each for each in made() if isinstance(each, SeriesKit))
    found = files()
    assert [(name, count) for name, _, _, count in bees.zips] == [("bees-1.zip", 5), ("bees-2.zip", 5), ("bees-3.zip", 2)]
    assert [len(found[path]) for _, path, _, _ in bees.zips] == [size for _, _, size, _ in bees.zips]


def test_kits_are_the_same_bytes_whatever_the_hash_seed_and_the_time_zone() -> None:
    program = "import hashlib, test_kits as t; print(hashlib.sha256(repr(sorted(t.files().items())).encode()).hexdigest())"
    here = Path(__file__).parent
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(map(str, (here, here.parent)))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Kolkata"))
    }
    assert digests == {hashlib.sha256(repr(sorted(files().items())).encode()).hexdigest() + "\n"}


def test_the_record_for_newsrooms_is_valid_ninjs(written: dict[str, bytes]) -> None:
    schema = json.loads((Path(__file__).parent / "data" / "ninjs-schema_3.1.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    items = [json.loads(data) for path, data in written.items() if path.endswith("ninjs.json")]
    assert len(items) == 13
    assert [error.message for item in items for error in validator.iter_errors(item)] == []
    assert [error.message for error in validator.iter_errors({**items[0], "usageterms": "x"})] != []
    assert items[-1]["copyrightNotice"] == f"Copyright 2009, Bob\n{article().notice.raw}"


def test_a_kit_of_plain_articles_survives_every_filter() -> None:
    assert findings(SITE) == [("K132", "the resource box does not say the address of its link")]


def test_markup_that_takes_the_resource_box_with_it_is_a_finding() -> None:
    """Sanitised markup is balanced; should some ever not be, the kit does not leave."""
    unbalanced = Markup("<h2><em>Open", "Open")
    hidden = Markup("<textarea>", "")
    found = findings(library(series("bees", article(1), article(2, blocks=(hidden,)), article(3, blocks=(unbalanced,)))))
    assert ("K101", f"after pasted as it is the reprint kit has no link to {BOX.url} that a reader can click") in found
    assert {code for code, _ in found} == {"K101", "K132"}


def test_rights_that_contradict_each_other_are_told_for_each_article_that_has_them() -> None:
    open_licence = replace(BOX, before="CC https://creativecommons.org/licenses/by/4.0/ ", after=f" {BOX.url}")
    found = findings(library(series("bees", *[article(number, resource_box=open_licence) for number in (1, 2)], article(3))))
    assert [code for code, _ in found] == ["K140", "K140", "K132"]


def test_a_notice_that_a_filter_would_change_is_a_finding() -> None:
    found = findings(library(series("bees", article(1, notices=(notice("1. Copyright 2001, Ada & Co", "Ada & Co"),)))))
    assert [code for code, _ in found] == ["K132", "K102"]


@rules(deadline=None)
@given(st.text(min_size=1))
def test_every_text_makes_a_kit_that_can_be_read(text: str) -> None:
    odd = article(title=text, summary=text, author=text, category=text, keywords=(text,), notices=(notice(text, text),))
    for path, data in files(library(series("bees", odd, title=text))).items():
        if path.endswith("json"):
            json.loads(data)
        elif path.endswith("zip"):
            members(data)
        else:
            data.decode()


def test_every_kind_of_finding_has_a_code_of_its_own_and_says_why() -> None:
    codes = [kind.code for kind in FAULTS]
    assert codes == sorted(set(codes))
    assert all(code.startswith("K1") for code in codes)
    assert [kind.code for kind in FAULTS if not (kind.help and kind.explanation)] == []


def test_a_withdrawn_article_is_in_no_file_of_a_kit(written: dict[str, bytes]) -> None:
    assert [path for path, data in written.items() if b"ants-2" in data or b"ants-1" in data] == []
    now = library(replace(SITE.series[0], articles=tuple(replace(each, status="withdrawn") for each in SITE.series[0].articles)))
    assert made(now) == []
