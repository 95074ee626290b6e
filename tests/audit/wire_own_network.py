"""A network of its own for one test: real names, real ports 80 and 443, and addresses that pass for public ones.

Run under ``unshare --map-root-user --net --mount`` with a folder to work in. A name server on
127.0.0.1:53 answers from a table, web servers listen on addresses of the loopback device, and the
link check runs with its own lookup, its own policy and private addresses refused, as it does for
users. Prints what it found as JSON.
"""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from fault_server import FaultServer
from wire_certificates import Certificates

from imprint.audit.wire.check_links import check_links
from imprint.audit.wire.policy import Policy

PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
A, AAAA, NO_NAME, NO_SERVICE = 1, 28, 3, 2
ZONE: dict[str, object] = {
    "books.example": [PUBLIC],
    "www.books.example": ["10.0.0.1"],
    "six.example": [PUBLIC_6],
    "one-is-gone.example": ["2606:2800:220:1::dead", PUBLIC],
    "inside.example": ["127.0.0.1"],
    "both.example": [PUBLIC, "10.0.0.1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "xn--bcher-kva.example": [PUBLIC],
    "changes.example": [PUBLIC],
    "broken.example": NO_SERVICE,
    "silent.example": None,
}


class NameServer(threading.Thread):
    """Answers A and AAAA (RFC 1035, 4) until the process ends; ``changes.example`` says 127.0.0.1 from its second lookup on."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        self.asked: list[str] = []

    def run(self) -> None:
        while True:
            query, client = self.socket.recvfrom(4096)
            labels, position = [], 12
            while query[position]:
                labels.append(query[position + 1 : position + 1 + query[position]].decode())
                position += 1 + query[position]
            question = query[12 : position + 5]
            kind = struct.unpack(">H", query[position + 1 : position + 3])[0]
            name = ".".join(labels).lower()
            if kind == A:
                self.asked.append(name)
            found = ZONE.get(name, NO_NAME)
            if name == "changes.example" and self.asked.count(name) > 1:
                found = ["127.0.0.1"]
            if found is None:
                continue
            numbers = [ipaddress.ip_address(number) for number in found] if isinstance(found, list) else []
            records = [number.packed for number in numbers if (number.version == 4) == (kind == A)] if kind in {A, AAAA} else []
            code = found if isinstance(found, int) else 0
            head = query[:2] + struct.pack(">HHHHH", 0x8180 | code, 1, len(records), 0, 0)
            body = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(record)) + record for record in records)
            self.socket.sendto(head + question + body, client)


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    for command in (
        ["mount", "--bind", str(folder / "resolv.conf"), "/etc/resolv.conf"],
        ["ip", "link", "set", "lo", "up"],
        ["ip", "address", "add", f"{PUBLIC}/32", "dev", "lo"],
        ["ip", "address", "add", f"{PUBLIC_6}/128", "dev", "lo", "nodad"],
        ["ip", "address", "add", "10.0.0.1/32", "dev", "lo"],
    ):
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            sys.stdout.write(json.dumps({"cannot": f"{command[0]}: {done.stderr.strip()}"}))
            return
    names = NameServer()
    names.start()
    certificates = Certificates(folder)
    os.environ["SSL_CERT_FILE"] = str(certificates.authority)
    os.environ.pop("SSL_CERT_DIR", None)
    script = {"/": [{}], "/to-inside": [{"status": 301, "headers": ["Location: http://www.books.example/"]}]}
    with ExitStack() as stack:
        plain = stack.enter_context(FaultServer(script, host=PUBLIC, port=80))
        tls = stack.enter_context(FaultServer(script, tls=certificates.server_side("good"), host=PUBLIC, port=443))
        six = stack.enter_context(FaultServer(script, host=PUBLIC_6, port=80))
        inside = [stack.enter_context(FaultServer(script, host=host, port=80)) for host in ("127.0.0.1", "10.0.0.1")]
        links = [
            "http://books.example/",
            "https://books.example/",
            "https://six.example/",
            "http://six.example/",
            "http://one-is-gone.example/",
            "http://bücher.example/",
            "http://changes.example/",
            "http://books.example/to-inside",
            "http://inside.example/",
            "http://both.example/",
            "http://mapped.example/",
            "http://10.0.0.1/",
            "http://missing.example/",
            "http://broken.example/",
            "http://silent.example/",
        ]
        policy = Policy(connect_seconds=0.5, backoff_seconds=0.01, host_pause_seconds=0.0)
        found = check_links(links, policy=policy, cache_file=None)
        result = {
            "verdicts": {link: f"{verdict.outcome}: {verdict.reason}" for link, verdict in found.items()},
            "names sent by TLS": tls.server_names,
            "hosts asked": sorted(each["Host"] for server in (plain, tls, six) for each in server.headers),
            "connections inside": [server.connections for server in inside],
            "lookups of changes.example": names.asked.count("changes.example"),
            "international name": "xn--bcher-kva.example" in names.asked,
        }
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
