"""Another parser, written by other people, gives the same verdict on every case; and no bytes break the audit."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from case_of_a_surface import EXPECTED, GOOD_PAGE, Case, all_cases, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from imprint.audit.document import HTML, Document, Element, TextNode, is_old_type
from imprint.audit.feed import read_feed
from imprint.audit.judge import judge_feed, judge_file, judge_page, judge_text
from imprint.audit.neighbourhood import files_near
from imprint.audit.page import Page
from imprint.audit.style.library import StyleLibrary

PAGES = [
    case
    for case in all_cases()
    if case.path.suffix == ".html" and not {"P101", "P110", "L111"} & {each.split()[0] for each in case.expectation}
]
READ_DIFFERENTLY = {
    "fires_in_comment_unclosed": "justhtml shows a comment that is never closed as text",
    "fires_n_pi": "justhtml keeps processing instructions",
}
NAMESPACES = {"html": HTML, "svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}


def other_tree(text: str, *, scripting: bool = True) -> Document:
    """The tree of a page as justhtml builds it."""
    top = JustHTML(text, sanitize=False, track_node_locations=True, scripting_enabled=scripting).root
    html = next(child for child in top.children if child.name == "html")
    root = Element("html", HTML, {name: value or "" for name, value in html.attrs.items()}, None, 0)
    root.quirks = all(
        is_old_type(each.data.name, each.data.public_id, each.data.system_id) for each in top.children if each.name == "!doctype"
    )
    elements = [root]
    order = 0
    stack = [(root, iter(html.children))]
    while stack:
        parent, rest = stack[-1]
        for node in rest:
            order += 1
            if node.name == "#text":
                parent.nodes.append(TextNode(node.data, parent, node.origin_line or 0, order))
            elif not node.name.startswith(("#", "!")):
                attributes = {name: value or "" for name, value in node.attrs.items()}
                element = Element(node.name, NAMESPACES[node.namespace or "html"], attributes, parent, order)
                element.line, element.column = node.origin_line or 0, node.origin_col or 0
                elements.append(element)
                if not scripting and node.name == "noscript":
                    element.shown_as = "span"
                if node.name == "template":
                    element.has_slot = "<slot" in node.to_html()
                else:
                    stack.append((element, iter(node.children)))
                break
        else:
            stack.pop()
    return Document(root, tuple(elements))


@pytest.mark.parametrize("case", PAGES, ids=str)
def test_two_parsers_lead_to_the_same_verdict(case: Case) -> None:
    text = case.data.decode("utf-8-sig")
    styles = StyleLibrary(files_near(case.path.parents[1]))
    bare = other_tree(text, scripting=False) if "<noscript" in text else None
    page = Page(case.path.name, case.data, styles, address=f"/{case.path.name}", tree=other_tree(text), unscripted=bare)
    other = judge_page(page, EXPECTED)
    if case.path.stem in READ_DIFFERENTLY:
        assert other
    else:
        assert [each.split()[0] for each in told(other)] == [each.split()[0] for each in case.expectation]


SCRAPS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<a href='https://author.example/resource'>",
            "</a>",
            "<div hidden>",
            "</div>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<svg>",
            "<math>",
            "<table>",
            "<td>",
        ),
        *(
            "<template>",
            "</template>",
            "<script>",
            "</script>",
            "<style>",
            "</style>",
            "<select>",
            "<option>",
            "<textarea>",
            "<plaintext>",
            "<frameset>",
            "<base href='//x'>",
        ),
        *(
            "display:none",
            "{",
            "}",
            "@media(",
            ")",
            "a{color:var(--x)}",
            "*{",
            ":has(",
            ":is(",
            "::before",
            "calc(1px",
            "url(",
            '"',
            "'",
            "\\",
            "&#0;",
            "&#xD800;",
            "\x00",
            "\ufeff",
        ),
        *(
            "Copyright MMI-MMVI, Computer Consultants Secrets. All Worldwide Rights Reserved.",
            "Copyright",
            "©",
            "MMI",
            "style=",
            "class=",
            "=",
            "/>",
            "<?xml",
            "<!DOCTYPE",
            "<rss>",
            "<feed",
        ),
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_get_a_verdict(data: bytes) -> None:
    for name in ("x.html", "x.xml", "x.txt", "x.md"):
        assert judge_file(name, data, EXPECTED), "bytes at random do not carry the notice"


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SCRAPS | st.text(max_size=6), max_size=40).map("".join))
def test_any_markup_gets_a_verdict(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for findings in (
        judge_file("x.html", data, EXPECTED),
        judge_text("x.md", data, EXPECTED),
        judge_feed("x.xml", data, EXPECTED).findings,
    ):
        assert all(each.kind.code != "P100" for each in findings), [each.message for each in findings]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SCRAPS | st.text(max_size=6), max_size=30).map("".join))
def test_any_style_sheet_gets_a_verdict(css: str) -> None:
    page = GOOD_PAGE.replace("</head>", '<link rel="stylesheet" href="/x.css"></head>')
    findings = judge_page(
        Page("x.html", page.encode(), StyleLibrary(lambda _: css.encode("utf-8", "replace")), address="/x.html"), EXPECTED
    )
    assert all(each.kind.code != "P100" for each in findings), [each.message for each in findings]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_a_feed_or_refused(data: bytes) -> None:
    feed = read_feed("x.xml", data)
    assert feed.faults or feed.kind != "unknown"


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000,
        "<a href=x>" * 5_000,
        "<table><tr><td>" * 3_000,
        "<p>Copyright MMI" * 3_000,
        "<b><i><u>" * 4_000,
        "<style>" + "a{" * 5_000,
        "<style>" + ":is(" * 3_000,
        "<style>:root{" + "".join(f"--v{n}:var(--v{n + 1}) var(--v{n + 1});" for n in range(60)) + "}p{color:var(--v0)}",
        "<style>" + "@media (" * 2_000,
        "<style>@import 'x.css';" + "a{color:red}" * 20_000,
        "<!--" * 50_000,
        "&" * 100_000,
        "<p style='" + "(" * 20_000 + "'>",
    ],
    ids=lambda page: page[:18],
)
def test_hostile_pages_are_judged_in_bounded_time(page: str, tmp_path: Path) -> None:
    """In a process of its own, so that a hang or a crash of a parser is a failure and not the end of the suite."""
    file = tmp_path / "x.html"
    file.write_text(GOOD_PAGE.replace("</main>", page + "</main>"), "utf-8")
    command = [
        Path(sys.executable).with_name("imprint"),
        "audit-page",
        "--notice",
        EXPECTED.notices[0],
        "--link",
        EXPECTED.links[0],
        str(file),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode in {0, 1}, run.stderr[-500:]
    assert "1 file audited" in run.stdout


def test_bytes_flipped_in_a_good_page_never_break_the_audit() -> None:
    draw = random.Random(7)  # noqa: S311 - reproducible damages
    for _ in range(400):
        data = bytearray(GOOD_PAGE.encode())
        for _ in range(draw.randrange(1, 12)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        assert all(each.kind.code != "P100" for each in judge_file("x.html", bytes(data), EXPECTED))
