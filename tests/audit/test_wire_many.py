"""Many links in one run: pacing, the end of the run, and a network that is gone."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_server import FaultServer

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.kinds import LINK_KINDS, finding_of, kind_of
from imprint.audit.wire.policy import Policy
from imprint.audit.wire.retry import Waits
from imprint.audit.wire.verdict import LinkVerdict, Reason

if TYPE_CHECKING:
    from collections.abc import Callable


def _policy(*servers: FaultServer, **changes: object) -> Policy:
    rules: dict[str, Any] = {"ports": frozenset({80, 443, *(server.port for server in servers)}), "host_pause_seconds": 0.0, **changes}
    return Policy(**rules)


def _table(**names: object) -> Callable[[str], Any]:
    async def resolve(host: str) -> tuple[str, ...]:
        found = names.get(host.removesuffix(".example").replace("-", "_"))
        if isinstance(found, str):
            return (found,)
        raise socket.gaierror(socket.EAI_AGAIN if found == socket.EAI_AGAIN else socket.EAI_NONAME, "no")

    return resolve


def test_a_host_has_one_connection_at_a_time_and_a_rest_between_two() -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    with FaultServer({f"/{number}": [{"hold": 0.02}] for number in range(20)}) as server:
        links = [f"{server.origin}/{number}" for number in range(20)]
        policy = _policy(server, host_pause_seconds=1.0)
        found = check_links(links, policy=policy, cache_file=None, allow_private=True, waits=Waits(sleep=sleep))
    assert list(found) == links
    assert {verdict.outcome for verdict in found.values()} == {"live"}
    assert (server.requests, server.most_at_once) == ([f"GET /{number}" for number in range(20)], 1)
    assert len(pauses) == 19
    assert all(0.0 < pause <= 1.0 for pause in pauses)


def test_as_many_hosts_are_asked_side_by_side_as_the_policy_says() -> None:
    inside: list[str] = []
    most: list[int] = []

    async def resolve(host: str) -> tuple[str, ...]:
        inside.append(host)
        most.append(len(inside))
        await barrier.wait()  # passes five at a time, and never where fewer are asked side by side
        inside.remove(host)
        return ("127.0.0.1",)

    barrier = asyncio.Barrier(5)
    with FaultServer({"/": [{}]}) as server:
        links = [f"http://host{number}.example:{server.port}/" for number in range(30)]
        found = check_links(links, policy=_policy(server, hosts_at_once=5), cache_file=None, allow_private=True, resolve=resolve)
    assert ({verdict.reason for verdict in found.values()}, max(most)) == ({Reason.ANSWERS}, 5)


def test_redirects_between_two_hosts_that_wait_for_each_other_do_not_lock() -> None:
    script = {f"/{side}{number}": [{"status": 302, "headers": [f"Location: http://{other}.books.example:{{port}}/end"]}]
              for number in range(5) for side, other in (("a", "b"), ("b", "a"))}  # fmt: skip

    async def resolve(host: str) -> tuple[str, ...]:
        del host
        return ("127.0.0.1",)

    with FaultServer({**script, "/end": [{}]}) as server:
        links = [f"http://{side}.books.example:{server.port}/{side}{number}" for number in range(5) for side in "ab"]
        found = check_links(links, policy=_policy(server), cache_file=None, allow_private=True, resolve=resolve)
    assert {verdict.reason for verdict in found.values()} == {Reason.MOVED_ON_SITE}


def test_redirects_from_many_hosts_to_one_take_their_turns_there() -> None:
    async def resolve(host: str) -> tuple[str, ...]:
        del host
        return ("127.0.0.1",)

    with FaultServer({f"/{number}": [{"hold": 0.02}] for number in range(8)}) as one:
        script = {
            f"/{number}": [{"status": 302, "headers": [f"Location: http://books.example:{one.port}/{number}"]}] for number in range(8)
        }
        with FaultServer(script) as many:
            links = [f"http://host{number}.books.example:{many.port}/{number}" for number in range(8)]
            found = check_links(links, policy=_policy(one, many), cache_file=None, allow_private=True, resolve=resolve)
    assert {verdict.reason for verdict in found.values()} == {Reason.MOVED_ON_SITE}
    assert (one.connections, one.most_at_once) == (8, 1)


def test_a_run_ends_in_time_and_says_what_it_did_not_reach(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer({"/good": [{}], "/slow": [{"send": "hang"}], "/never": [{}]}) as server:
        links = [f"{server.origin}/{path}" for path in ("good", "slow", "never")]
        found = check_links(links, policy=_policy(server, run_seconds=0.4), cache_file=cache, allow_private=True)
        again = check_links(links[:1], policy=_policy(server, run_seconds=0.4), cache_file=cache, allow_private=True)
    assert [(verdict.outcome, verdict.reason.value) for verdict in found.values()] == [
        ("live", "answers"),
        ("not-determined", "run-time-over"),
        ("not-determined", "run-time-over"),
    ]
    assert "GET /never" not in server.requests
    assert again[links[0]].from_cache


def test_a_host_that_lets_nobody_connect_is_waited_for_once() -> None:
    """A queue that is full lets a connection hang, as a firewall does that drops packets."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.settimeout(0)
            filler.connect_ex(("127.0.0.1", port))
        with FaultServer({"/": [{}]}) as server:
            links = [f"http://127.0.0.1:{port}/{number}" for number in range(50)] + [f"{server.origin}/"]
            policy = _policy(server, ports=frozenset({port, server.port}), connect_seconds=0.2, tries=2, backoff_seconds=0.0)
            found = list(check_links(links, policy=policy, cache_file=None, allow_private=True).values())
        for filler in fillers:
            filler.close()
    assert [verdict.reason for verdict in found] == [Reason.CONNECT_TIMEOUT, *[Reason.HOST_NOT_ANSWERING] * 49, Reason.ANSWERS]
    assert {verdict.outcome for verdict in found[:-1]} == {"not-determined"}


def test_an_outage_is_not_told_as_a_hundred_dead_links() -> None:
    links = [f"http://host{number}.example/" for number in range(100)]
    policy = _policy(tries=1)
    everybody = check_links(links, policy=policy, cache_file=None, resolve=_table(), online=lambda: True)
    assert {verdict.reason for verdict in everybody.values()} == {Reason.NETWORK_DOWN}
    with FaultServer({"/": [{"status": 404}]}) as server:
        answered = check_links(
            [*links, f"{server.origin}/"], policy=_policy(server, tries=1), cache_file=None, allow_private=True, resolve=_table()
        )
    assert {verdict.reason for verdict in answered.values()} == {Reason.NAME_NOT_FOUND, Reason.NOT_FOUND}


def test_one_host_that_refuses_is_dead_and_no_outage() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    policy = _policy(ports=frozenset({port}), backoff_seconds=0.0)
    [verdict] = check_links([f"http://127.0.0.1:{port}/"], policy=policy, cache_file=None, allow_private=True, online=lambda: True).values()
    assert (verdict.outcome, verdict.reason.value, verdict.attempts) == ("dead", "connection-refused", 3)


def test_nothing_to_ask_is_nothing_to_find(tmp_path: Path) -> None:
    assert check_links([], policy=Policy(), cache_file=tmp_path / "links.json") == {}
    assert list(tmp_path.iterdir()) == []


WITHOUT_NETWORK = """
import json, sys
from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy
found = check_links(sys.argv[1:], policy=Policy(backoff_seconds=0.0, host_pause_seconds=0.0), cache_file=None)
print(json.dumps({link: [verdict.outcome, verdict.reason.value] for link, verdict in found.items()}))
"""


@pytest.mark.parametrize("links", [["http://books.example/"], ["http://93.184.216.34/"], ["http://a.example/", "https://93.184.216.34/"]])
def test_a_machine_without_a_network_says_so(links: list[str]) -> None:
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let a test take the network away (unshare -rn)")
    command = [unshare, "-rn", sys.executable, "-c", WITHOUT_NETWORK, *links]
    process = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(process.stdout) == {link: ["not-determined", "network-down"] for link in links}


def test_real_names_on_real_ports_are_asked_and_nothing_inside_is(tmp_path: Path) -> None:
    """The lookup, the policy and the refusals as users have them, in a network of the test's own, with a name that changes its address."""
    unshare = shutil.which("unshare")
    command = [str(unshare), "-rnm", sys.executable, str(Path(__file__).with_name("wire_own_network.py")), str(tmp_path)]
    if unshare is None or subprocess.run([unshare, "-rnm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let a test make a network of its own (unshare -rnm)")
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    if "cannot" in found:
        pytest.skip(f"this machine does not let a test set up a network of its own: {found['cannot']}")
    assert found == {
        "verdicts": {
            "http://books.example/": "live: answers",
            "https://books.example/": "live: answers",
            "https://six.example/": "dead: connection-refused",
            "http://six.example/": "live: answers",
            "http://one-is-gone.example/": "live: answers",
            "http://bücher.example/": "live: answers",
            "http://changes.example/": "live: answers",
            "http://books.example/to-inside": "dead: redirect-refused",
            "http://inside.example/": "dead: address-private",
            "http://both.example/": "dead: address-private",
            "http://mapped.example/": "dead: address-private",
            "http://10.0.0.1/": "dead: address-private",
            "http://missing.example/": "dead: name-not-found",
            "http://broken.example/": "not-determined: name-lookup-failed",
            "http://silent.example/": "not-determined: name-lookup-failed",
        },
        "names sent by TLS": ["books.example"],
        "hosts asked": [
            *["books.example"] * 3,
            "changes.example",
            "one-is-gone.example",
            "six.example",
            "xn--bcher-kva.example",
        ],
        "connections inside": [0, 0],
        "lookups of changes.example": 1,
        "international name": True,
    }


MEASURED = """
import sys
from pathlib import Path
from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy
policy = Policy(ports=frozenset({int(sys.argv[1])}), host_pause_seconds=0.0, backoff_seconds=0.0)
links = [f"http://127.0.0.{number}:{sys.argv[1]}/{path}" for number in range(1, 6) for path in sys.argv[2:]]
found = check_links(links, policy=policy, cache_file=None, allow_private=True)
# Not getrusage(), whose maximum a process inherits from the one that started it.
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(*sorted({verdict.reason.value for verdict in found.values()}), int(peak) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process' memory is read from /proc")
def test_bombs_and_endless_answers_on_five_hosts_at_once_fit_into_a_hundred_megabytes() -> None:
    ways = ["gzip-bomb", "endless", "endless-chunks", "endless-gzip", "announced", "long-header", "many-headers", "endless-headers"]
    with FaultServer({f"/{way}": [{"send": way}] for way in ways}, host="0.0.0.0") as server:  # noqa: S104 - five addresses of loopback
        command = [sys.executable, "-c", MEASURED, str(server.port), *ways]
        *reasons, megabytes = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout.split()
    assert reasons == ["answer-malformed", "answers", "body-too-large"]
    assert int(megabytes) < 100


INTERRUPTED = """
import sys
from pathlib import Path
from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy
policy = Policy(ports=frozenset({int(sys.argv[1])}), host_pause_seconds=0.0)
links = [f"http://127.0.0.1:{sys.argv[1]}/{path}" for path in ("good", "slow")]
check_links(links, policy=policy, cache_file=Path(sys.argv[2]), allow_private=True)
"""


def test_a_run_that_a_person_interrupts_ends_at_once_and_keeps_what_it_knows(tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    with FaultServer({"/good": [{}], "/slow": [{"send": "hang"}]}) as server:
        command = [sys.executable, "-c", INTERRUPTED, str(server.port), str(cache)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            while "GET /slow" not in server.requests:
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            _, error = process.communicate(timeout=60)
        good = f"{server.origin}/good"
    assert process.returncode != 0
    assert b"KeyboardInterrupt" in error
    assert list(json.loads(cache.read_bytes())["verdicts"]) == [good]


def test_every_reason_has_its_kind_and_every_kind_a_message() -> None:
    told = set()
    for reason in Reason:
        verdict = LinkVerdict("http://a.example/", reason.outcome, reason, "seen", 0, "http://a.example/", None)  # type: ignore[arg-type]
        kind, finding = kind_of(verdict), finding_of(verdict, "series.toml", 3)
        assert (kind is None) == (finding is None) == (reason is Reason.ANSWERS)
        if finding:
            told.add(finding.kind.code)
            assert "http://a.example/" in finding.message
            assert finding.help
    codes = [kind.code for kind in LINK_KINDS]
    assert codes == sorted(set(codes))
    assert told == set(codes) - {"W108"}


def test_every_reason_and_every_number_stands_in_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "link-check.md").read_text("utf-8")
    assert [reason.value for reason in Reason if f"`{reason.value}`" not in text] == []
    assert [name for name in Policy.__dataclass_fields__ if f"`{name}`" not in text] == []
    assert [kind.code for kind in LINK_KINDS if kind.code not in text] == []
