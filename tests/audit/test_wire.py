"""The link check against a real server: each case is a fault, what the server does, and all that is expected of the check."""

from __future__ import annotations

import asyncio
import socket
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fault_server import FaultServer
from wire_certificates import Certificates

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy
from imprint.audit.wire.retry import Waits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CASES = Path(__file__).parent / "cases" / "wire"
QUICK = {"host_pause_seconds": 0.0}


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


def _cases(folder: str) -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted((CASES / folder).glob("*.toml"))]


def _resolver(names: Mapping[str, object]) -> Callable[[str], Any]:
    """A name server with a table: a list of addresses, or the fault that a lookup ends in."""

    async def resolve(host: str) -> tuple[str, ...]:
        found = names.get(host, "no such name")
        if found == "hangs":
            await asyncio.Event().wait()
        if found == "no answer":
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        if isinstance(found, str):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return tuple(found)

    return resolve


@pytest.mark.parametrize("path", _cases("faults"))
def test_each_fault_has_the_verdict_that_its_case_names(
    path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    policy = dict(case.get("policy", {}))
    tls = certificates.server_side(case["tls"]) if "tls" in case else None
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in case.get("environment", {"SSL_CERT_FILE": str(certificates.authority)}).items():
        monkeypatch.setenv(name, value.replace("{empty}", str(tmp_path)))
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(round(seconds, 3))

    with FaultServer(case.get("script", {"/page": [{}]}), tls=tls) as server:
        link = server.filled(case.get("link", "{origin}/page"))
        ports = frozenset({80, 443, server.port})
        aliases = frozenset(policy.pop("aliases", ()))
        [verdict] = check_links(
            [link],
            policy=Policy(**{**QUICK, **policy}, ports=ports, aliases=aliases),
            cache_file=None,
            allow_private=True,
            waits=Waits(sleep=sleep, chance=lambda: 0.0),
            resolve=_resolver(case.get("names", {})),
            online=lambda: bool(case.get("online", True)),
        ).values()
    expected = case["expect"]
    requests = expected.get("requests", ["GET /page"])
    assert {
        "outcome": verdict.outcome,
        "reason": verdict.reason.value,
        "status": verdict.status,
        "attempts": verdict.attempts,
        "requests": server.requests,
        "pauses": pauses,
        "final": verdict.final_url,
    } == {
        "outcome": expected["outcome"],
        "reason": expected["reason"],
        "status": expected.get("status", 200),
        "attempts": expected.get("attempts", len(requests)),
        "requests": requests,
        "pauses": expected.get("pauses", []),
        "final": server.filled(expected.get("final", link)),
    }
    assert expected.get("evidence", "") in verdict.evidence
    assert server.bytes_sent <= expected.get("sends_at_most", 1 << 40)
    assert server.errors == []
