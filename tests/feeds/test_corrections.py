"""The record of releases and what publishers are told of it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, replace
from datetime import timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from articles_by_hand import BOX, FIRST_DAY, SETTINGS, TERMS, article, library, notice, series
from imprint.article.model import Article, Paragraph, Span
from imprint.feeds.changed_ids import changed_ids
from imprint.feeds.changes import changes_atom, changes_json
from imprint.feeds.corrections import next_record, undated_corrections
from imprint.feeds.fingerprint import fingerprint
from imprint.feeds.record import Record, read_record, record_bytes
from imprint.findings import Finding

CASES = sorted((Path(__file__).parent / "cases" / "changes").glob("*.toml"))
CASES_OF_IDS = sorted((Path(__file__).parent / "cases" / "changed_ids").glob("*.toml"))


def built(value: dict[str, Any]) -> Article:
    fields = dict(value)
    made = article(fields.pop("number"))
    if "body" in fields:
        made = replace(made, blocks=(Paragraph((Span(fields.pop("body")),)),))
    if "id" in fields:
        fields["id"] = article(fields["id"]).id
    if "url" in fields:
        made = replace(made, resource_box=replace(BOX, url=fields.pop("url")))
    if "notice" in fields:
        made = replace(made, notices=(notice(fields.pop("notice")),))
    return replace(made, **fields)


def record(previous: Record, articles: list[dict[str, Any]]) -> Record:
    return next_record(previous, library(series("bees", *map(built, articles))), {1: TERMS.sha256})


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_publishers_are_told_what_changed_between_two_releases(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    ids = {article(number).id: number for number in range(1, 9)}
    before = record(Record(), case["before"])
    after = record(before, case["after"])
    told = [
        {name: ids[value] if name == "article" else value for name, value in asdict(each).items() if name in case["changes"][0]}
        for each in after.changes
        if case["changes"]
    ]
    assert [{**each, "changed": list(each["changed"])} for each in told] == case["changes"]
    assert {ids[name]: release.version for name, release in after.articles.items()} == {
        int(number): version for number, version in case["versions"].items()
    }
    assert [each.sequence for each in after.changes] == list(range(1, len(after.changes) + 1))
    assert record(after, case["after"]) == after
    assert read_record(record_bytes(after), "versions.json") == after
    assert (after == before) == (not case["changes"])


@pytest.mark.parametrize("path", CASES_OF_IDS, ids=lambda path: path.stem)
def test_an_article_under_another_id_than_it_was_released_under_is_found(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    before, articles = record(Record(), case["before"]), library(series("bees", *map(built, case["after"])))

    found = changed_ids(before, next_record(before, articles, {1: TERMS.sha256}), articles)

    told = [
        {
            "path": f"content/{article(each['article']).source}",
            **{name: article(each[name]).id for name in ("before", "now")},
            "what": each["what"],
        }
        for each in case["found"]
    ]
    assert [{"path": each.path, **{name: each.facts[name] for name in ("before", "now", "what")}} for each in found] == told
    assert path.stem.startswith("fires" if told else "passes")


def test_the_changes_feed_lists_the_newest_changes_first_and_no_more_than_the_settings_allow() -> None:
    previous = Record()
    for number in range(5):
        previous = record(previous, [{"number": 1, "title": f"Title {number}"}])
    items = json.loads(changes_json(replace(SETTINGS, feed_max_items=3), TERMS, previous))["items"]
    assert [item["title"] for item in items] == ["Corrected: Title 4", "Corrected: Title 3", "Corrected: Title 2"]
    assert [item["_reprint"]["version"] for item in items] == [5, 4, 3]
    assert items[0]["_reprint"]["sha256"] == fingerprint(article(1, title="Title 4")).sha256


def test_a_change_after_a_return_is_not_dated_before_it() -> None:
    withdrawn = {"number": 1, "status": "withdrawn", "modified": FIRST_DAY.replace(year=2010)}
    found = record(
        record(record(Record(), [withdrawn]), [{"number": 1}]), [{"number": 1, "body": "New.", "modified": FIRST_DAY.replace(year=2008)}]
    )
    assert [(each.kind, each.updated) for each in found.changes] == [
        (kind, "2010-05-01T10:00:00Z") for kind in ("withdrawal", "return", "correction")
    ]


def test_the_changes_feed_is_dated_by_its_changes_and_before_the_first_by_the_articles() -> None:
    before = record(Record(), [{"number": 1}, {"number": 2}])
    after = record(
        before,
        [{"number": 1}, {"number": 2, "title": "New", "modified": FIRST_DAY.replace(year=2010).astimezone(timezone(timedelta(hours=2)))}],
    )
    updated = [etree.fromstring(changes_atom(SETTINGS, TERMS, each)).findtext("{*}updated") for each in (before, after, Record())]
    assert updated == ["2006-05-04T10:00:00Z", "2010-05-01T12:00:00+02:00", "2000-01-01T00:00:00Z"]


def test_a_correction_under_the_old_date_is_told_to_the_author() -> None:
    later = FIRST_DAY.replace(year=2010)
    articles = [article(1), article(2), article(3), article(4, status="draft")]
    changed = [
        replace(articles[0], title="New"),
        replace(articles[1], title="New", modified=later),
        replace(articles[2], slug="elsewhere"),
        replace(articles[3], status="published"),
    ]
    before, after = library(series("bees", *articles)), library(series("bees", *changed))
    previous = next_record(Record(), before, {})
    found = undated_corrections(previous, next_record(previous, after, {}), after)
    assert [(each.kind.code, each.path, each.message) for each in found] == [
        ("K121", "content/bees/001.txt", "the text has changed since the last release (title) and its date of modification has not")
    ]
    assert undated_corrections(previous, next_record(previous, before, {}), before) == []


def test_the_digest_of_an_article_is_that_of_its_text_as_documented() -> None:
    """Anybody can compute it: title, body, resource box, notices, an empty line between them."""
    simple = article(1, title="T", blocks=(Paragraph((Span("Körper."),)),))
    text = f"T\n\nKörper.\n\nVisit Ada & Co today. ({BOX.url})\n\n{simple.notice.raw}"
    assert fingerprint(simple).sha256 == sha256(text.encode()).hexdigest()


GOOD = json.loads(record_bytes(record(Record(), [{"number": 1}, {"number": 2, "status": "withdrawn"}])))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "Expecting value"),
        (b"[]", "list indices"),
        (b"\xff{}", "codec can't decode"),
        (json.dumps({**GOOD, "format": 9}).encode(), "its format is 9, not 1"),
        (json.dumps({"format": 1}).encode(), "'articles' is missing"),
        (json.dumps({**GOOD, "terms": {"first": "x"}}).encode(), "invalid literal"),
        (json.dumps({**GOOD, "articles": {"a": {"version": True}}}).encode(), "'parts' is missing"),
        (
            json.dumps({**GOOD, "articles": {"a": {**next(iter(GOOD["articles"].values())), "version": True}}}).encode(),
            "True is no int",
        ),
        (
            json.dumps({**GOOD, "articles": {"a": {**next(iter(GOOD["articles"].values())), "parts": ["x"]}}}).encode(),
            "an article has 1 parts, not 4",
        ),
        (json.dumps({**GOOD, "changes": [{**GOOD["changes"][0], "kind": "gift"}]}).encode(), "'gift' with 'required' is no change"),
        (b"[" * 100_000, "recursion"),
    ],
    ids=["empty", "list", "binary", "format", "key", "terms", "release", "type", "parts", "change", "depth"],
)
def test_a_record_that_cannot_be_read_is_a_finding_and_never_an_empty_record(data: bytes, problem: str) -> None:
    found = read_record(data, "reprint/versions.json")
    assert isinstance(found, Finding)
    assert (found.kind.code, found.path) == ("K120", "reprint/versions.json")
    assert problem in found.message
