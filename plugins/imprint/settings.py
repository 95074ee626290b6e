"""Every setting of the site, declared once: its name, its type, what it means and what is allowed.

Pelican's own settings keep their names. No other module reads the settings' dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import ada_url

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Settings", "SettingsError", "read_settings", "work_folder"]

_CONTROL = re.compile("[\x00-\x1f\x7f]")
LinkCheck = Literal["require", "skip-external"]
_LAST_PORT = 65535
RSL_USES = ("all", "ai-all", "ai-train", "ai-input", "ai-index", "search")
"""The automated uses that RSL 1.0 tells apart."""


@dataclass(frozen=True)
class Settings:
    """The settings that the stages use; paths are absolute."""

    site_url: str
    """``SITEURL``: the absolute http(s) address at which the site is served, without a trailing slash."""
    site_name: str
    """``SITENAME``: the name of the site, for titles and feeds."""
    content: Path
    """``PATH``: the folder with the series, the pages and the files to copy."""
    release: Path
    """``RELEASE_PATH``: the folder that is served; only a release writes there."""
    work: Path
    """The folder for staging, the lock and the previous release; it lies beside the released folder."""
    page_folders: tuple[str, ...] = ()
    """``PAGE_PATHS``: the folders below ``PATH`` with the site's own pages."""
    copied_folders: tuple[str, ...] = ()
    """``STATIC_PATHS``: the folders below ``PATH`` with files to copy as they are."""
    lang: str = "en"
    """``DEFAULT_LANG``: the site's language, as a BCP 47 tag."""
    record_releases: bool = True
    """``RECORD_RELEASES``: whether releases are publications, which the record in :attr:`record` tells of; a build for one's own eyes is none."""
    link_check: LinkCheck = "require"
    """``LINK_CHECK``: ``"require"`` refuses a release whose external resource links were not seen to answer; ``"skip-external"`` reports them as not checked."""
    link_check_private: bool = False
    """``LINK_CHECK_PRIVATE``: allow the link check to ask private and loopback addresses."""
    link_check_ports: tuple[int, ...] = ()
    """``LINK_CHECK_PORTS``: the ports that the link check may ask beside 80 and 443."""
    site_holder: str = ""
    """``SITE_HOLDER``: the holder whose notice and link stand on pages that belong to no article; needed only where the series name several holders."""
    feed_max_items: int = 100
    """``FEED_MAX_ITEMS``: the most entries in one feed document."""
    websub_hub: str = ""
    """``WEBSUB_HUB``: the address of a WebSub hub, or empty."""
    rsl_permits: tuple[str, ...] = ()
    """``RSL_PERMITS``: the automated uses that the owner allows, as RSL 1.0 names them (:data:`RSL_USES`)."""
    rsl_prohibits: tuple[str, ...] = ()
    """``RSL_PROHIBITS``: the automated uses that the owner forbids. Where both are empty nothing is said of automated use."""
    site_id: str = ""
    """``SITE_ID``: words that tell this site from every other one and never change; the ids of the feeds are made from them. ``SITENAME`` where it is empty."""

    @property
    def record(self) -> Path:
        """The record of releases in the sources, beside the content folder."""
        return self.content.with_name("releases.json")

    @property
    def rsl(self) -> bool:
        """Whether the owner has said anything of automated use."""
        return bool(self.rsl_permits or self.rsl_prohibits)

    def absolute(self, path: str) -> str:
        """The absolute address of a site-relative path."""
        return self.site_url + path

    @cached_property
    def prefix(self) -> str:
        """The path part of ``SITEURL``, empty where the site is served from the root of its host."""
        return urlsplit(self.site_url).path

    def href(self, path: str) -> str:
        """The address of a site-relative path for a link within the site, without scheme and host."""
        return self.prefix + path


class SettingsError(Exception):
    """The settings cannot be used; ``problems`` holds one sentence for each fault."""

    exitcode = 2

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class _Reader:
    """Takes values from the settings' dictionary and collects what is wrong with them."""

    values: Mapping[str, object]
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, default: str = "") -> str:
        value = self.values.get(name, default)
        if value is None and not default:
            return default
        if not isinstance(value, str) or _CONTROL.search(value):
            self.problems.append(f"{name} is {value!r}; expected text in quotes")
            return default
        return value

    def words(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not value.strip():
            self.problems.append(f"{name} is empty; expected words, such as {default!r}")
        return value

    def folder(self, name: str, default: str) -> Path:
        value = self.text(name, default)
        if not value:
            self.problems.append(f"{name} is empty; expected the path of a folder, such as {default!r}")
        return Path(value or default).absolute()

    def texts(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.values.get(name, default)
        if not isinstance(value, (list, tuple)) or not all(isinstance(each, str) and each for each in value):
            self.problems.append(f"{name} is {value!r}; expected a list of names in quotes")
            return default
        return tuple(value)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            self.problems.append(f"{name} is {value!r}; expected True or False")
            return default
        return value

    def count(self, name: str, default: int) -> int:
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.problems.append(f"{name} is {value!r}; expected a whole number from 1")
            return default
        return value

    def ports(self, name: str) -> tuple[int, ...]:
        value = self.values.get(name, ())
        if not isinstance(value, (list, tuple)) or not all(type(each) is int and 0 < each <= _LAST_PORT for each in value):
            self.problems.append(f"{name} is {value!r}; expected a list of port numbers")
            return ()
        return tuple(value)

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in allowed:
            self.problems.append(f"{name} is {value!r}; expected one of {', '.join(map(repr, allowed))}")
            return default
        return value

    def choices(self, name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        value = self.values.get(name, ())
        if not isinstance(value, (list, tuple)) or any(each not in allowed for each in value) or len(set(value)) < len(value):
            self.problems.append(f"{name} is {value!r}; expected a list of {', '.join(map(repr, allowed))}, each at most once")
            return ()
        return tuple(value)

    def address(self, name: str, *, required: bool, example: str) -> str:
        value = self.text(name).strip().rstrip("/")
        if not value:
            if required:
                self.problems.append(f"{name} is not set; give the site's address, such as {example}")
            return ""
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment or "@" in parts.netloc:
            self.problems.append(f"{name} is {value!r}; expected an absolute http or https address, such as {example}")
        elif (usual := _usual(value)) != value:
            self.problems.append(f"{name} is {value!r}; " + (f"write it as browsers do: {usual!r}" if usual else "browsers cannot read it"))
        return value

    def release(self, content: Path) -> Path:
        """The folder to release into, which lies beside the sources: neither in them nor around them."""
        folder = self.folder("RELEASE_PATH", "output")
        theme = self.values.get("THEME")
        sources = {"PATH": content, "THEME": Path(theme).absolute()} if isinstance(theme, str) else {"PATH": content}
        for name, source in sources.items():
            if folder.is_relative_to(source) or source.is_relative_to(folder):
                self.problems.append(
                    f"RELEASE_PATH is {str(folder)!r} and {name} is {str(source)!r}; expected a folder beside the sources, such as 'output'"
                )
        return folder


def _usual(address: str) -> str:
    """An address as browsers write it (URL Standard, section 4.5), without a slash at its end; empty where they cannot read it."""
    try:
        return ada_url.normalize_url(address).rstrip("/")
    except ValueError:
        return ""


def work_folder(release: Path) -> Path:
    """The folder for staging, the lock and the previous release: it lies beside the released folder, on the same file system."""
    return release.parent / ".imprint"


def read_settings(values: Mapping[str, object]) -> Settings:
    """The checked settings from a settings dictionary such as Pelican's.

    Raises :class:`SettingsError` with every problem at once.
    """
    reader = _Reader(values)
    link_check = reader.choice("LINK_CHECK", ("require", "skip-external"), "require")
    content = reader.folder("PATH", "content")
    release = reader.release(content)
    settings = Settings(
        site_url=reader.address("SITEURL", required=True, example="SITEURL=https://articles.example"),
        site_name=reader.words("SITENAME", "Articles"),
        content=content,
        release=release,
        work=work_folder(release),
        page_folders=reader.texts("PAGE_PATHS", ("pages",)),
        copied_folders=reader.texts("STATIC_PATHS", ("images",)),
        lang=reader.text("DEFAULT_LANG", "en"),
        link_check="require" if link_check == "require" else "skip-external",
        link_check_ports=reader.ports("LINK_CHECK_PORTS"),
        link_check_private=reader.flag("LINK_CHECK_PRIVATE", default=False),
        record_releases=reader.flag("RECORD_RELEASES", default=True),
        site_holder=reader.text("SITE_HOLDER"),
        feed_max_items=reader.count("FEED_MAX_ITEMS", 100),
        websub_hub=reader.address("WEBSUB_HUB", required=False, example="https://hub.example"),
        rsl_permits=reader.choices("RSL_PERMITS", RSL_USES),
        rsl_prohibits=reader.choices("RSL_PROHIBITS", RSL_USES),
        site_id=reader.text("SITE_ID"),
    )
    if reader.problems:
        raise SettingsError(reader.problems)
    return settings
