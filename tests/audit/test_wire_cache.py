"""The memory of the link check: what is reused, what never is, and what happens to the file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from fault_server import FaultServer

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy

if TYPE_CHECKING:
    from pathlib import Path

    from imprint.audit.wire.verdict import LinkVerdict

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PAGE = {"/page": [{}]}
ENTRY = (
    b'{"format": 1, "rules": "RULES", "verdicts": {"LINK": {"url": "LINK", "reason": "answers", "evidence": "", '
    b'"status": 200, "final_url": "LINK", "checked_at": WHEN, "attempts": 1}}}'
)


def check(server: FaultServer, cache_file: Path, at: datetime = NOON, path: str = "/page", **policy: object) -> LinkVerdict:
    rules: dict[str, Any] = {"ports": frozenset({80, server.port}), "host_pause_seconds": 0.0, "tries": 1, "read_seconds": 0.2, **policy}
    [verdict] = check_links(
        [server.origin + path], policy=Policy(**rules), cache_file=cache_file, allow_private=True, now=lambda: at, online=lambda: True
    ).values()
    return verdict


def test_a_live_link_is_asked_once_a_day(tmp_path: Path) -> None:
    cache = tmp_path / "deep" / "links.json"
    with FaultServer(PAGE) as server:
        first = check(server, cache)
        second = check(server, cache, NOON + timedelta(hours=23, minutes=59))
        third = check(server, cache, NOON + timedelta(hours=24, seconds=1))
    assert [(each.from_cache, each.age_seconds, each.outcome) for each in (first, second, third)] == [
        (False, 0, "live"),
        (True, 86340, "live"),
        (False, 0, "live"),
    ]
    assert (second.checked_at, third.last_live_at, len(server.requests)) == (NOON, NOON, 2)


def test_the_same_page_with_another_fragment_or_spelling_is_one_link(tmp_path: Path) -> None:
    with FaultServer(PAGE) as server:
        links = [
            f"{server.origin}/page",
            f"{server.origin}/page#part",
            f"HTTP://127.0.0.1:{server.port}/x/../page",
            f"{server.origin}/page",
        ]
        policy = Policy(ports=frozenset({server.port}))
        found = check_links(links, policy=policy, cache_file=tmp_path / "links.json", allow_private=True)
    assert [(link, verdict.url, verdict.outcome) for link, verdict in found.items()] == [(link, link, "live") for link in links[:3]]
    assert server.requests == ["GET /page"]


@pytest.mark.parametrize(
    ("answer", "outcome"), [({"status": 404}, "dead"), ({"send": "hang"}, "not-determined"), ({"status": 503}, "not-determined")]
)
def test_a_bad_verdict_is_never_reused(answer: dict[str, Any], outcome: str, tmp_path: Path) -> None:
    with FaultServer({"/page": [answer]}) as server:
        verdicts = [check(server, tmp_path / "links.json") for _ in range(2)]
    assert ([(each.outcome, each.from_cache) for each in verdicts], len(server.requests)) == ([(outcome, False)] * 2, 2)


def test_a_link_that_moved_on_its_site_is_remembered_and_one_that_left_it_is_not(tmp_path: Path) -> None:
    script = {
        "/on": [{"status": 301, "headers": ["Location: /page"]}],
        "/off": [{"status": 301, "headers": ["Location: http://localhost/"]}],
        **PAGE,
    }
    with FaultServer(script) as server:
        found = [check(server, tmp_path / "links.json", path=path) for path in ("/on", "/off", "/on", "/off")]
    assert [(each.reason.value, each.from_cache) for each in found] == [
        ("moved-on-site", False),
        ("moved-off-site", False),
        ("moved-on-site", True),
        ("moved-off-site", False),
    ]


def test_a_link_that_cannot_be_determined_still_says_when_it_was_last_live_and_a_dead_one_is_forgotten(tmp_path: Path) -> None:
    answers = [{}, {"send": "hang"}, {"status": 404}, {"send": "hang"}]
    with FaultServer({"/page": answers}) as server:
        found = [check(server, tmp_path / "links.json", NOON + timedelta(days=2 * day)) for day in range(4)]
    assert [(each.outcome, each.last_live_at) for each in found] == [
        ("live", None),
        ("not-determined", NOON),
        ("dead", NOON),
        ("not-determined", None),
    ]


@pytest.mark.parametrize("year", [1, 1970, 2001, 2038, 2099, 9999])
def test_a_clock_that_jumps_neither_makes_an_age_below_nothing_nor_one_without_end(year: int, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    elsewhen = datetime(year, 1, 20, tzinfo=UTC)
    with FaultServer(PAGE) as server:
        found = [check(server, cache, at) for at in (NOON, elsewhen, NOON, NOON)]
    assert all(each.outcome == "live" and 0 <= each.age_seconds <= 86400 for each in found)
    assert [each.from_cache for each in found] == [False, False, False, True]


@pytest.mark.parametrize(
    "other",
    [{"marker": "Ada"}, {"aliases": frozenset({"a.example"})}, {"ports": frozenset({80, 443})}, {"redirects": 4}],
    ids=["marker", "aliases", "ports", "redirects"],
)
def test_a_verdict_by_other_rules_is_not_reused(other: dict[str, Any], tmp_path: Path) -> None:
    with FaultServer(PAGE) as server:
        if "ports" in other:
            other = {"ports": other["ports"] | {server.port}}
        check(server, tmp_path / "links.json")
        assert not check(server, tmp_path / "links.json", **other).from_cache
    assert len(server.requests) == 2


def test_a_private_address_that_was_allowed_once_is_not_taken_from_the_cache_where_it_is_not(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer(PAGE) as server:
        check(server, cache)
        [verdict] = check_links([server.origin + "/page"], policy=Policy(ports=frozenset({server.port})), cache_file=cache).values()
    assert verdict.reason.value == "address-private"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"\x00" * 1000,
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"format": 1}',
        b'{"format": 2, "rules": "RULES", "verdicts": {}}',
        b'{"format": 1, "rules": "RULES", "verdicts": []}',
        b'{"format": 1, "rules": "RULES", "verdicts": {"LINK": null}}',
        b'{"format": 1, "rules": "RULES", "verdicts": {"LINK": {"reason": "answers", "checked_at": NaN}}}',
        ENTRY.replace(b"answers", b"not-found"),
        ENTRY.replace(b"answers", b"splendid"),
        ENTRY.replace(b"WHEN", b"1e400"),
        ENTRY.replace(b"WHEN", b"99999999999999999999"),
        ENTRY.replace(b"200", b"true"),
        ENTRY.replace(b'"evidence": ""', b'"evidence": []'),
    ],
)
def test_a_damaged_file_is_an_empty_memory_and_is_mended_by_the_next_run(content: bytes, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer(PAGE) as server:
        rules = Policy(ports=frozenset({80, server.port})).rules_digest(allow_private=True)
        link = f"{server.origin}/page".encode()
        when = str(int(NOON.timestamp())).encode()
        cache.write_bytes(content.replace(b"RULES", rules.encode()).replace(b"LINK", link).replace(b"WHEN", when))
        found = [check(server, cache).from_cache for _ in range(2)]
    assert found == [False, True]


def test_the_entry_that_the_damaged_ones_are_made_from_is_good(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer(PAGE) as server:
        rules = Policy(ports=frozenset({80, server.port})).rules_digest(allow_private=True)
        when = str(int(NOON.timestamp())).encode()
        cache.write_bytes(ENTRY.replace(b"RULES", rules.encode()).replace(b"LINK", f"{server.origin}/page".encode()).replace(b"WHEN", when))
        assert check(server, cache).from_cache


def test_a_file_cut_off_at_any_byte_is_an_empty_memory(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer(PAGE) as server:
        check(server, cache)
        whole = cache.read_bytes()
        for length in range(0, len(whole), 7):
            cache.write_bytes(whole[:length])
            assert check(server, cache).outcome == "live"


def test_a_cache_that_cannot_be_written_or_is_no_file_costs_nothing_but_time(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    linked = tmp_path / "linked.json"
    linked.with_name("linked.json.partial").symlink_to(tmp_path / "victim")
    with FaultServer(PAGE) as server:
        for place in (tmp_path / "folder", tmp_path / "file" / "links.json", linked):
            assert check(server, place).outcome == "live"
        assert check(server, pipe).outcome == "live"
    assert not (tmp_path / "victim").exists()


WRITE_FOR_EVER = """
import sys
from datetime import datetime, UTC
from pathlib import Path
from imprint.audit.wire.cache import VerdictCache, write_cache
from imprint.audit.wire.verdict import LinkVerdict, Reason
now = datetime(2026, 6, 1, 12, tzinfo=UTC)
round = 0
while True:
    round += 1
    verdicts = {f"http://{number}.example/": LinkVerdict("u", "live", Reason.ANSWERS, str(round), 200, "u", now) for number in range(2000)}
    if write_cache(Path(sys.argv[1]), VerdictCache("d", verdicts)):
        print(round, flush=True)
"""


def test_a_run_killed_while_it_writes_leaves_the_old_memory_or_the_new_one(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    killed_in_the_middle = 0
    for trial in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITE_FOR_EVER, str(cache)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            # Kill at another moment of the writing each time: as soon as the file under way has grown to so much.
            partial = cache.with_name("links.json.partial")
            for _ in range(100_000):
                try:
                    if 0 < partial.stat().st_size >= trial * 20_000:
                        break
                except FileNotFoundError:
                    continue
            process.send_signal(signal.SIGKILL)
        killed_in_the_middle += partial.exists()
        stored = json.loads(cache.read_bytes())
        assert len({entry["evidence"] for entry in stored["verdicts"].values()}) == 1
        assert len(stored["verdicts"]) == 2000
        assert {path.name for path in tmp_path.iterdir()} <= {"links.json", "links.json.partial"}
    assert killed_in_the_middle, "no trial hit the writing; the test proves nothing"


def test_runs_that_write_at_once_never_show_a_reader_half_a_memory(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(cache)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    seen = set()
    try:
        for process in processes:
            assert process.stdout is not None
            process.stdout.readline()
        while len(seen) < 4:
            assert [process.poll() for process in processes] == [None, None]
            stored = cache.read_bytes()
            assert stored.endswith(b"}")
            seen.add(hash(stored))
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    assert len(json.loads(cache.read_bytes())["verdicts"]) == 2000
