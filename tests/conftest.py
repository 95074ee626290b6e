"""A project to build in: the settings, the theme and the content of this checkout, copied where a test may break them."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code, and the same commit gives the same answer: new examples come with --hypothesis-seed.
settings.register_profile("imprint", deadline=None, derandomize=True)
settings.load_profile("imprint")

# A shell starts what runs in the background deaf to the keyboard, and so would be the programs whose interruption is tested.
signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "http://localhost:8000"


@dataclass(frozen=True)
class Project:
    """A copy of the project in a folder of its own; commands run in it as a user would type them."""

    folder: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this environment, such as ``("pelican", "content", "-s", "publishconf.py")``."""
        program = Path(sys.executable).with_name(command[0])
        variables = {**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", **environment}
        return subprocess.run(
            [program, *command[1:]], cwd=self.folder, env=variables, capture_output=True, text=True, check=False, timeout=300
        )

    def publish(self, settings: str = "publishconf.py", *options: str) -> subprocess.CompletedProcess[str]:
        """Publish for ``http://localhost:8000``, as ``make publish`` does."""
        return self.run("pelican", "content", "-s", settings, *options, SITEURL=SITE_URL)

    def digests(self) -> dict[str, str]:
        """The digest of every file in the released folder, links by their target."""
        return {
            str(path.relative_to(self.output)): f"-> {path.readlink()}"
            if path.is_symlink()
            else hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.output.rglob("*"))
            if path.is_symlink() or not path.is_dir()
        }


def copy_project(folder: Path) -> Project:
    """A new copy of this checkout's settings, theme and content in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    return Project(folder)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project that was never built."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def _published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    built = copy_project(tmp_path_factory.mktemp("published") / "project")
    run = built.publish()
    assert run.returncode == 0, run.stdout + run.stderr
    return built


@pytest.fixture
def published(tmp_path: Path, _published: Project) -> Project:
    """A project with a released site, of its own for each test."""
    shutil.copytree(_published.folder, tmp_path / "published", symlinks=True)
    return Project(tmp_path / "published")


@pytest.fixture(scope="session")
def site(_published: Project) -> Path:
    """The released seed site, for tests that only read it."""
    return _published.output
