"""The ways in which a file of a pack can be refused or doubtful, beside those of the reader: the catalogue of codes I101 to I299."""

from __future__ import annotations

from imprint.findings import Kind, Severity

__all__ = [
    "COMPRESSED_TOO_MUCH",
    "DAMAGED",
    "ENCRYPTED",
    "FAULTS",
    "NAME_CHANGED",
    "NAME_TWICE",
    "NAME_UNSAFE",
    "NO_ARTICLE",
    "NO_REGULAR_FILE",
    "PACK_REFUSED",
    "PACK_UNREADABLE",
    "TOO_LARGE",
    "UNREADABLE",
]

PACK_UNREADABLE = Kind(
    "I101",
    "pack-unreadable",
    "the pack cannot be read: {reason}",
    "give a folder, or a zip file that is whole",
    """A pack is a folder or a zip file. A zip file that was cut short in a download has lost its directory, which stands at its end.
""",
)
PACK_REFUSED = Kind(
    "I102",
    "pack-refused",
    "the pack declares {found}; at most {most} are unpacked",
    "split the pack, or unpack it yourself if you trust it and import the folder",
    """A small zip file can declare more than a disk holds. What a zip file declares is added up before anything is unpacked, and what is unpacked is counted.
""",
)
NAME_UNSAFE = Kind(
    "I103",
    "name-unsafe",
    "the name {reason}",
    "rename the file in the pack",
    """A name in a zip file may be absolute, climb out of the folder with `..`, or hide characters that no listing shows. Such a file is not imported.
""",
)
NAME_TWICE = Kind(
    "I104",
    "name-twice",
    "the pack holds this name more than once, and this is not the first",
    "take one of the two out of the pack",
    """Programs disagree on which of two members with one name counts, so a zip file can show one text to one program and another to the next.
""",
)
NO_REGULAR_FILE = Kind(
    "I105",
    "no-regular-file",
    "this is {what}, not a regular file",
    "put the file itself in its place",
    """Symbolic links can point to any file of the machine; pipes and devices may never end. None of them is opened.
""",
)
NO_ARTICLE = Kind(
    "I106",
    "no-article",
    "the name is not that of an article (.txt or .md)",
    "give an article one of these endings; leave anything else",
    """Only `.txt` and `.md` files are articles. Everything else in a pack is told and left where it is.
""",
)
TOO_LARGE = Kind(
    "I107",
    "too-large",
    "the file has {found:,} bytes; an article has at most {most:,}",
    "split the file into articles",
    """No article has this size. A file with many articles in one is to be split first.
""",
)
COMPRESSED_TOO_MUCH = Kind(
    "I108",
    "compressed-too-much",
    "the file is {ratio:,} times as large as its compressed form; text is at most {most} times",
    "unpack it yourself if you trust it, and import the folder",
    """Text compresses to a third or a tenth of its size. A member that is far smaller compressed is made to fill a disk.
""",
)
ENCRYPTED = Kind(
    "I109",
    "encrypted",
    "the file is encrypted",
    "unpack the pack with its password, and import the folder",
    """Encrypted members of a zip file cannot be read without their password.
""",
)
DAMAGED = Kind(
    "I110",
    "damaged",
    "the file cannot be unpacked: {reason}",
    "get the pack again",
    """The checksum, the sizes or the compressed data of the member do not agree. No part of it is imported.
""",
)
UNREADABLE = Kind(
    "I111",
    "unreadable",
    "the file cannot be read: {reason}",
    "make the file readable",
    """A file that cannot be read is told, so that nothing is lost without a word.
""",
)
NAME_CHANGED = Kind(
    "I201",
    "name-changed",
    "the file is {name!r} in the series, because another file has its name",
    "",
    """All files of a series lie in one folder. Where two files of a pack have one name, the second gets the name of its folder before its own.
""",
    Severity.WARNING,
)

FAULTS = (
    PACK_UNREADABLE,
    PACK_REFUSED,
    NAME_UNSAFE,
    NAME_TWICE,
    NO_REGULAR_FILE,
    NO_ARTICLE,
    TOO_LARGE,
    COMPRESSED_TOO_MUCH,
    ENCRYPTED,
    DAMAGED,
    UNREADABLE,
    NAME_CHANGED,
)
