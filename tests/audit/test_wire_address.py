"""Links that must not be asked are refused before anything is looked up or connected to that should not be."""

from __future__ import annotations

import socket
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_server import FaultServer

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted((Path(__file__).parent / "cases" / "wire" / "addresses").glob("*.toml"))
NAMES = {
    "localhost": ("127.0.0.1",),
    "inside.example": ("10.1.2.3",),
    "both.example": ("93.184.216.34", "10.1.2.3"),
    "metadata.google.internal": ("169.254.169.254",),
    "zone.example": ("fe80::1%eth0",),
}


class Watch:
    """What the interpreter's audit events say about connections while it is watched."""

    def __init__(self) -> None:
        self.connections: list[Any] | None = None
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.connections is not None and event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
            self.connections.append(arguments[1])


@pytest.fixture(scope="session")
def hook() -> Watch:
    return Watch()


@pytest.fixture
def connections(hook: Watch) -> Iterator[list[Any]]:
    hook.connections = heard = []
    yield heard
    hook.connections = None


async def look_up(host: str) -> tuple[str, ...]:
    if host not in NAMES:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return NAMES[host]


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_link_that_leads_inside_or_nowhere_is_refused_without_a_connection(path: Path, connections: list[Any]) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    link = case["link"]
    [verdict] = check_links([link], policy=Policy(tries=1), cache_file=None, resolve=look_up, online=lambda: True).values()
    assert (verdict.outcome, verdict.reason.value, verdict.url) == (case["expect"]["outcome"], case["expect"]["reason"], link)
    assert connections == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.1"])
def test_a_server_that_listens_inside_is_not_reached_unless_the_settings_allow_it(host: str) -> None:
    with FaultServer({"/page": [{}]}) as server:
        link = f"http://{host}:{server.port}/page"
        policy = Policy(ports=frozenset({server.port}))
        [refused] = check_links([link], policy=policy, cache_file=None, resolve=look_up).values()
        seen = server.connections
        [allowed] = check_links([link], policy=policy, cache_file=None, allow_private=True, resolve=look_up).values()
    assert (refused.reason.value, seen, allowed.outcome, server.connections) == ("address-private", 0, "live", 1)


@pytest.mark.parametrize(
    "link",
    [
        "http://169.254.169.254/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://[fe80::1]/",
        "http://[ff02::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
    ],
)
def test_metadata_and_groups_of_machines_are_refused_even_where_private_addresses_are_allowed(link: str, connections: list[Any]) -> None:
    [verdict] = check_links([link], policy=Policy(), cache_file=None, allow_private=True).values()
    assert (verdict.reason.value, connections) == ("address-private", [])


def test_a_name_that_changes_its_mind_after_the_check_is_not_followed(connections: list[Any]) -> None:
    """DNS rebinding: there is one lookup, so there is no second answer to fall for."""
    answers = iter([("127.0.0.1",), ("10.0.0.1",)])

    async def rebinding(host: str) -> tuple[str, ...]:
        del host
        return next(answers)

    with FaultServer({"/page": [{}]}) as server:
        [verdict] = check_links(
            [f"http://books.example:{server.port}/page"],
            policy=Policy(ports=frozenset({server.port})),
            cache_file=None,
            allow_private=True,
            resolve=rebinding,
        ).values()
    assert (verdict.outcome, [number[0] for number in connections], next(answers)) == ("live", ["127.0.0.1"], ("10.0.0.1",))


def test_neither_a_proxy_nor_a_password_from_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n")
    netrc.chmod(0o600)
    with FaultServer({"/page": [{}]}) as server, FaultServer({}) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        monkeypatch.setenv("NETRC", str(netrc))
        policy = Policy(ports=frozenset({server.port}), contact="https://articles.example")
        [verdict] = check_links([f"{server.origin}/page"], policy=policy, cache_file=None, allow_private=True).values()
    assert (verdict.outcome, proxy.connections) == ("live", 0)
    assert server.headers == [
        {
            "Host": f"127.0.0.1:{server.port}",
            "User-Agent": policy.user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
    ]
    assert policy.user_agent.endswith("(link check; +https://articles.example)")
