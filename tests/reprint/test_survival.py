"""What publishers' systems leave of a kit."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from articles_by_hand import SETTINGS, TERMS, article
from imprint.article.model import Heading, Lines, ListBlock, Paragraph, Span
from imprint.render.surface import surface_html
from imprint.reprint.survival import survives

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases" / "survival").glob("*.html"))
MODULES = HERE.parents[1] / "build" / "npm" / "node_modules"
LINK, NOTICE = "https://ada.example/", "Copyright 2001 Ada."


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_lost_is_named_with_the_filter_that_took_it(path: Path) -> None:
    header, _, html = path.read_text(encoding="utf-8").partition("-->\n")
    expected = [line.removeprefix("Expect: ") for line in header.splitlines() if line.startswith("Expect: ")]
    assert expected
    assert path.stem.startswith("passes_" if expected == ["nothing"] else "fires_")
    losses = [f"{'notice' if loss.what == NOTICE else loss.what} after {loss.filter}" for loss in survives(html, LINK, [NOTICE])]
    assert losses == ([] if expected == ["nothing"] else expected)


def test_a_kit_survives_the_defaults_of_dompurify_and_sanitize_html() -> None:
    """``.ci/npm``, which ``make test`` runs, puts the sanitisers where this test looks for them."""
    node = shutil.which("node")
    if node is None or not MODULES.is_dir():
        pytest.skip(f"needs node and {MODULES.relative_to(HERE.parents[1])}: .ci/npm puts it there where npm can be used")
    blocks = (
        Heading((Span("A heading with a "), Span("link", url="https://a.example/"))),
        Paragraph((Span("<script>alert(1)</script> & "), Span("code", style="code"))),
        ListBlock(ordered=True, items=((Span("one"),), (Span("two", style="em"),))),
        Lines(((Span("Roses"),), (Span("Violets"),))),
    )
    kits = [article(1), article(2, blocks=blocks), article(3, lang="es")]
    html = [str(surface_html(each, SETTINGS, TERMS)) for each in kits]
    run = subprocess.run(
        [node, HERE / "sanitise.cjs", MODULES.parent],
        input=json.dumps(html),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    cleaned = json.loads(run.stdout)
    assert sorted(cleaned) == ["DOMPurify", "sanitize-html"]
    for results in cleaned.values():
        for kit, left in zip(kits, results, strict=True):
            assert re.search(r'<a href="https://ada\.example/about/\?a=1&amp;b=2"[^>]*>Ada &amp; Co</a>', left)
            assert survives(left, kit.resource_box.url, [kit.notice.raw]) == ()
