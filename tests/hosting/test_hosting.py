"""The recipes of docs/hosting.md with the very files that it shows: real servers, real copies, and what the hosts' files say."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import trustme
import yaml
from servers import SERVERS, SHIPPED, program, serving

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Project

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Access-Control-Allow-Origin": "*",
    "Cache-Control": "public, max-age=0, must-revalidate",
}
ARTICLE = "/articles/it-certifications-do-your-clients-even-understand-them/"


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that a server which gives up its rights can read."""
    folder = Path(tempfile.mkdtemp(prefix="imprint-served-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def check_served(folder: Path, address: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SHIPPED / "check_served.py", folder, address, *options], capture_output=True, text=True, check=False
    )


def answer_to(address: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), data


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_with_the_shipped_configuration_serves_what_was_released(name: str, site: Path, public: Path) -> None:
    if program(name) is None:
        pytest.skip(f"{name} is not installed here")
    served = public / "current"
    shutil.copytree(site, served)
    with serving(name, public, served) as address:
        checked = check_served(site, address)
        assert checked.returncode == 0, checked.stdout + checked.stderr

        for path, status in (("/", 200), (ARTICLE, 200), ("/feeds/all.atom.xml", 200), ("/theme/style.css", 200), ("/no/such/page/", 404)):
            told, headers, _ = answer_to(address, path)
            assert told == status
            headers = {each.lower(): value for each, value in headers.items()}
            assert {each: headers.get(each.lower()) for each in HEADERS} == HEADERS
        types = {
            path: answer_to(address, path)[1]["Content-Type"].lower()
            for path in ("/feeds/all.atom.xml", "/feeds/all.rss.xml", "/feeds/all.opml", "/sitemap.xml", ARTICLE)
        }
        assert types == {
            "/feeds/all.atom.xml": "application/atom+xml; charset=utf-8",
            "/feeds/all.rss.xml": "application/rss+xml; charset=utf-8",
            "/feeds/all.opml": "text/x-opml; charset=utf-8",
            "/sitemap.xml": types["/sitemap.xml"],
            ARTICLE: "text/html; charset=utf-8",
        }
        assert types["/sitemap.xml"].partition(";")[0] in {"application/xml", "text/xml"}

        status, headers, _ = answer_to(address, ARTICLE.removesuffix("/"))
        assert status in {301, 308}
        assert headers["Location"].endswith(ARTICLE)
        packed = answer_to(address, ARTICLE, **{"Accept-Encoding": "gzip"})[1]
        assert packed["Content-Encoding"] == "gzip"

        (served / "about" / "index.html").write_bytes(b"<p>Somebody else's page")
        assert "about/index.html: other bytes than were released" in check_served(site, address).stdout


@pytest.mark.skipif(program("nginx") is None, reason="nginx is not installed here")
def test_the_server_block_for_nginx_is_read(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("articles.example")
    certificate.cert_chain_pems[0].write_to_path(tmp_path / "fullchain.pem")
    certificate.private_key_pem.write_to_path(tmp_path / "privkey.pem")
    block = (SHIPPED / "server" / "site.nginx.conf").read_text("utf-8")
    for place, here in (("/etc/letsencrypt/live/articles.example", tmp_path), ("/etc/nginx/snippets", SHIPPED / "server")):
        assert f"{place}/" in block
        block = block.replace(place, str(here))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid;\nevents {{ }}\nhttp {{\naccess_log off;\n{block}\n}}\n", "utf-8")
    command = [program("nginx") or "nginx", "-t", "-e", "stderr", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr


def test_a_site_that_is_not_served_as_it_was_released_is_found_out(site: Path, public: Path) -> None:
    """Python's own server sets no headers and has no page of ours for an unknown address."""
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(site)]
    with subprocess.Popen(command, cwd=public, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"port (\d+)", process.stdout.readline())
            assert found
            checked = check_served(site, f"http://127.0.0.1:{found[1]}")
        finally:
            process.terminate()

    assert checked.returncode == 1
    assert "index.html: content-security-policy is 'missing', not \"default-src 'self'\"" in checked.stdout
    assert "/no-such-page/: not the site's own page" in checked.stdout


def deploy(project: Project, target: Path) -> subprocess.CompletedProcess[str]:
    imprint = Path(sys.executable).with_name("imprint")
    return subprocess.run(
        ["sh", SHIPPED / "server" / "deploy.sh", target],
        cwd=project.folder,
        env={**os.environ, "IMPRINT": str(imprint)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(program("rsync") is None, reason="rsync is not installed here")
def test_a_deployment_puts_the_new_site_in_place_in_one_step_and_keeps_the_old_ones(published: Project, tmp_path: Path) -> None:
    server = tmp_path / "srv"
    first = deploy(published, server)
    assert first.returncode == 0, first.stdout + first.stderr
    current = server / "current"
    was = current.readlink()
    assert (current / "index.html").read_bytes() == (published.output / "index.html").read_bytes()

    for number in range(5):
        article = next((published.folder / "content" / "it-certifications").glob("*.txt"))
        article.write_bytes(article.read_bytes().replace(b"Start Small", b"Start  Small") if number else article.read_bytes())
        assert deploy(published, server).returncode == 0

    releases = sorted(each.name for each in (server / "releases").iterdir())
    assert len(releases) == 5
    assert was.name not in releases
    assert current.readlink().name in releases
    assert sorted(each.name for each in server.iterdir()) == ["current", "releases"]
    sealed = published.run("imprint", "audit", "--sealed", str(current.resolve()))
    assert sealed.returncode == 0, sealed.stdout


@pytest.mark.skipif(program("rsync") is None, reason="rsync is not installed here")
@pytest.mark.parametrize("fault", ["changed after the release", "changed on its way"])
def test_a_deployment_of_something_else_than_what_was_released_changes_nothing(published: Project, tmp_path: Path, fault: str) -> None:
    server = tmp_path / "srv"
    assert deploy(published, server).returncode == 0
    was = (server / "current").readlink()
    if fault == "changed after the release":
        (published.output / "index.html").write_bytes(b"Something else")
        run = deploy(published, server)
        assert "index.html was changed" in run.stdout + run.stderr
    else:
        # A server on which something rewrites a page as soon as it lies there: the second look finds it.
        real = program("rsync")
        wrapper = tmp_path / "bin" / "rsync"
        wrapper.parent.mkdir()
        wrapper.write_text(
            f'#!/bin/sh\n{real} "$@" || exit\ncase "$*" in *--dry-run*) ;; *) for last; do :; done; echo changed > "$last/index.html" ;; esac\n'
        )
        wrapper.chmod(0o755)
        imprint = Path(sys.executable).with_name("imprint")
        run = subprocess.run(
            ["sh", SHIPPED / "server" / "deploy.sh", server],
            cwd=published.folder,
            env={**os.environ, "IMPRINT": str(imprint), "PATH": f"{wrapper.parent}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "index.html" in run.stderr

    assert run.returncode == 1
    assert (server / "current").readlink() == was
    assert len(list((server / "releases").iterdir())) == 1


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """The rules of a ``_headers`` file: an address on a line of its own, then its headers, each on an indented line."""
    rules: dict[str, dict[str, str]] = {}
    address = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            assert re.fullmatch(r"/[^\s*]*\*?[^\s*]*", line), f"line {number}: an address has one * at the most"
            address = line
            rules[address] = {}
            continue
        name, colon, value = line.strip().partition(":")
        assert address, f"line {number}: a header without an address"
        assert colon, f"line {number}: no header"
        assert re.fullmatch(r"[A-Za-z0-9-]+", name)
        rules[address][name] = value.strip()
    return rules


def test_the_hosts_headers_are_those_of_the_servers_and_none_is_set_twice_for_an_address() -> None:
    text = (SHIPPED / "_headers").read_text("utf-8")
    rules = rules_of(text)

    assert rules.pop("/*") == HEADERS
    assert all(set(rule) == {"Content-Type"} for rule in rules.values())
    # The limits of Cloudflare Pages.
    assert len(rules) < 100
    assert max(map(len, text.splitlines())) <= 2000


def test_the_hosts_own_files_stand_at_the_root_of_the_released_site(project: Project) -> None:
    host = project.folder / "content" / "host"
    (host / ".well-known").mkdir(parents=True)
    shutil.copy(SHIPPED / "_headers", host / "_headers")
    (host / "CNAME").write_text("articles.example\n", "utf-8")
    (host / ".nojekyll").touch()
    (host / "_redirects").write_text(
        "# old addresses\n/old/* /archive/ 301\nhttps://www.articles.example/* https://articles.example/:splat 301!\n"
    )
    (host / ".well-known" / "security.txt").write_text("Contact: mailto:somebody@articles.example\n", "utf-8")

    run = project.publish("pelicanconf.py")

    assert run.returncode == 0, run.stderr
    for path in ("_headers", "CNAME", ".nojekyll", "_redirects", ".well-known/security.txt"):
        assert (project.output / path).read_bytes() == (host / path).read_bytes()
    assert project.run("imprint", "audit", "--sealed", "output").returncode == 0


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("_headers", "/*\n  X-Robots-Tag: nofollow"),
        ("_headers", "/articles/*\n  Content-Type: text/plain"),
        ("_headers", "/*\n  Link: </theme/other.css>; rel=stylesheet"),
        ("_redirects", "/articles/* https://elsewhere.example/:splat 301!"),
        ("_redirects", "/about https://elsewhere.example/"),
        ("_redirects", "/:page/ /archive/ 200!"),
    ],
)
def test_a_hosts_file_that_takes_notice_or_link_away_is_refused_with_its_line(project: Project, name: str, line: str) -> None:
    file = project.folder / "content" / "host" / name
    file.parent.mkdir()
    file.write_text(f"# mine\n{line}\n", "utf-8")

    run = project.publish("pelicanconf.py")

    assert run.returncode == 1
    assert f"{name}:{line.count(chr(10)) + 2}: S110 host-file-takes-away" in run.stderr


def test_a_build_in_a_fresh_checkout_goes_on_from_the_record_that_is_served(published: Project) -> None:
    article = next((published.folder / "content" / "it-certifications").glob("*.txt"))
    record = (published.output / "reprint" / "versions.json").read_bytes()
    shutil.rmtree(published.output)
    shutil.rmtree(published.folder / ".imprint")
    (published.folder / ".imprint").mkdir()
    (published.folder / ".imprint" / "versions.json").write_bytes(record)
    article.write_bytes(article.read_bytes().replace(b"Start Small", b"Begin Small"))

    assert published.publish().returncode == 0

    (released,) = json.loads((published.output / "reprint" / "versions.json").read_bytes())["articles"].values()
    assert released["version"] == 2


@pytest.mark.skipif(program("curl") is None, reason="curl is not installed here")
@pytest.mark.parametrize(("served", "status"), [("the record", 0), ("nothing yet", 0), ("no answer", 7)])
def test_the_record_is_kept_where_one_is_served_and_a_silent_host_stops_the_build(
    served: str, status: int, site: Path, tmp_path: Path
) -> None:
    folder = site if served == "the record" else tmp_path
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"port (\d+)", process.stdout.readline())
        assert found
        if served == "no answer":
            process.terminate()
            process.wait()
        script = ["sh", SHIPPED / "keep-record.sh", f"http://127.0.0.1:{found[1]}"]
        run = subprocess.run(script, cwd=tmp_path, capture_output=True, text=True, check=False)
        process.terminate()

    assert run.returncode == status, run.stderr
    kept = tmp_path / ".imprint" / "versions.json"
    assert kept.exists() == (served == "the record")
    if kept.exists():
        assert kept.read_bytes() == (site / "reprint" / "versions.json").read_bytes()


WORKFLOWS = sorted(SHIPPED.rglob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parent.name)
def test_a_workflow_is_read_and_publishes_only_what_was_audited(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text("utf-8"))
    (job,) = workflow["jobs"].values()
    steps = [step.get("run") or step["uses"] for step in job["steps"]]

    assert workflow["env"]["SITEURL"].startswith("https://")
    assert workflow["concurrency"]["cancel-in-progress"] is False
    order = [
        next(number for number, step in enumerate(steps) if wanted in step)
        for wanted in ("keep-record.sh", "make publish", "audit --sealed output", "deploy", "check_served.py")
    ]
    assert order == sorted(order)
    for step in steps:
        for script in re.findall(r"examples/\S+", step):
            assert (ROOT / script).is_file()


def test_the_netlify_file_builds_audits_and_changes_nothing() -> None:
    file = tomllib.loads((SHIPPED / "netlify" / "netlify.toml").read_text("utf-8"))

    assert file["build"]["publish"] == "output"
    assert "make publish SITEURL=$SITEURL && .venv/bin/imprint audit --sealed output" in file["build"]["command"]
    assert file["build"]["processing"] == {"skip_processing": True}


def test_the_cloudfront_policy_has_the_headers_of_the_servers() -> None:
    policy = json.loads((SHIPPED / "s3-cloudfront" / "headers.json").read_text("utf-8"))
    security = policy["SecurityHeadersConfig"]

    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"] == POLICY
    assert f"max-age={security['StrictTransportSecurity']['AccessControlMaxAgeSec']}" == HEADERS["Strict-Transport-Security"]
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == HEADERS["Referrer-Policy"]
    (item,) = policy["CustomHeadersConfig"]["Items"]
    assert item["Value"] == HEADERS["Permissions-Policy"]


@pytest.mark.skipif(program("node") is None, reason="node is not installed here")
@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("/", "/index.html"),
        ("/about/", "/about/index.html"),
        ("/about", "301 /about/"),
        ("/feeds/all.rss.xml", "/feeds/all.rss.xml"),
        ("/series/book/reprint/SHA256SUMS", "/series/book/reprint/SHA256SUMS"),
    ],
)
def test_the_cloudfront_function_finds_a_folders_page(asked: str, answered: str) -> None:
    script = (SHIPPED / "s3-cloudfront" / "index.js").read_text("utf-8")
    script += (
        f"const told = handler({{ request: {{ uri: {json.dumps(asked)} }} }});"
        "console.log(told.uri || `${told.statusCode} ${told.headers.location.value}`);"
    )
    run = subprocess.run(["node", "-e", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == answered


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.sh")), ids=lambda path: str(path.relative_to(SHIPPED)))
def test_a_shell_script_is_read(path: Path) -> None:
    run = subprocess.run(["sh", "-n", path], capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stderr


def test_the_documentation_names_each_shipped_file_and_no_other() -> None:
    text = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    named = set(re.findall(r"examples/hosting/([\w./-]+[\w])", text))
    shipped = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*") if path.is_file()}

    assert shipped == named & shipped
    assert {name for name in named if not (SHIPPED / name).exists()} == set()
