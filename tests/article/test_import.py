"""``imprint import``: a pack becomes a series, and every file of it is accounted for."""

from __future__ import annotations

import io
import json
import os
import pty
import random
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from generated_pack import Drawn, draw_pack, write_folder, write_zip
from series_by_hand import article_text

from imprint.article.pack import faults, zip_pack
from imprint.article.pack.zip_pack import ZipPack
from imprint.cli import main

IMPRINT = str(Path(sys.executable).with_name("imprint"))


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["import", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == status, result.output
    return result


def report_of(name: str) -> dict[str, dict[str, object]]:
    """The files of a report, by path; a path that is told twice is a failure."""
    files = json.loads(Path(f"{name}-import/report.json").read_text("utf-8"))["files"]
    by_path = {file["path"]: file for file in files}
    assert len(by_path) == len(files)
    return by_path


def assert_accounted_for(files: list[Drawn], series: str) -> None:
    """Every file of the pack has the outcome that it was drawn with, and what is imported has its bytes."""
    told = report_of(Path(series).name)
    assert {path: file["outcome"] for path, file in told.items()} == {file.path: file.outcome for file in files}
    stored = {}
    for file in files:
        row = told[file.path]
        if file.outcome in {"imported", "doubtful"}:
            stored[row["file"]] = file.data
        else:
            assert bool(row["reasons"]) is (file.outcome == "refused")
            assert ("duplicate_of" in row) is (file.outcome == "duplicate")
        assert bool(row["reasons"]) or file.outcome != "doubtful"
    on_disk = {path.name: path.read_bytes() for path in Path(series).iterdir() if path.name != "series.toml"}
    assert on_disk == stored
    text = Path(f"{Path(series).name}-import/report.txt").read_text("utf-8")
    named = {line.split(" -> ")[0].split(": duplicate of ")[0] for line in text.splitlines()}
    assert {file.path for file in files} <= named


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_every_file_of_a_pack_is_accounted_for(form: str) -> None:
    files = draw_pack(300)
    assert set(Counter(file.outcome for file in files)) == {"imported", "doubtful", "refused", "duplicate"}
    if form == "folder":
        write_folder(files, Path("pack"))
    else:
        write_zip(files, Path("pack"))
    result = run("pack", "--into", "content/things", status=1)
    assert_accounted_for(files, "content/things")
    counts = Counter(file.outcome for file in files)
    assert (
        f"300 files: {counts['imported']} imported, {counts['doubtful']} doubtful, {counts['refused']} refused, {counts['duplicate']} duplicate;"
        in result.stdout
    )


@pytest.mark.slow
def test_every_file_of_a_pack_of_ten_thousand_is_accounted_for() -> None:
    files = draw_pack(10_000)
    write_zip(files, Path("pack.zip"))
    run("pack.zip", "--into", "content/things", status=1)
    assert_accounted_for(files, "content/things")


def test_the_drafted_manifest_names_holders_and_categories_and_the_gate_refuses_until_it_is_finished() -> None:
    write_folder(draw_pack(300), Path("pack"))
    run("pack", "--into", "content/small-things", status=1)
    text = Path("content/small-things/series.toml").read_text("utf-8")
    manifest = tomllib.loads(text)
    assert manifest["title"] == "Small things"
    told = json.loads(Path("small-things-import/report.json").read_text("utf-8"))
    assert [holder["name"] for holder in told["holders"]] == list(manifest["holder"])
    assert sum(holder["articles"] for holder in told["holders"]) > 200
    for holder in told["holders"]:
        assert (
            f'# {holder["articles"]} articles\n[holder."{holder["name"]}"]\nauthor = "{holder["name"]}"\n# FILL IN: resource_url = ' in text
        )
    assert {article["category"] for article in manifest["article"]} == {path.name.replace("_", " ") for path in Path("pack").iterdir()} - {
        "Zz Copies"
    }
    assert len(manifest["article"]) == told["counts"]["imported"] + told["counts"]["doubtful"]

    check = CliRunner().invoke(main, ["check", "content", "--format", "json"])
    names = {finding["name"] for finding in json.loads(check.stdout)["findings"] if finding["severity"] == "error"}
    assert check.exit_code == 1
    assert names == {"resource-link-unknown", "notice-missing", "author-missing"}

    finished = text.replace('# FILL IN: resource_url = "https://…"', 'resource_url = "https://author.example/"')
    finished = finished.replace('# FILL IN: copyright_holder = "…"', 'copyright_holder = "Per Vale"').replace(
        '# FILL IN: copyright_years = "…"', "copyright_years = 2006"
    )
    Path("content/small-things/series.toml").write_text(
        finished + '\n[holder."Per Vale"]\nauthor = "Per Vale"\nresource_url = "/about/"\n', "utf-8"
    )
    check = CliRunner().invoke(main, ["check", "content"])
    assert check.exit_code == 0, check.stdout


def test_names_that_collide_get_the_name_of_their_folder_and_keep_their_bytes() -> None:
    texts = {
        "A/x.txt": "One",
        "B/x.txt": "Two",
        "C/X.TXT": "Three",
        "D/B/x.txt": "Four",
        "b/y.txt": "Five",
        "B/b-x.txt": "Six",
        "y.txt": "Seven",
    }
    for path, title in texts.items():
        Path("pack", path).parent.mkdir(parents=True, exist_ok=True)
        Path("pack", path).write_text(article_text(title))
    run("pack", "--into", "content/s")
    told = report_of("s")
    stored = {path: str(file["file"]) for path, file in told.items()}
    assert len({name.casefold() for name in stored.values()}) == len(texts)
    assert stored["A/x.txt"] == "x.txt"
    assert stored["B/b-x.txt"] == "b-x.txt"
    assert stored["C/X.TXT"] == "c-X.TXT"
    for path, title in texts.items():
        assert Path("content/s", stored[path]).read_text() == article_text(title)
        assert bool(told[path]["reasons"]) is (stored[path] != Path(path).name)
    articles = tomllib.loads(Path("content/s/series.toml").read_text("utf-8"))["article"]
    assert [(each["file"], each.get("category")) for each in articles if each["file"] == stored["y.txt"]] == [(stored["y.txt"], None)]


def test_the_draft_leaves_out_what_the_files_say_themselves() -> None:
    def with_fields(title: str, holder: str, *fields: str) -> str:
        labels = "".join(f"{label}:\n{label} of {title}\n\n" for label in fields)
        return article_text(title, holder=holder).replace("Summary:", f"{labels}Summary:", 1)

    Path("pack").mkdir()
    for number, text in enumerate(
        (
            with_fields("One", "Ada Byron", "Author", "Category"),
            with_fields("Two", "Per Vale", "Author", "Category"),
            with_fields("Three", "Per Vale", "Category"),
            with_fields("Four", "Olga Finch", "Category"),
        )
    ):
        Path("pack", f"{number}.txt").write_text(text)
    Path("pack/README.md").write_text("# About this pack\n\nIt is a pack.\n")
    run("pack", "--into", "content/s", status=1)
    text = Path("content/s/series.toml").read_text("utf-8")
    manifest = tomllib.loads(text)
    assert {name: table.get("author") for name, table in manifest["holder"].items()} == {
        "Per Vale": None,
        "Ada Byron": None,
        "Olga Finch": "Olga Finch",
    }
    assert text.count("# FILL IN, where 1 of the articles do not name their author themselves") == 1
    assert "category" not in text
    assert not any("category" in table for table in manifest["article"])
    assert [reason["code"] for reason in report_of("s")["README.md"]["reasons"]] == ["I106"]  # type: ignore[attr-defined] # JSON


def test_two_articles_of_one_title_get_two_addresses() -> None:
    for number in range(4):
        Path("pack").mkdir(exist_ok=True)
        Path("pack", f"{number}.txt").write_text(
            article_text("Bees", body=f"Body number {number} says something of its own, and no more than that.")
        )
    run("pack", "--into", "content/s")
    articles = tomllib.loads(Path("content/s/series.toml").read_text("utf-8"))["article"]
    assert [each.get("slug") for each in articles] == [None, "bees-2", "bees-3", "bees-4"]


def test_nothing_that_exists_is_written_over() -> None:
    for name, title in (("1.txt", "Bees"), ("2.txt", "Wasps"), ("3.txt", "Ants")):
        Path("pack").mkdir(exist_ok=True)
        Path("pack", name).write_text(article_text(title))
    series = Path("content/s")
    series.mkdir(parents=True)
    (series / "1.txt").write_text("mine")
    (series / "2.txt").symlink_to("/etc/hostname")
    (series / "series.toml").write_text("mine too")
    result = run("pack", "--into", "content/s")
    assert "content/s has a manifest, which was left as it is. The drafted one is s-import/series.toml.\n" in result.stdout
    assert [(series / name).read_text() for name in ("1.txt", "series.toml")] == ["mine", "mine too"]
    assert (series / "2.txt").is_symlink()
    told = report_of("s")
    assert (series / str(told["1.txt"]["file"])).read_text() == article_text("Bees")
    assert (series / str(told["2.txt"]["file"])).read_text() == article_text("Wasps")
    assert told["3.txt"]["file"] == "3.txt"


def test_a_second_run_does_nothing_again_and_takes_up_what_is_new_or_changed() -> None:
    files = draw_pack(60)
    write_folder(files, Path("pack"))
    run("pack", "--into", "content/s", status=1)
    before = {path: path.stat().st_mtime_ns for path in Path("content/s").iterdir()}
    assert " 0 in this run" in run("pack", "--into", "content/s", status=1).stdout
    assert {path: path.stat().st_mtime_ns for path in Path("content/s").iterdir()} == before
    Path("pack/new.txt").write_text(article_text("New"))
    changed = next(file for file in files if file.outcome == "imported")
    Path("pack", changed.path).write_text(article_text("Changed"))
    assert " 2 in this run" in run("pack", "--into", "content/s", status=1).stdout
    told = report_of("s")
    assert Path("content/s", str(told["new.txt"]["file"])).read_text() == article_text("New")
    assert Path("content/s", str(told[changed.path]["file"])).read_text() == article_text("Changed")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_run_that_is_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    files = draw_pack(600)
    write_folder(files, Path("pack"))
    chance = random.Random(11)  # noqa: S311 - moments are drawn, not guarded
    kills = 0
    for _ in range(6):
        process = subprocess.Popen([IMPRINT, "import", "pack", "--into", "content/s"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wanted = chance.randrange(1, 500)
        while process.poll() is None and (not (tmp_path / "content" / "s").exists() or sum(1 for _ in os.scandir("content/s")) < wanted):
            time.sleep(0.001)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
        if Path("content/s/series.toml").exists():
            break
    assert kills, "no run was killed before it ended"
    run("pack", "--into", "content/s", status=1)
    assert_accounted_for(files, "content/s")
    assert not list(Path("content/s").glob(".*"))
    assert sorted(path.name for path in Path("s-import").iterdir()) == ["ledger.sqlite", "report.json", "report.txt"]


def test_two_imports_cannot_write_one_report(tmp_path: Path) -> None:
    write_folder(draw_pack(3000), Path("pack"))
    first = subprocess.Popen([IMPRINT, "import", "pack", "--into", "content/s"], stdout=subprocess.DEVNULL)
    while first.poll() is None and not (tmp_path / "content" / "s").exists():
        time.sleep(0.001)
    assert first.poll() is None
    second = run("pack", "--into", "content/s", status=2)
    assert "another import is writing this report" in second.stderr
    assert first.wait() == 1
    Path("other").mkdir()
    Path("other/1.txt").write_text(article_text("Other"))
    assert "belongs to an import of another pack" in run("other", "--into", "content/s", status=2).stderr
    run("other", "--into", "content/s", "--report", "second")


def test_what_is_no_regular_file_is_told_and_never_opened() -> None:
    pack = Path("pack/Deep/Deeper")
    pack.mkdir(parents=True)
    (pack / "1.txt").write_text(article_text("Bees"))
    (pack / "link.txt").symlink_to("1.txt")
    Path("pack/folder").symlink_to("/etc")
    os.mkfifo(pack / "pipe.txt")
    (pack / "notes.doc").write_text("x")
    (pack / ".hidden.txt").write_text(article_text("Hidden"))
    with open(b"pack/caf\xe9.txt", "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"x")
    with (pack / "huge.txt").open("wb") as file:
        file.truncate((16 << 20) + 1)
    run("pack", "--into", "content/s", status=1)
    told = {path: [reason["code"] for reason in file["reasons"]] for path, file in report_of("s").items()}  # type: ignore[attr-defined] # JSON
    assert told == {
        "Deep/Deeper/1.txt": [],
        "Deep/Deeper/link.txt": ["I105"],
        "folder": ["I105"],
        "Deep/Deeper/pipe.txt": ["I105"],
        "Deep/Deeper/notes.doc": ["I106"],
        "Deep/Deeper/.hidden.txt": ["I106"],
        "caf\\xe9.txt": ["I103"],
        "Deep/Deeper/huge.txt": ["I107"],
    }


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def test_no_member_of_a_zip_file_can_do_harm() -> None:
    good = article_text("Good").encode()
    link = zipfile.ZipInfo("Links/link.txt")
    link.external_attr = 0o120777 << 16
    encrypted, damaged, lying, slashed = (
        zipfile.ZipInfo(name) for name in ("encrypted.txt", "damaged.txt", "lying.txt", "back\\slash.txt")
    )
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = bytearray(
            zipped(
                ("Good/good.txt", good),
                ("../escape.txt", good),
                ("/absolute.txt", good),
                ("C:/drive.txt", good),
                ("a/../../up.txt", good),
                ("Good/good.txt", article_text("Another").encode()),
                ("nul%.txt", good),
                (link, b"/etc/passwd"),
                ("bomb.txt", b"\0" * (15 << 20)),
                (slashed, good),
                (encrypted, article_text("Encrypted").encode()),
                (damaged, article_text("Damaged").encode()),
                (lying, article_text("Lying").encode()),
            )
        )
    data = data.replace(b"nul%.txt", b"nul\0.txt")
    for info, where in ((encrypted, "flag"), (damaged, "crc"), (lying, "size")):
        central = data.index(info.filename.encode(), data.index(b"PK\x01\x02")) - 46
        if where == "flag":
            data[central + 8] |= 1
        elif where == "crc":
            data[central + 16] ^= 0xFF
        else:
            data[central + 24 : central + 28] = (10).to_bytes(4, "little")
    Path("pack.zip").write_bytes(data)
    run("pack.zip", "--into", "content/s", status=1)
    files = json.loads(Path("s-import/report.json").read_text("utf-8"))["files"]
    told = [(file["path"], [reason["code"] for reason in file["reasons"]]) for file in files]
    assert sorted(told) == sorted(
        [
            ("Good/good.txt", []),
            ("../escape.txt", ["I103"]),
            ("/absolute.txt", ["I103"]),
            ("C:/drive.txt", ["I103"]),
            ("a/../../up.txt", ["I103"]),
            ("Good/good.txt", ["I104"]),
            ("nul\0.txt", ["I103"]),
            ("Links/link.txt", ["I105"]),
            ("bomb.txt", ["I108"]),
            ("back\\slash.txt", ["I103"]),
            ("encrypted.txt", ["I109"]),
            ("damaged.txt", ["I110"]),
            ("lying.txt", ["I110"]),
        ]
    )
    assert sorted(path.name for path in Path().rglob("*.txt")) == ["good.txt", "report.txt"]


def test_members_that_share_their_data_are_refused() -> None:
    data = bytearray(zipped(("a.txt", article_text("A").encode()), ("b.txt", article_text("B").encode())))
    second = data.index(b"b.txt", data.index(b"PK\x01\x02")) - 46
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    Path("pack.zip").write_bytes(data)
    run("pack.zip", "--into", "content/s", status=1)
    told = report_of("s")
    assert [told[path]["outcome"] for path in ("a.txt", "b.txt")] == ["imported", "refused"]
    assert "overlap" in str(told["b.txt"]["reasons"])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"no zip file at all", "I101"),
        (lambda: b"", "I101"),
        (lambda: zipped(("a.txt", b"x"))[:-30], "I101"),
        (lambda: zipped(("a.txt", b"x"))[:-22] + b"PK\x05\x06" + b"\0" * 6 + b"\xfe\xff" + b"\xff\xff\xff\x7f" + b"\0" * 6, "I102"),
        (lambda: zipped(*((f"{number}.txt", b"x" * 100) for number in range(30))), "I102"),
        (lambda: zipped(("a.txt", b"x" * 9000)), "I102"),
    ],
    ids=["no zip", "empty", "cut short", "huge directory", "too many", "too much"],
)
def test_a_zip_file_that_is_none_or_declares_too_much_is_refused_whole(make: object, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_pack, "MOST_MEMBERS", 20)
    monkeypatch.setattr(zip_pack, "MOST_DECLARED_BYTES", 8000)
    assert callable(make)
    Path("pack.zip").write_bytes(make())
    result = run("pack.zip", "--into", "content/s", status=1)
    assert f": {code} pack-" in result.stdout
    assert not Path("content").exists()


def test_a_zip_file_of_more_than_65535_members_is_read() -> None:
    with zipfile.ZipFile("pack.zip", "w") as archive:
        for number in range(65_537):
            archive.writestr(f"{number}.doc", b"")
    with ZipPack("pack.zip") as pack:
        assert {member.refused.kind for member in pack.members() if member.refused} == {faults.NO_ARTICLE}


def test_a_pack_that_is_a_pipe_is_refused_and_not_waited_for() -> None:
    os.mkfifo("pack")
    assert "neither a folder nor a file" in run("pack", "--into", "content/s", status=1).stdout


def test_a_report_folder_with_something_else_in_place_of_the_ledger_is_told() -> None:
    Path("pack").mkdir()
    Path("s-import").mkdir()
    Path("s-import/ledger.sqlite").write_bytes(b"no database, and long enough to be seen as none" * 100)
    assert "is not the ledger of an import" in run("pack", "--into", "content/s", status=2).stderr


def test_pack_series_and_report_lie_apart() -> None:
    Path("pack/below").mkdir(parents=True)
    for arguments in (
        ("pack", "--into", "pack/below"),
        ("pack/below", "--into", "pack"),
        ("pack", "--into", "pack"),
        ("pack", "--into", "s", "--report", "s/r"),
        ("pack", "--into", "s", "--report", "pack"),
    ):
        run(*arguments, status=2)
    assert [path.name for path in Path().iterdir()] == ["pack"]


def test_progress_is_shown_on_a_terminal_and_nowhere_else() -> None:
    write_folder(draw_pack(40), Path("pack"))
    quiet = subprocess.run([IMPRINT, "import", "pack", "--into", "content/a"], capture_output=True, text=True, check=False)
    assert quiet.stderr == ""
    master, terminal = pty.openpty()
    subprocess.run(
        [IMPRINT, "import", "pack", "--into", "content/b"],
        stdout=subprocess.PIPE,
        stderr=terminal,
        check=False,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(terminal)
    shown = b""
    try:
        while part := os.read(master, 65536):
            shown += part
    except OSError:
        pass  # the terminal's other end is closed
    os.close(master)
    assert b"Importing" in shown


def test_the_catalogue_is_in_order() -> None:
    codes = [kind.code for kind in faults.FAULTS]
    assert codes == sorted(set(codes))
    assert all(kind.explanation.strip() for kind in faults.FAULTS)
