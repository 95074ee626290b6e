"""Which addresses can be a resource link, and how a resource box is cut around its link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imprint.article.model import OwnBox, ResourceBox
from imprint.article.resource_link import AddressError, box_around_link, default_box, own_box_around_link, usable_address

SITE = "https://site.example"
ADDRESSES = [
    line.split(" ", 1) for line in (Path(__file__).parent / "cases" / "addresses.txt").read_text("utf-8").splitlines() if line[0] != "#"
]
URL = "https://author.example/"


@pytest.mark.parametrize(("verdict", "written"), ADDRESSES, ids=lambda text: text)
def test_an_address_is_usable_or_refused_with_a_reason(verdict: str, written: str) -> None:
    address = json.loads(written)
    if verdict == "good":
        assert usable_address(address, SITE) == (SITE + address if address.startswith("/") else address)
    else:
        with pytest.raises(AddressError, match=r"\w"):
            usable_address(address, SITE)


def test_a_path_is_no_address_where_the_text_itself_gives_it() -> None:
    with pytest.raises(AddressError):
        usable_address("/about/", "")


@given(st.text())
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        address = usable_address("https://" + text, SITE)
    except AddressError:
        return
    assert address.isascii()
    assert address.isprintable()


@pytest.mark.parametrize(
    ("text", "anchor", "box"),
    [
        ("{link} keeps bees.", "Ada", ResourceBox(URL, "Ada", "", " keeps bees.")),
        ("Ada says: ask {link}.", "Ada", ResourceBox(URL, "Ada", "Ada says: ask ", ".")),
        ("Ask Ada today.", "Ada", ResourceBox(URL, "Ada", "Ask ", " today.")),
        ("Ask Ada or Ada.", "Ada", None),
        ("{link} {link}", "Ada", None),
        ("Ask Per.", "Ada", None),
    ],
)
def test_a_box_has_its_link_at_the_one_place_that_is_marked(text: str, anchor: str, box: ResourceBox | None) -> None:
    assert box_around_link(text, anchor, URL) == box


@pytest.mark.parametrize(
    ("text", "urls", "anchor", "url", "shown"),
    [
        (
            "Ada keeps bees. Visit http://a.example/x now.",
            ("http://a.example/x",),
            "",
            "http://a.example/x",
            "Ada keeps bees. Visit [http://a.example/x] now.",
        ),
        ("Visit www.a.example now.", ("http://www.a.example",), "", "http://www.a.example", "Visit [www.a.example] now."),
        ("Visit http://old.example now.", ("http://old.example",), "", URL, f"Visit [{URL}] now."),
        ("Visit http://old.example now.", ("http://old.example",), "Ada", URL, "Visit [Ada] now."),
        (
            "See http://a.example and http://a.example/longer.",
            ("http://a.example", "http://a.example/longer"),
            "",
            "http://a.example/",
            "See [http://a.example] and http://a.example/longer.",
        ),
        (
            "See http://a.example or http://b.example.",
            ("http://a.example", "http://b.example"),
            "",
            URL,
            f"See http://a.example or http://b.example. [{URL}]",
        ),
        ("Visit my page.", ("http://a.example/x",), "", "http://a.example/x", "Visit my page. [http://a.example/x]"),
        ("Ada keeps bees.", (), "Ada", URL, "[Ada] keeps bees."),
        ("Per  keeps\nbees.", (), "", URL, f"Per keeps bees. [{URL}]"),
    ],
)
def test_an_articles_own_box_keeps_its_words_around_the_link(text: str, urls: tuple[str, ...], anchor: str, url: str, shown: str) -> None:
    box = own_box_around_link(OwnBox(None, text, urls), anchor, url)
    assert f"{box.before}[{box.anchor}]{box.after}" == shown
    assert box.url == url


def test_the_plainest_box_names_the_author_and_nothing_else() -> None:
    assert default_box("Ada", "", URL).text == "Ada"
    assert default_box("Ada", "the bee house", URL) == ResourceBox(URL, "the bee house", "Ada: ")
