"""A library: every series of a content folder, joined with its manifest and checked together."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from series_by_hand import MANIFEST, article_text, write_series

from imprint.article.library import Library, read_library
from imprint.article.model import ResourceBox

SITE = "https://site.example"
ROOT = Path(__file__).parents[2]


def told(library: Library) -> list[str]:
    """Findings as ``CODE path``, with the path below the content folder."""
    return [
        f"{each.kind.code} {each.path.partition('/content')[2].lstrip('/')}"
        for each in (*library.errors, *library.warnings)
        if each.kind.code[0] == "M"
    ]


def test_the_seed_is_one_published_article_that_invents_nothing() -> None:
    library = read_library(ROOT / "content", "http://localhost:8000")
    assert library.errors == ()
    (article,) = library.published
    assert article.title == "IT Certifications: Do Your Clients Even Understand Them?"
    assert article.author == article.holder == "Computer Consultants Secrets"
    assert article.resource_box.url == "http://localhost:8000/about/"
    assert article.notice.demands_live_link
    assert article.source == "it-certifications/000_34954eeca70ab4b3.txt"


def test_the_seed_without_its_resource_line_is_refused_at_the_line_of_its_notice(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "it-certifications"
    folder.mkdir(parents=True)
    for file in (ROOT / "content" / "it-certifications").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    manifest = folder / "series.toml"
    manifest.write_text("".join(line for line in manifest.read_text().splitlines(keepends=True) if not line.startswith("resource_url")))
    library = read_library(tmp_path / "content", SITE)
    assert library.published == ()
    (error,) = library.errors
    assert error.kind.name == "resource-link-unknown"
    assert (error.line, error.column) == (36, 1)
    assert error.excerpt.startswith("Copyright MMI-MMVI, Computer Consultants Secrets. ")
    assert error.message == "this notice demands a live author link, and none is known"
    assert error.help == f'add resource_url to [holder."Computer Consultants Secrets"] in {manifest.as_posix()}'


def test_an_article_goes_before_its_holder_and_that_before_the_series_and_that_before_the_file(tmp_path: Path) -> None:
    levels = [
        '[[article]]\nfile = "1.txt"\ncategory = "Of the article"\n',
        '[holder."Ada Byron"]\ncategory = "Of the holder"\n',
        'category = "Of the series"\n',
    ]
    names = ["Of the article", "Of the holder", "Of the series", "Of the file"]
    for missing, expected in enumerate(names):
        folder = tmp_path / str(missing) / "content" / "s"
        top = levels[2] if missing <= 2 else ""
        holder = levels[1] if missing <= 1 else ""
        article = levels[0] if missing == 0 else ""
        write_series(
            folder, manifest=f'title = "T"\ndate_start = 2026-11-23\nauthor = "A"\nresource_url = "/about/"\n{top}{holder}{article}'
        )
        (folder / "1.txt").write_text(article_text("Bees").replace("Summary:", "Category:\nOf the file\n\nSummary:"))
        library = read_library(folder.parent, SITE)
        assert told(library) == []
        assert [article.category for article in library.articles] == [expected]


def test_the_id_stays_when_title_date_slug_and_site_change_and_can_be_pinned(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    (before,) = read_library(tmp_path / "content", SITE).articles
    write_series(folder, "Wasps", manifest=MANIFEST.replace("2026", "2027") + '[[article]]\nfile = "1.txt"\nslug = "stings"\n')
    (after,) = read_library(tmp_path / "content", "https://other.example").articles
    assert (after.title, after.slug) == ("Wasps", "stings")
    assert after.id == before.id
    assert UUID(before.id.removeprefix("urn:uuid:")).version == 5
    (folder / "1.txt").rename(folder / "renamed.txt")
    write_series(folder, manifest=MANIFEST + f'[[article]]\nfile = "renamed.txt"\nid = "{before.id}"\n')
    (pinned,) = read_library(tmp_path / "content", SITE).articles
    assert pinned.id == before.id


def test_the_ids_of_published_articles_never_change() -> None:
    # This value has been published. A change of the rule that makes it would duplicate every entry of every feed.
    (article,) = read_library(ROOT / "content", SITE).articles
    assert article.id == "urn:uuid:470af3a8-e81b-5c1e-a0b3-7f619ccdb800"


@pytest.mark.parametrize(
    ("step", "dates"),
    [
        ("", ["2027-01-31", "2027-01-31", "2027-01-31"]),
        ('date_step = "1 day"', ["2027-01-31", "2027-02-01", "2027-02-02"]),
        ("date_step = 10", ["2027-01-31", "2027-02-10", "2027-02-20"]),
        ('date_step = "2 weeks"', ["2027-01-31", "2027-02-14", "2027-02-28"]),
        ('date_step = "1 month"', ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ('date_step = "1 month"\ndate_start = 2027-11-15', ["2027-11-15", "2027-12-15", "2028-01-15"]),
        ('date_step = "13 months"', ["2027-01-31", "2028-02-29", "2029-03-31"]),
    ],
)
def test_undated_articles_are_spread_in_the_order_of_the_series(tmp_path: Path, step: str, dates: list[str]) -> None:
    start = "" if "date_start" in step else "date_start = 2027-01-31\n"
    manifest = MANIFEST.replace("date_start = 2026-11-23", f'{start}timezone = "Europe/Berlin"\n{step}')
    listed = '[[article]]\nfile = "3.txt"\norder = 1\n[[article]]\nfile = "2.txt"\ndate = 2020-01-01T12:00:00Z\n[[article]]\nfile = "1.txt"\n[[article]]\nfile = "4.txt"\n'
    write_series(tmp_path / "content" / "s", "A", "B", "C", "D", manifest=manifest + listed)
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == []
    assert [Path(article.source).stem for article in library.articles] == ["3", "2", "1", "4"]
    assert [article.date.isoformat()[:10] for article in library.articles if article.title != "B"] == dates
    assert all(article.date.utcoffset() in {timedelta(hours=1), timedelta(hours=2)} for article in library.articles if article.title != "B")
    assert library.articles[1].date == datetime(2020, 1, 1, 12, tzinfo=UTC)


def test_dates_carry_the_time_zone_that_they_name_or_that_of_the_series(tmp_path: Path) -> None:
    manifest = MANIFEST.replace("date_start", 'timezone = "America/New_York"\ndate_start')
    listed = '[[article]]\nfile = "1.txt"\ndate = 2026-07-01T09:00:00\nmodified = 2026-07-01T16:00:00+02:00\n'
    write_series(tmp_path / "content" / "s", "A", manifest=manifest + listed)
    (article,) = read_library(tmp_path / "content", SITE).articles
    assert article.date == datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=-4)))
    assert article.modified == datetime(2026, 7, 1, 14, tzinfo=UTC)


def test_drafts_and_withdrawn_articles_keep_their_dates_and_published_ones_are_numbered_without_a_gap(tmp_path: Path) -> None:
    listed = (
        '[[article]]\nfile = "1.txt"\nstatus = "draft"\n'
        '[[article]]\nfile = "2.txt"\n'
        '[[article]]\nfile = "3.txt"\nwithdrawn = 2026-12-24\nreason = "Out of date."\n'
        '[[article]]\nfile = "4.txt"\n'
    )
    manifest = MANIFEST.replace("date_start", 'date_step = "1 day"\ndate_start')
    write_series(tmp_path / "content" / "s", "A", "B", "C", "D", manifest=manifest + listed)
    library = read_library(tmp_path / "content", SITE)
    assert [(each.title, each.number, each.date.day) for each in library.published] == [("B", 1, 24), ("D", 2, 26)]
    draft, withdrawn = (each for each in library.articles if each.status != "published")
    assert (draft.title, draft.status, draft.number, draft.date.day) == ("A", "draft", 3, 23)
    assert (withdrawn.status, withdrawn.withdrawn_reason, withdrawn.modified) == (
        "withdrawn",
        "Out of date.",
        datetime(2026, 12, 24, tzinfo=UTC),
    )


def test_a_holder_can_take_all_articles_back(tmp_path: Path) -> None:
    write_series(tmp_path / "content" / "s", "A", "B", manifest=MANIFEST + 'withdrawn = true\nreason = "The rights went back."\n')
    library = read_library(tmp_path / "content", SITE)
    assert [(each.status, each.withdrawn_reason) for each in library.articles] == [("withdrawn", "The rights went back.")] * 2


def test_an_article_that_stays_has_not_the_date_at_which_its_series_was_withdrawn(tmp_path: Path) -> None:
    manifest = MANIFEST + 'withdrawn = 2026-12-24\nreason = "The rights went back."\n[[article]]\nfile = "2.txt"\nstatus = "published"\n'
    write_series(tmp_path / "content" / "s", "A", "B", manifest=manifest)
    library = read_library(tmp_path / "content", SITE)
    assert sorted((each.status, each.modified == datetime(2026, 12, 24, tzinfo=UTC)) for each in library.articles) == [
        ("published", False),
        ("withdrawn", True),
    ]


def test_the_governing_notice_is_the_last_at_the_end_that_claims_the_rights(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s")
    (folder / "1.txt").write_text(article_text("Maps") + "\nDrawings copyright (c) 2003 Olga Finch and Per Vale. Used with permission.\n")
    library = read_library(tmp_path / "content", SITE)
    (article,) = library.articles
    assert len(article.notices) == 2
    assert article.holder == "Ada Byron"
    assert article.resource_box.url == "https://byron.example/"


def test_a_notice_of_the_manifest_is_printed_where_the_text_has_none(tmp_path: Path) -> None:
    folder = write_series(
        tmp_path / "content" / "s",
        manifest=MANIFEST.replace("date_start", 'copyright_notice = "© 2006 Ada Byron. All rights reserved."\ndate_start'),
    )
    (folder / "1.txt").write_text(article_text("Bees", holder=""))
    (folder / "2.txt").write_text(article_text("Wasps"))
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == []
    assert [each.notice.raw[:12] for each in library.articles] == ["© 2006 Ada B", "Copyright 20"]
    assert library.articles[0].notice.holder == "Ada Byron"


def test_a_resource_box_of_the_text_with_one_address_serves_where_the_manifest_is_silent(tmp_path: Path) -> None:
    manifest = 'title = "T"\ncategory = "C"\ndate_start = 2026-11-23\nauthor = "Ada Byron"\n'
    folder = write_series(tmp_path / "content" / "s", manifest=manifest)
    box = "Resource Box:\nAda keeps bees. Visit http://byron.example/hives for a jar.\n\nArticle Body:"
    (folder / "1.txt").write_text(article_text("Bees").replace("Article Body:", box))
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == []
    link = "http://byron.example/hives"
    assert library.articles[0].resource_box == ResourceBox(link, link, "Ada keeps bees. Visit ", " for a jar.")
    (folder / "1.txt").write_text(article_text("Bees").replace("Article Body:", box.replace("a jar.", "a jar, or http://honey.example/.")))
    assert told(read_library(tmp_path / "content", SITE)) == ["M121 s/1.txt"]


def test_a_tag_has_one_form_in_the_whole_library_the_one_most_used(tmp_path: Path) -> None:
    for name, keywords in (("a", "IT-certification"), ("b", "IT certification, walls"), ("c", "IT certification")):
        folder = write_series(tmp_path / "content" / name)
        (folder / "1.txt").write_text(article_text(f"Part {name}", keywords))
    library = read_library(tmp_path / "content", SITE)
    assert [[(tag.slug, tag.name) for tag in article.tags] for article in library.articles] == [
        [("it-certification", "IT certification")],
        [("it-certification", "IT certification"), ("walls", "walls")],
        [("it-certification", "IT certification")],
    ]
    assert library.articles[0].keywords == ("IT-certification",)


def test_tags_are_mapped_then_dropped_then_added(tmp_path: Path) -> None:
    top = 'tags_add = ["Household hints"]\ntags_drop = ["misc"]\nkeyword_map = { "bee" = "Bees" }\n'
    entry = '[[article]]\nfile = "1.txt"\ntags_add = ["Walls"]\n[article.keyword_map]\nwasps = "Stings"\n'
    folder = write_series(tmp_path / "content" / "s", manifest=top + MANIFEST + entry)
    (folder / "1.txt").write_text(article_text("Bees", "bees, Bee, wasps, misc"))
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == []
    assert [(tag.slug, tag.name) for tag in library.articles[0].tags] == [
        ("bees", "Bees"),
        ("stings", "Stings"),
        ("household-hints", "Household hints"),
        ("walls", "Walls"),
    ]


def test_headings_are_promoted_and_demoted(tmp_path: Path) -> None:
    body = "A first paragraph stands here, and it is long enough to be one.\n\nListen First\n\nPut an ear to the plaster at noon, where it is loudest.\n\nonly then\n\nCall a keeper before you call a builder, and not after."
    entry = '[[article]]\nfile = "1.txt"\nheadings_promote = ["only then"]\nheadings_demote = ["Listen First"]\n'
    folder = write_series(tmp_path / "content" / "s", manifest=MANIFEST + entry)
    (folder / "1.txt").write_text(article_text("Bees", body=body))
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == []
    assert [heading.text[0].text for heading in library.articles[0].reading.headings] == ["only then"]


def test_twins_across_series_are_told_and_left_out(tmp_path: Path) -> None:
    content = tmp_path / "content"
    write_series(content / "a" / "same", "Bees")
    write_series(content / "b" / "Same", "Wasps in the Wall", "wasps, in the wall!")
    (content / "c").mkdir()
    write_series(content / "c" / "d", "Bees")
    library = read_library(content, SITE)
    assert told(library) == ["M113 b/Same/2.txt", "M114 b/Same/series.toml", "M129 c/d/1.txt"]
    assert [article.source for article in library.articles] == ["a/same/1.txt", "b/Same/1.txt"]


def test_nothing_but_regular_files_is_opened(tmp_path: Path) -> None:
    content = tmp_path / "content"
    folder = write_series(content / "s", "Bees")
    (folder / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "sock.txt"))
        (folder / "linked").symlink_to(tmp_path)
        (content / "linked-series").symlink_to(folder)
        (content / "linked-files").symlink_to(tmp_path / "elsewhere")
        assert told(read_library(content, SITE)) == [
            "M117 linked-series",
            "M117 s/link.txt",
            "M117 s/linked",
            "M117 s/pipe.txt",
            "M117 s/sock.txt",
        ]
    (folder / "series.toml").unlink()
    (folder / "series.toml").symlink_to("/etc/hostname")
    assert "M101 s/series.toml" in told(read_library(content, SITE))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    (folder / "1.txt").chmod(0)
    assert told(read_library(tmp_path / "content", SITE)) == ["M118 s/1.txt"]


def test_a_file_that_is_too_large_is_told(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate((16 << 20) + 1)
    assert told(read_library(tmp_path / "content", SITE)) == ["M118 s/huge.txt"]


def test_a_manifest_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    (folder / "series.toml").write_bytes(MANIFEST.encode() + "# é\n".encode("latin-1"))
    library = read_library(tmp_path / "content", SITE)
    assert [(error.kind.name, error.line) for error in library.errors] == [("manifest-unreadable", 8)]
    (folder / "series.toml").write_bytes(b"\xef\xbb\xbf" + MANIFEST.replace("\n", "\r\n").encode())
    assert told(read_library(tmp_path / "content", SITE)) == []


def test_a_manifest_with_values_nested_without_end_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    for text in ("a = " + "[" * 100_000, "a = " + "9" * 10_000, "a = " + "{ b = " * 50_000):
        (folder / "series.toml").write_text(text)
        assert told(read_library(tmp_path / "content", SITE)) == ["M102 s/series.toml"]


def test_a_file_name_that_cannot_be_shown_is_told(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", "Bees")
    for name in (b"caf\xe9.txt", b"two\nlines.txt", b"\xe2\x80\xaetxt.eno.txt"):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123 - a path of bytes
            file.write(article_text("Other").encode())
    library = read_library(tmp_path / "content", SITE)
    assert [error.kind.code for error in library.errors] == ["M134"] * 3
    for error in library.errors:
        assert (error.path + error.message).isprintable()
    assert len(library.articles) == 1


def test_folders_are_series_or_have_no_articles(tmp_path: Path) -> None:
    content = tmp_path / "content"
    series = write_series(content / "s", "Bees")
    write_series(series / "own", "Wasps", manifest=MANIFEST)
    (series / "stray").mkdir()
    for place in ("forgotten/deep", "pages", ".git", "static"):
        folder = content / place
        folder.mkdir(parents=True)
        text = "User-agent: *\n" if place == "static" else article_text(place)
        (folder / "x.txt").write_text(text)
    (content / "loose.txt").write_bytes(b"Title: X\rarticle  body :\rx\r")
    library = read_library(content, SITE)
    assert told(library) == ["M119 ", "M119 forgotten/deep", "M119 s/stray"]
    assert [article.source for article in library.articles] == ["s/1.txt", "s/own/1.txt"]


def test_an_article_whose_body_is_the_placeholder_is_a_draft(tmp_path: Path) -> None:
    folder = write_series(tmp_path / "content" / "s", manifest=MANIFEST + '[[article]]\nfile = "1.txt"\nstatus = "published"\n')
    (folder / "1.txt").write_text(article_text("Bees", body="Write the article here, in place of this sentence."))
    library = read_library(tmp_path / "content", SITE)
    assert told(library) == ["M208 s/1.txt"]
    assert [article.status for article in library.articles] == ["draft"]


def test_a_content_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    library = read_library(tmp_path / "content", SITE)
    assert [error.kind.name for error in library.errors] == ["file-unreadable"]
