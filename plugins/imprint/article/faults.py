"""The ways in which an article's file can be wrong: the catalogue of codes A101 to A299.

Errors have codes from A101, warnings from A201; :data:`FAULTS` lists all of them in order of code. A
file with an error is not published; a warning is told to the editor and stops nothing.
"""

from __future__ import annotations

from imprint.findings import Kind, Severity

__all__ = [
    "ADDRESS_NOT_ABSOLUTE",
    "BIDI_CONTROL",
    "CHARACTERS_REMOVED",
    "COPYRIGHT_NO_HOLDER",
    "COPYRIGHT_YEARS_UNREADABLE",
    "DUPLICATE_FIELD",
    "EMPTY_BODY",
    "EMPTY_FIELD",
    "EMPTY_TITLE",
    "ENCODING_UNKNOWN",
    "ENCODING_WRONG",
    "FAULTS",
    "HTML_DROPPED",
    "KEYWORD_COLLISION",
    "KEYWORD_DUPLICATE",
    "MARKDOWN_AS_TEXT",
    "MARKUP_TOO_COMPLEX",
    "METADATA_UNKNOWN",
    "MISSING_BODY",
    "MISSING_FIELD",
    "MISSING_TITLE",
    "MOJIBAKE_REPAIRED",
    "MULTIPLE_ARTICLES",
    "NOT_TEXT",
    "NO_LABELS",
    "REPEATED_TITLE",
    "SUMMARY_TRUNCATED",
    "TEXT_BEFORE_FIELDS",
    "TEXT_TOO_LARGE",
    "UNKNOWN_LABEL",
    "WORD_COUNT_MISMATCH",
    "WORD_COUNT_UNREADABLE",
]

NOT_TEXT = Kind(
    "A101",
    "not-text",
    "the file is no text: {reason}",
    "save the article as plain text, best in UTF-8",
    """An article is a plain text file. A file that holds a NUL character is a word processor's document, a picture, a zip archive or a text in UTF-16.
Read as text it would put rubbish under an author's name, so it is refused whole.
Open it in the program that made it and save it as plain text in UTF-8. For a text in another encoding name that encoding in the manifest (`encoding = "utf-16"`).
""",
)
TEXT_TOO_LARGE = Kind(
    "A102",
    "text-too-large",
    "the file has {size:,} bytes; an article has at most {limit:,}",
    "split it into several articles, or take it out of the series folder",
    """An article of this format has a few thousand characters. A file above the limit is something else: a log, a book, an archive.
The limit also keeps a hostile file from using up the memory of the machine that builds the site.
""",
)
ENCODING_UNKNOWN = Kind(
    "A103",
    "encoding-unknown",
    "{encoding!r} is no known text encoding",
    'write it as in: encoding = "windows-1252", or take the key out',
    """The manifest names the encoding of the file, and no encoding has that name. Common names are `utf-8`, `windows-1252`, `iso-8859-1` and `utf-16`.
Without the key the reader takes UTF-8 where the bytes are valid UTF-8, and windows-1252 otherwise.
""",
)
ENCODING_WRONG = Kind(
    "A104",
    "encoding-wrong",
    "the file is not in {encoding}: byte {byte} at position {position} does not fit",
    "correct the encoding in the manifest, or take the key out",
    """The manifest names an encoding, and the file holds a byte sequence that does not exist in it. Reading on would lose or change characters, so the file is refused.
""",
)
NO_LABELS = Kind(
    "A105",
    "no-recognised-labels",
    'the file has none of the labels of the format, such as "Title:" and "Article Body:"',
    'begin with a line "Title:" and put a line "Article Body:" before the text, or take the file out of the series folder',
    """An article's file says with labels what is what: `Title:`, `Summary:`, `Keywords:`, `Article Body:` and a few more, each at the start of a line.
A file without any of them may be a note, a licence or an article in another format. Nothing is guessed.
""",
)
MISSING_TITLE = Kind(
    "A106",
    "missing-title",
    'there is no "Title:" above the text',
    'add a line "Title:" with the title',
    """Every article needs a title: pages, feeds, kits and addresses are made from it. A title is never guessed from the text.
""",
)
EMPTY_TITLE = Kind(
    "A107",
    "empty-title",
    '"Title:" has no title',
    "write the title beside the label",
    """The label is there and nothing stands beside or below it before the next label. A title is never guessed from the text.
""",
)
MISSING_BODY = Kind(
    "A108",
    "missing-body",
    'there is no "Article Body:" line, so it is not clear where the article starts',
    'add a line "Article Body:" above the first line of the article',
    """What stands above the line `Article Body:` is about the article, what stands below it is the article. Without the line the text would be taken for part of the field above it.
""",
)
EMPTY_BODY = Kind(
    "A109",
    "empty-body",
    "there is no text below the fields",
    "write the article there",
    """The body holds no paragraph, heading or list: it is blank, or consists of a copyright notice, a resource box or drawn rules alone.
""",
)
MULTIPLE_ARTICLES = Kind(
    "A110",
    "multiple-articles",
    'a second "Title:" stands inside the text; the file holds more than one article',
    "put each article into a file of its own",
    """After `Article Body:` the line starts another article. Published as one, the second article would appear under the first one's title, and its own notice and resource box could belong to somebody else.
If the line is meant as text, write it so that it does not stand alone with its colon.
""",
)
DUPLICATE_FIELD = Kind(
    "A111",
    "duplicate-field",
    '"{label}:" stands here a second time; the first is on line {first}',
    "keep one of the two",
    """Each label may stand once. Of two titles, summaries or notices one is wrong, and only the author knows which.
""",
)
MARKUP_TOO_COMPLEX = Kind(
    "A112",
    "markup-too-complex",
    "the text has {found:,} {what}; at most {limit:,} are read",
    "simplify the markup, or split the article",
    """Markup that is nested very deeply, or consists of thousands of brackets, takes the Markdown reader minutes or hours. No article needs it. It is refused by counting, before it is read.
""",
)
KEYWORD_COLLISION = Kind(
    "A201",
    "keyword-collision",
    "{keywords} keywords make {tags} tags: {collisions}",
    "nothing to do if the tags are right; a map of keywords in the manifest can say otherwise",
    """Keywords that differ only in hyphens, blanks or capitals have the same address, so they share one tag page. The form shown is the one that the site uses already, else the one most used in the text, else the first.
All written forms stay in the metadata. Singular and plural are never merged.
""",
    Severity.WARNING,
)
KEYWORD_DUPLICATE = Kind(
    "A202",
    "keyword-duplicate",
    '"{again}" repeats "{keyword}"',
    "take one of the two out",
    """The keyword is listed twice, perhaps with other capitals. It is kept once, in the form written first.
""",
    Severity.WARNING,
)
EMPTY_FIELD = Kind(
    "A203",
    "empty-field",
    '"{label}:" is there, but empty',
    "write a value beside the label, or take the label out",
    """The label stands in the file and nothing beside or below it. The article is read as if the label were not there.
""",
    Severity.WARNING,
)
MISSING_FIELD = Kind(
    "A204",
    "missing-field",
    'there is no "{label}:"',
    'add a line "{label}:" above the text',
    """The format's template has `Title:`, `Word Count:`, `Summary:` and `Keywords:`. An article without a summary has a poor entry in feeds, and one without keywords has no tags.
""",
    Severity.WARNING,
)
SUMMARY_TRUNCATED = Kind(
    "A205",
    "summary-truncated",
    'the summary ends in "{ending}" and repeats the start of the body',
    "write a summary of one or two sentences",
    """Programs that export articles cut the first few hundred characters off the body and call them the summary. Such a summary stops within a sentence and tells a reader what the article tells again.
""",
    Severity.WARNING,
)
REPEATED_TITLE = Kind(
    "A206",
    "repeated-title",
    "the body begins with the title",
    "take the line out; the title stands above the article on every page",
    """The first line of the body repeats the title. It is left out of the article, so that the title is not shown twice.
""",
    Severity.WARNING,
)
MOJIBAKE_REPAIRED = Kind(
    "A207",
    "mojibake-repaired",
    "characters that had been decoded wrongly were repaired: {count}, the first of them {found!r}, now {repaired!r}",
    "compare the result, and save the file in UTF-8",
    """A text in UTF-8 had been read as windows-1252 and saved again, which turns `’` into `â€™`. Only sequences that decode without a rest are put right; everything else is left as it is.
""",
    Severity.WARNING,
)
HTML_DROPPED = Kind(
    "A208",
    "html-dropped",
    "<{tag}> is not taken over: {reason}",
    "take it out of the text",
    """Articles go into other people's pages and feeds. Scripts, style sheets, embedded objects and forms do not belong there, so they are left out, with what is in them. A link that is no web or mail address keeps its words and loses its address.
""",
    Severity.WARNING,
)
WORD_COUNT_MISMATCH = Kind(
    "A209",
    "word-count-mismatch",
    "the declared word count is {declared:,}; by the same rule the body has {counted:,}",
    "correct the number, or see whether a part of the article is missing",
    """The number in `Word Count:` is held against the body, counted as the format's own programs do: every run of the letters A to Z, apostrophes and hyphens, in everything after `Article Body:`, tags and notices included.
A difference of more than 2 % (and more than 3 words) often means that a part of the text has been lost.
""",
    Severity.WARNING,
)
WORD_COUNT_UNREADABLE = Kind(
    "A210",
    "word-count-unreadable",
    "{value!r} is no word count",
    "write a number in digits",
    """The value of `Word Count:` is not one number in digits, so it cannot be held against the body.
""",
    Severity.WARNING,
)
COPYRIGHT_YEARS_UNREADABLE = Kind(
    "A211",
    "copyright-years-unreadable",
    "the years of the notice cannot be read safely: {years!r}",
    "write the years in digits, the earlier one first",
    """The years of a copyright notice are read only where there is one way to read them: digits, or a Roman numeral in its standard form, and in a range the earlier year first. Otherwise they count as unknown. The notice is kept word for word all the same.
""",
    Severity.WARNING,
)
COPYRIGHT_NO_HOLDER = Kind(
    "A212",
    "copyright-no-holder",
    "the notice names nobody",
    "name the holder of the rights after the year",
    """A notice without a name does not say whom to ask. It is kept word for word, and the manifest can name the holder.
""",
    Severity.WARNING,
)
UNKNOWN_LABEL = Kind(
    "A213",
    "unknown-label",
    '"{label}:" is no label of the format; the line is kept as text of "{field}:"',
    "correct the label, or move the line into the body",
    """Above `Article Body:` a line looks like a label, but the format has none of that name. It stays part of the field above it and is not lost, but it may not be where its author meant it.
""",
    Severity.WARNING,
)
CHARACTERS_REMOVED = Kind(
    "A214",
    "characters-removed",
    "characters that no text may hold were removed: {count}, the first of them {character}",
    "take them out of the file",
    """Control characters and non-characters may stand in no XML file, so a feed that holds one cannot be read at all. They are nearly always left over from another program.
""",
    Severity.WARNING,
)
BIDI_CONTROL = Kind(
    "A215",
    "bidi-control",
    "the character {character} changes the direction of the text that follows",
    "take it out unless the text needs it",
    """Characters that override the direction of writing can make a reader see other words than the ones that a search or a comparison finds, in a notice or an address as well. They are kept, since some languages need them, and told.
""",
    Severity.WARNING,
)
TEXT_BEFORE_FIELDS = Kind(
    "A216",
    "text-before-fields",
    "text before the first label is not taken over: {text!r}",
    "move the text into the body, or take it out",
    """What stands above the first label belongs to no field. It is not published.
""",
    Severity.WARNING,
)
METADATA_UNKNOWN = Kind(
    "A217",
    "metadata-unknown",
    "{key!r} is no key of a Markdown article",
    "correct the key or take the line out; date, slug, status and the like stand in series.toml",
    """The lines at the top of a Markdown article say what the labels of the text format say: `Title`, `Summary`, `Keywords` or `Tags`, `Author`, `Category`, `Copyright`, `Resource Box` and a few more.
A line with another key is not used. What the site decides about an article, such as its date, address and status, is in the manifest of its series.
""",
    Severity.WARNING,
)
ADDRESS_NOT_ABSOLUTE = Kind(
    "A218",
    "address-not-absolute",
    "this {what} is left out and only its words stay: its address is no absolute web or mail address",
    "write the whole address, with https:// and the host",
    """Articles go into other people's pages and feeds, and there a path such as `images/leaf.png` or `/about/` leads nowhere. A link or a picture keeps its words and loses such an address. A picture of your own lies in `content/images/`, which is copied as it is, and its whole address is that of the site and `/images/` with its name.
""",
    Severity.WARNING,
)
MARKDOWN_AS_TEXT = Kind(
    "A219",
    "markdown-as-text",
    "{found} is printed as it stands: this Markdown has no {what}",
    "write it in another way, or take the signs out",
    """Markdown has many dialects. What all of them read alike is read, with tables and fenced code; docs/writing.md lists it. Notes would be links within the page, which break in other people's pages; struck words and names for headings mean nothing in plain text. Signs that another dialect reads stay in the text, on every surface.
""",
    Severity.WARNING,
)

FAULTS = (
    NOT_TEXT,
    TEXT_TOO_LARGE,
    ENCODING_UNKNOWN,
    ENCODING_WRONG,
    NO_LABELS,
    MISSING_TITLE,
    EMPTY_TITLE,
    MISSING_BODY,
    EMPTY_BODY,
    MULTIPLE_ARTICLES,
    DUPLICATE_FIELD,
    MARKUP_TOO_COMPLEX,
    KEYWORD_COLLISION,
    KEYWORD_DUPLICATE,
    EMPTY_FIELD,
    MISSING_FIELD,
    SUMMARY_TRUNCATED,
    REPEATED_TITLE,
    MOJIBAKE_REPAIRED,
    HTML_DROPPED,
    WORD_COUNT_MISMATCH,
    WORD_COUNT_UNREADABLE,
    COPYRIGHT_YEARS_UNREADABLE,
    COPYRIGHT_NO_HOLDER,
    UNKNOWN_LABEL,
    CHARACTERS_REMOVED,
    BIDI_CONTROL,
    TEXT_BEFORE_FIELDS,
    METADATA_UNKNOWN,
    ADDRESS_NOT_ABSOLUTE,
    MARKDOWN_AS_TEXT,
)
