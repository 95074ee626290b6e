"""Real web servers on the loopback address, each with the configuration that examples/hosting ships; only its places are put in."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SHIPPED = ROOT / "examples" / "hosting"
_PATH = "/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", "")
_PATIENCE = 20.0


def program(name: str) -> str | None:
    """Where a server's program is; None where it is not installed."""
    return shutil.which(name, path=_PATH)


def _shipped(name: str, site: Path, text: str = "", with_: str = "") -> str:
    """A shipped configuration with the place of the site, and one more text, put in."""
    shipped = (SHIPPED / "server" / name).read_text("utf-8")
    for before, after in (("/srv/articles/current", str(site)), ("/srv/articles", str(site.parent)), (text, with_)):
        shipped = shipped.replace(before, after) if before else shipped
    assert str(site) in shipped
    assert with_ in shipped
    return shipped


def nginx(work: Path, site: Path, port: int) -> list[str]:
    """The command of an nginx that includes imprint.nginx.conf."""
    (work / "imprint.nginx.conf").write_text(_shipped("imprint.nginx.conf", site), "utf-8")
    temporary = "".join(f"    {kind}_temp_path {work}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''}\ndaemon off;\npid {work}/pid;\nerror_log stderr;\nevents {{ }}\n"
        f"http {{\n    include /etc/nginx/mime.types;\n    access_log off;\n{temporary}"
        f"    server {{ listen 127.0.0.1:{port}; include {work}/imprint.nginx.conf; }}\n}}\n",
        "utf-8",
    )
    return [program("nginx") or "nginx", "-p", str(work), "-e", "stderr", "-c", str(work / "nginx.conf")]


def caddy(work: Path, site: Path, port: int) -> list[str]:
    """The command of a Caddy with the shipped Caddyfile, without its certificates."""
    text = _shipped("Caddyfile", site, "articles.example {", f"http://127.0.0.1:{port} {{")
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, "utf-8")
    return [program("caddy") or "caddy", "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


def apache2(work: Path, site: Path, port: int) -> list[str]:
    """The command of an Apache that includes imprint.apache.conf."""
    (work / "imprint.apache.conf").write_text(_shipped("imprint.apache.conf", site), "utf-8")
    modules = "mpm_event authz_core dir mime headers deflate filter alias"
    loaded = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in modules.split())
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (work / "apache.conf").write_text(
        f"{loaded}{user}ServerRoot {work}\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\nPidFile {work}/pid\nErrorLog /dev/stderr\n"
        f"DefaultRuntimeDir {work}\nTypesConfig /etc/mime.types\n"
        f"<VirtualHost 127.0.0.1:{port}>\nInclude {work}/imprint.apache.conf\n</VirtualHost>\n",
        "utf-8",
    )
    return [program("apache2") or "apache2", "-X", "-f", str(work / "apache.conf")]


SERVERS: dict[str, Callable[[Path, Path, int], list[str]]] = {"nginx": nginx, "caddy": caddy, "apache2": apache2}


@contextmanager
def serving(name: str, work: Path, site: Path) -> Iterator[str]:
    """The address at which a server of that name serves ``site`` until the context ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = SERVERS[name](work, site, port)
    log = (work / "log").open("wb")
    with (
        log,
        subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work)}) as process,
    ):
        try:
            end = time.monotonic() + _PATIENCE
            while True:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                told = (work / "log").read_text("utf-8", "replace")
                assert process.poll() is None, told
                assert time.monotonic() < end, told
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
