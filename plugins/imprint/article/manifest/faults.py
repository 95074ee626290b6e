"""The ways in which a manifest, or a series folder, can be wrong: the catalogue of codes M101 to M299.

Errors have codes from M101, warnings from M201; :data:`FAULTS` lists all of them in order of code.
"""

from __future__ import annotations

from imprint.findings import Kind, Severity

__all__ = [
    "ADDRESS_UNUSABLE",
    "ARTICLE_TWIN",
    "ARTICLE_UNWRITTEN",
    "AUTHOR_MISSING",
    "BOX_UNUSED",
    "CATEGORY_MISSING",
    "DATE_IMPOSSIBLE",
    "DATE_MISSING",
    "FAULTS",
    "FILE_ABSENT",
    "FILE_IRREGULAR",
    "FILE_LISTED_TWICE",
    "FILE_NO_ARTICLE",
    "FILE_PIN_BROKEN",
    "FILE_UNLISTED",
    "FILE_UNREADABLE",
    "FOLDER_WITHOUT_MANIFEST",
    "HEADING_NOT_IN_FILE",
    "HOLDER_TWIN",
    "HOLDER_UNUSED",
    "ID_TWIN",
    "IGNORE_UNUSED",
    "KEY_MISSING",
    "KEY_UNKNOWN",
    "MANIFEST_NOT_TOML",
    "MANIFEST_UNREADABLE",
    "NAME_UNUSABLE",
    "NOTICE_MISSING",
    "NOTICE_UNREADABLE",
    "NOTICE_UNUSED",
    "ORDER_GAP",
    "ORDER_TWIN",
    "REASON_MISSING",
    "RESOURCE_LINK_UNKNOWN",
    "RESOURCE_TEXT_WITHOUT_LINK",
    "SERIES_EMPTY",
    "SERIES_TWIN",
    "SLUG_TWIN",
    "SLUG_UNUSABLE",
    "STATUS_CONTRADICTED",
    "TAG_NOT_THERE",
    "VALUE_NOT_ALLOWED",
    "VALUE_WRONG_TYPE",
    "WORD_COUNT_WRONG",
]

MANIFEST_UNREADABLE = Kind(
    "M101",
    "manifest-unreadable",
    "the manifest cannot be read: {reason}",
    "make series.toml a plain UTF-8 file that you may read",
    """Each series folder has one manifest, `series.toml`. It must be a regular file (not a symbolic link, not a device), readable, in UTF-8 and of at most 64 MiB.
Without it nothing is known of the folder's dates, authors and resource links, so none of its articles can be published.
""",
)
MANIFEST_NOT_TOML = Kind(
    "M102",
    "manifest-not-toml",
    "the manifest is not valid TOML: {reason}",
    "mend the line; text stands in quotes, and each key stands once in its table",
    """A manifest is a TOML 1.0 file. The place given is where the file stops making sense, which may be a line after the mistake.
Text needs quotes, dates and numbers have none, and a Windows path is best written in single quotes.
""",
)
KEY_UNKNOWN = Kind(
    "M103",
    "key-unknown",
    "{key!r} is no key of {table}{nearest}",
    "correct the key or take the line out; docs/manifest.md lists all keys and the tables they belong to",
    """A key that is misspelt, or stands in the wrong table, would be ignored without a word, and the article would be published without what the line says.
So every key that is not in the reference is an error. The nearest known key is named where there is one.
A common cause: a key of the series written after the first `[holder."…"]` or `[[article]]` line belongs to that table. Series keys stand first.
""",
)
VALUE_WRONG_TYPE = Kind(
    "M104",
    "value-wrong-type",
    "{key} is {found}; expected {expected}",
    "write it as in: {example}",
    """Each key takes one type of value. Text stands in quotes; dates, numbers and `true` or `false` stand without.
""",
)
VALUE_NOT_ALLOWED = Kind(
    "M105",
    "value-not-allowed",
    "{key} is {value!r}; expected {expected}",
    "write it as in: {example}",
    """The value has the right type but is not one that this key takes. The reference, docs/manifest.md, says for each key what is allowed.
""",
)
ADDRESS_UNUSABLE = Kind(
    "M106",
    "address-unusable",
    "{key} is {value!r}: {reason}",
    'give an absolute address such as {key} = "https://author.example/", or a path on this site such as {key} = "/about/"',
    """The address goes into every copy of the article, on other people's sites. It must mean the same thing everywhere and to every browser:
absolute, `http` or `https`, in plain ASCII (write an international host name in its `xn--` form, and other characters percent-encoded),
without a user name, a backslash, a blank or a control character. A path that starts with one `/` is made absolute with the site's own address.
""",
)
DATE_IMPOSSIBLE = Kind(
    "M107",
    "date-impossible",
    "{key} is {value}: {reason}",
    "correct the date; dates are written without quotes, as in {key} = 2026-11-23 or {key} = 2026-11-23T09:00:00",
    """Dates order the articles and the feeds, and readers of feeds never see an entry whose date lies far off. A date lies in the years 1970 to 2100, and `modified` is not before `date`.
A date without a time is midnight in the `timezone` of the series.
""",
)
FILE_LISTED_TWICE = Kind(
    "M108",
    "file-listed-twice",
    "{file!r} is listed twice, first on line {first}",
    "join the two [[article]] tables",
    """An article has one entry in the manifest. With two it would be a matter of chance which of them holds.
""",
)
FILE_ABSENT = Kind(
    "M109",
    "file-absent",
    "{file!r} is listed but is not in the folder{nearest}",
    "put the file back, correct its name, or take its [[article]] table out; a withdrawn article keeps its file and gets status and reason",
    """A file that is listed and gone was either renamed, which would give the article a new permanent id, or deleted, which would make it vanish from publishers' feeds without a word.
To rename a file and keep its id, pin the id with `id`. To take an article back, keep the file and say `status = "withdrawn"` with a `reason`.
""",
)
FILE_PIN_BROKEN = Kind(
    "M110",
    "file-pin-broken",
    "{file!r} is not the file that was pinned: its SHA-256 is {found}",
    'look at what changed in the file; if the change is right, write sha256 = "{found}"',
    """`sha256` pins the bytes of an article. Where it is given, the file may not change unless the manifest changes with it.
""",
)
HEADING_NOT_IN_FILE = Kind(
    "M111",
    "heading-not-in-file",
    "{key} names the line {value!r}, which is not in {file}",
    "copy the line from the article, whole",
    """`headings_promote` makes a heading of a line that the reader took for text, `headings_demote` makes text of a line that it took for a heading.
Both name the line itself, so that an edit elsewhere in the file does not move them. Blanks are compared as one blank.
""",
)
ORDER_TWIN = Kind(
    "M112",
    "order-twin",
    "order {order} is given to {file!r} and to {other!r}",
    "give each article its own number",
    """`order` says which part of the series an article is. Two articles cannot be the same part.
""",
)
SLUG_TWIN = Kind(
    "M113",
    "slug-twin",
    "this article and {other} would both stand at /articles/{slug}/",
    'give one of them a slug of its own: slug = "…" in its [[article]] table',
    """An article's address is made of its slug, across all series. Two articles with one slug would overwrite each other.
The slug comes from the title unless the manifest gives one.
""",
)
SERIES_TWIN = Kind(
    "M114",
    "series-twin",
    "this series and {other} would both stand at /series/{slug}/",
    'give one of them a slug of its own: slug = "…" at the top of its series.toml',
    """A series' address is made of its slug: the folder's name, unless the manifest gives one. It is part of what publishers subscribe to.
""",
)
ID_TWIN = Kind(
    "M115",
    "id-twin",
    "the id {id} belongs to {other} as well",
    "take the id out of the newer of the two articles",
    """The permanent id is what feed readers know an article by. Two articles with one id look like one article that keeps changing.
""",
)
FILE_NO_ARTICLE = Kind(
    "M116",
    "file-no-article",
    "{file!r} is neither an article (.txt, .md) nor the manifest",
    'move it out of the series, or say why it is there: [[ignore]] with pattern = "{file}" and reason = "…" in {manifest}',
    """Every file in a series folder is accounted for: it is an article, the manifest, or an exception that the manifest names with a reason.
So no article is left out because its name ends in `.text` or `.txt~`.
""",
)
FILE_IRREGULAR = Kind(
    "M117",
    "file-irregular",
    "{file!r} is {what}, not a regular file",
    "put the file itself there, or move this out of content or the theme",
    """What is published is what lies in the content folder and in the theme. A symbolic link can point to any file of the machine, and a pipe or a device may never end; none of them is opened.
""",
)
FILE_UNREADABLE = Kind(
    "M118",
    "file-unreadable",
    "{file!r} cannot be read: {reason}",
    "make the file readable for the account that builds the site; an article has at most 16 MiB",
    """An article that cannot be read would be missing from the site. It is never left out silently.
""",
)
FOLDER_WITHOUT_MANIFEST = Kind(
    "M119",
    "folder-without-manifest",
    "this folder {what}, and has no series.toml",
    "{advice}",
    """A folder of articles is a series and has a `series.toml`, which supplies what the texts lack. A folder below a series either has a manifest of its own or does not belong there.
A folder counts as one of articles when a `.txt` file in it has a line that starts with `Article Body:`; the `pages` folder never does. Other folders are left alone.
""",
)
NOTICE_MISSING = Kind(
    "M120",
    "notice-missing",
    "the article carries no copyright notice, and the manifest gives none",
    "add copyright_holder and copyright_years (or copyright_notice) to {manifest}",
    """No article leaves without its copyright notice. Where the text has none, the manifest supplies it, for the article or for the whole series:
`copyright_notice` is the line as it shall be printed; `copyright_holder` and `copyright_years` make a plain one.
""",
)
RESOURCE_LINK_UNKNOWN = Kind(
    "M121",
    "resource-link-unknown",
    "{what}, and none is known",
    "add resource_url to {table} in {manifest}",
    """The live hyperlink in the author's resource box is what republication pays for; an article without it is not published.
It comes from the article's entry in the manifest, its holder's entry, the defaults of the series or, where the manifest is silent, from a resource box in the text with exactly one address.
It is never guessed.
""",
)
AUTHOR_MISSING = Kind(
    "M122",
    "author-missing",
    "nobody is named as the author",
    "add author to {table} in {manifest}",
    """Every page of an article names its author and links to them. The name comes from the manifest or from the `Author` field of the text; it is never guessed.
Where the holder of the copyright is to stand as the author, say so in the holder's table.
""",
)
CATEGORY_MISSING = Kind(
    "M123",
    "category-missing",
    "the article has no category",
    "add category at the top of {manifest}, or to the article's own table",
    """Publishers subscribe to categories, and every article stands in one. It comes from the manifest or from the `Category` field of the text; it is never guessed.
""",
)
DATE_MISSING = Kind(
    "M124",
    "date-missing",
    "the article has no date",
    "add date to its [[article]] table, or date_start at the top of {manifest} (with date_step to spread the undated articles)",
    """Feeds and lists are ordered by date, and a file's own time stamp changes with every copy. So the date is written down: in the article's table, or for all undated articles with `date_start`.
""",
)
REASON_MISSING = Kind(
    "M125",
    "reason-missing",
    "{what}, and no reason is given",
    'add reason = "…"',
    """A withdrawn article is announced to the publishers who carry it, and they are told why. A file that is left out of a series deserves a word, too.
""",
)
STATUS_CONTRADICTED = Kind(
    "M126",
    "status-contradicted",
    "the article is withdrawn, and its status is {status!r}",
    'write status = "withdrawn", or take the withdrawn line out',
    """`withdrawn` takes an article back. It cannot stand beside another status of the same article.
""",
)
RESOURCE_TEXT_WITHOUT_LINK = Kind(
    "M127",
    "resource-text-without-link",
    "resource_text has no place for the link: neither {{link}} nor the words {anchor!r} occur in it exactly once",
    "put {{link}} where the link shall stand",
    """The resource box is one text with one link in it. The link stands where the text says `{link}`, or on the words of `resource_anchor` (the author's name where there is no anchor), which must then occur once.
""",
)
SLUG_UNUSABLE = Kind(
    "M128",
    "slug-unusable",
    "{value!r} gives no address{reason}",
    'give it a slug: slug = "…" with lower-case letters a to z, digits and single hyphens, at most 80',
    """Addresses are made of slugs: lower-case ASCII letters, digits and single hyphens, at most 80 of them. A title without a letter or digit gives none, and a slug in the manifest must already have that form, so that the address is exactly what is written there.
""",
)
ARTICLE_TWIN = Kind(
    "M129",
    "article-twin",
    "this article and {other} are the same file twice",
    "take one of them out",
    """Two files of the library are equal byte for byte. Publishers would get one article as two.
""",
)
WORD_COUNT_WRONG = Kind(
    "M130",
    "word-count-wrong",
    "the file declares {declared} words and has {counted}",
    'correct the Word Count field, or take word_count_policy = "error" out of {manifest}',
    """With `word_count_policy = "error"` a declared word count that is off by more than 2 % (and more than 3 words) stops the publication: the file may have been cut short.
""",
)
KEY_MISSING = Kind(
    "M131",
    "key-missing",
    "{table} has no {key}",
    "add it, as in: {example}",
    """Some tables say nothing without a certain key: a series has a title, and an `[[article]]` table names its file.
""",
)
NOTICE_UNREADABLE = Kind(
    "M132",
    "notice-unreadable",
    "copyright_notice is {value!r}, which does not read as a copyright notice",
    'write it as it shall be printed, as in: copyright_notice = "Copyright 2005-2006, Ada Byron. All rights reserved."',
    """A notice begins with Copyright, (c) or © and names a year. Its parts are read from it, because the holder decides which resource box belongs to the article.
""",
)
HOLDER_TWIN = Kind(
    "M133",
    "holder-twin",
    "the holder {holder!r} has a table already, on line {first}",
    "join the two [holder] tables",
    """Holders' names are compared without regard to case and blanks, so that two tables for one holder contradict each other.
""",
)
NAME_UNUSABLE = Kind(
    "M134",
    "name-unusable",
    "the name, shown here as {shown!r}, is not UTF-8 or contains characters that cannot be shown",
    "rename it",
    """Findings, lists and kits name files. A name with a line break, a change of writing direction or bytes that are no text cannot be named so that a person finds the file.
""",
)
FILE_UNLISTED = Kind(
    "M201",
    "file-unlisted",
    "{file!r} is in the folder but not listed",
    'add [[article]] with file = "{file}" to {manifest}, or take the file out',
    """Where a manifest lists articles, a file that it does not list may be a forgotten one. It is published with what the series and its holder say, after the listed ones.
A manifest without any `[[article]]` takes every article of the folder, by file name.
""",
    Severity.WARNING,
)
ORDER_GAP = Kind(
    "M202",
    "order-gap",
    "the order jumps from {before} to {after}",
    "number the articles without a gap; {after} becomes part {number} on the site",
    """Readers see "Part 3 of 5", counted without gaps. A gap in `order` usually means that a part is missing.
""",
    Severity.WARNING,
)
HOLDER_UNUSED = Kind(
    "M203",
    "holder-unused",
    "no article's notice names the holder {holder!r}{nearest}",
    "write the holder as it stands in the notice, or take the table out",
    """A holder's table applies to the articles whose governing copyright notice names that holder. One that applies to none is usually misspelt.
""",
    Severity.WARNING,
)
IGNORE_UNUSED = Kind(
    "M204",
    "ignore-unused",
    "no file of the folder matches {pattern!r}",
    "take the [[ignore]] table out",
    """An exception that no longer applies hides the next file that happens to match.
""",
    Severity.WARNING,
)
TAG_NOT_THERE = Kind(
    "M205",
    "tag-not-there",
    "{key} names {value!r}, which {file} does not have",
    "correct it or take it out",
    """`tags_drop` and the article's own `keyword_map` change tags that the text gives. One that matches nothing is usually misspelt.
""",
    Severity.WARNING,
)
NOTICE_UNUSED = Kind(
    "M206",
    "notice-unused",
    "the text has its own copyright notice, so the manifest's is not used",
    "take the copyright keys out of the article's table",
    """A notice in the text is kept verbatim and always stands. The manifest supplies one only where the text has none.
""",
    Severity.WARNING,
)
SERIES_EMPTY = Kind(
    "M207",
    "series-empty",
    "the series has no article",
    "add one with: imprint new",
    """A series without an article has a page with nothing on it.
""",
    Severity.WARNING,
)
ARTICLE_UNWRITTEN = Kind(
    "M208",
    "article-unwritten",
    "the body is still the placeholder, so the article is a draft",
    "write the article in place of the placeholder",
    """A new article starts with one placeholder sentence. As long as that is its whole body the article counts as a draft, whatever else is said of it, and is not published.
""",
    Severity.WARNING,
)
BOX_UNUSED = Kind(
    "M209",
    "box-unused",
    "these closing words are not published: the manifest's resource_text stands in their place",
    "take resource_text out of the manifest, and these words are the resource box; if they belong to the article, take out the line drawn above them",
    """What stands at the end of a text under a label such as "About the Author", or as one or two paragraphs with a link behind the last drawn line (`---`), is the text's own resource box. The manifest's `resource_text` goes before it, so these words leave by no surface. That is in order where the manifest says it better, and a loss where a section break was meant.
""",
    Severity.WARNING,
)

FAULTS = (
    MANIFEST_UNREADABLE,
    MANIFEST_NOT_TOML,
    KEY_UNKNOWN,
    VALUE_WRONG_TYPE,
    VALUE_NOT_ALLOWED,
    ADDRESS_UNUSABLE,
    DATE_IMPOSSIBLE,
    FILE_LISTED_TWICE,
    FILE_ABSENT,
    FILE_PIN_BROKEN,
    HEADING_NOT_IN_FILE,
    ORDER_TWIN,
    SLUG_TWIN,
    SERIES_TWIN,
    ID_TWIN,
    FILE_NO_ARTICLE,
    FILE_IRREGULAR,
    FILE_UNREADABLE,
    FOLDER_WITHOUT_MANIFEST,
    NOTICE_MISSING,
    RESOURCE_LINK_UNKNOWN,
    AUTHOR_MISSING,
    CATEGORY_MISSING,
    DATE_MISSING,
    REASON_MISSING,
    STATUS_CONTRADICTED,
    RESOURCE_TEXT_WITHOUT_LINK,
    SLUG_UNUSABLE,
    ARTICLE_TWIN,
    WORD_COUNT_WRONG,
    KEY_MISSING,
    NOTICE_UNREADABLE,
    HOLDER_TWIN,
    NAME_UNUSABLE,
    FILE_UNLISTED,
    ORDER_GAP,
    HOLDER_UNUSED,
    IGNORE_UNUSED,
    TAG_NOT_THERE,
    NOTICE_UNUSED,
    SERIES_EMPTY,
    ARTICLE_UNWRITTEN,
    BOX_UNUSED,
)
