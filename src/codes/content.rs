//! Codes of files and of the Markdown in them.

use super::codes;

codes! { CONTENT:
    NOT_UTF8 = Error "not-utf8", "a file is not UTF-8 text",
"Texts are UTF-8, so that every language can be written and nobody has to guess. In most editors: `Save as`, then choose
the encoding UTF-8. A byte order mark is accepted and counts as nothing.";

    NUL_BYTE = Error "nul-byte", "a text holds a NUL byte",
"A NUL byte in a text is a sign that the file is damaged, or no text at all: perhaps a document of a word processor. Save
it as plain text.";

    UNFINISHED_MERGE = Error "unfinished-merge", "a text contains both sides of a merge",
"Two changes met at one passage, and git wrote both versions into the file, between lines that begin with `<<<<<<<` and
`>>>>>>>`. Somebody committed the file before choosing one.

    <<<<<<< HEAD
    ProdOps connects what we build with how we work.
    =======
    ProdOps connects the product with the work.
    >>>>>>> better-wording

Keep the words that are right, from one version or from both, and delete the rest with all of these lines. Nothing else is said
about such a file until then. To show such lines in a text about git, indent them by four spaces.";

    INVISIBLE_CHARACTER = Error "invisible-character", "a character stands in a text that nobody can see",
"A character that nobody can see changes a text without a reader noticing: it can hide words from a search, break a word in
two, or turn the order of letters round. It usually comes with text that was copied from a web page or a chat. Delete the
letters around the place that is named and type them again. Where a script needs such characters they are welcome: the
joiners of Persian and Hindi, the direction marks of Arabic and Hebrew, the parts of an emoji.";

    UNKNOWN_CHARACTER = Warning "unknown-character", "a character stands in a text that means nothing by itself",
"Some numbers of Unicode are for private use: the sign of a company, an icon of one font. Others have no meaning yet. What a
reader sees there depends on the fonts of the machine: some sign, another one, or an empty box, and a voice reads nothing.
Write in words what is meant, or show it in a picture. If the theme brings a font that draws it, leave it: this is a warning.";

    NOT_WRITTEN_YET = Hint "not-written-yet", "a sentence of a new file stands where somebody should write",
"`variorum new` and the links on the site begin a file with sentences such as `What it is for, in one sentence.` They say what
belongs there. One of them still stands in this file, and readers would see it. Write in its place what you want to say, or take
the line out.";

    LOOK_ALIKE = Warning "look-alike", "a letter of another script stands in a word",
"A word is written in one script but for a letter that only looks like one of it, such as a Cyrillic `а` among Latin
letters. Searches do not find such a word, and a reader takes it for another. Type the letter again. If the mixture is
meant, leave it: this is a warning. A foreign word with an ending of the own language, such as `SMMщик`, is none.";

    NOT_A_REGULAR_FILE = Error "not-a-regular-file", "a link, a pipe or a device lies where a file should",
"Only regular files and folders are read. Links are never followed, because a link could lead out of the knowledge base
and publish what was never meant for it.";

    UNREADABLE_FILE = Error "unreadable-file", "a file or a folder cannot be read",
"The system does not let variorum read a file or look into a folder, and the message says in the system's own words why. If it
says `Permission denied`, the file belongs to somebody else or is closed to everybody:

    chmod u+rwX content/practices content/practices/onboarding.md

opens both to you if they are yours. Everything else was read and checked, so the rest of the report is complete; but what
the file holds is not known, and names in it may be reported as missing elsewhere.";

    FILE_TOO_LARGE = Error "file-too-large", "a file is larger than it may be",
"A document may have 1 MiB, `variorum.toml` 64 KiB, a picture or a file of a theme 20 MiB. The limits keep builds quick and
machines safe.";

    MISPLACED_FILE = Error "misplaced-file", "a file lies where nothing is known of it",
"What a file is follows from its path:

    content/definitions/<name>/definition.md    the term itself
    content/definitions/<name>/<number>.md      one iteration of it: 1.md, 2.md and so on
    content/definitions/<name>/seals.toml       its seals, written by `variorum seal` and never by hand
    content/practices/<name>.md                 a practice
    content/contributions/<yyyy-mm-dd>-<name>.md
    content/influences/<name>.md                an elder definition one learns from
    content/people/<name>.md                    somebody who contributed
    content/pages/<name>.md                     anything else

Pictures (`.png`, `.jpg`, `.gif`, `.webp`, `.avif`) may lie in any of these folders.

Files and folders that editors and systems make for themselves are left alone, with all that is in them: names that begin with a
dot or end in `~`, `#a.md#`, `~$a.md`, `4913`, endings such as `.swp`, `.tmp`, `.bak`, `.orig` and `.crdownload`, `Thumbs.db`, `desktop.ini`,
`Icon`, `__MACOSX` and the like.";

    BAD_NAME = Error "bad-name", "a name is not made of small letters, digits and hyphens",
"Names become addresses, and addresses stay for ever. They are made of the letters a to z, digits, and single hyphens
between words: `customer-onboarding`, `prodops`. One iteration of a definition is named with its number behind an `@`:
`prodops@4`. Names are never guessed from titles.

A picture, and what a theme publishes from its folder `static`, may also have capital letters, dots and underscores in its
name, and begins with a letter or a digit: `First_map.png`.

Some names cannot be had on Windows, so whoever works there could not even fetch the files: `con`, `prn`, `aux`, `nul`,
`com1` and `lpt1` with the other digits, each with any ending, and names that end in a dot or a space.";

    NAME_COLLISION = Error "name-collision", "two files have one name or one address",
"Some systems do not tell capital letters from small ones, or an accented letter from a letter with an accent behind it. Two
files or folders whose names differ only in that would overwrite each other there. Rename one. A file of a theme replaces
one of the default theme only if it has exactly its name.

On the site, too, no two files can have one address, and no file can have the address of a folder. Pictures are published under their
own names, beside the pages that variorum makes:

    content/pages/about.md             published as pages/about.html
    content/pages/about.html/map.png   needs a folder pages/about.html: rename the folder

In the folder of a definition variorum makes `1.html`, `compare-1-2.html`, `feed.xml`, `card-1.png` and so on, with the number of every
iteration that there may be one day. `docs/names.md` tells more.";

    RAW_HTML = Error "raw-html", "HTML stands in a text",
"Contributed text never becomes code: HTML of any kind is shown as it was typed, and reported. Nearly everything can be
written in Markdown:

    <b>strong</b>                     **strong**
    <i>stressed</i>                   *stressed*
    <a href=\"https://...\">words</a>   [words](https://...)
    <br>                              two spaces or a backslash at the end of the line
    <!-- a remark -->                 say it in the pull request

To show the sign itself, write `\\<`, or put the words between backticks.";

    UNSHOWN_WORDS = Warning "unshown-words", "some words of a text are on no page",
"Markdown leaves some words out without saying so, on the site and on forges alike:

    | who | what |
    |---|---|
    | the team | decides | unless the board objects |   a cell beyond the columns of the header
    [rule]: rules.md                                    a label that no link uses, or that is defined above already
    [^1]: A second footnote with the label 1.

Write them where readers see them, or delete them. Until then a comparison of two texts mentions these words when they change.";

    FOREIGN_MARKUP = Hint "foreign-markup", "something is written as another program reads it",
"Many programs read more into a text than Markdown: pandoc, Hugo, Docusaurus, Obsidian, MyST, MediaWiki. Here, and mostly on the forge
as well, readers see it as it was typed. The message says whose it is and what to write instead:

    ::: note                      > [!NOTE]
    Look.                         > Look.
    :::

    [words]{.class}               **words**
    ^[the note]                   [^1], and `[^1]: the note` in a paragraph of its own
    ![[picture.png]]              ![what it shows](picture.png)
    == Heading ==                 ## Heading

To show what was typed, put it between backticks. `docs/markdown.md` of this program has the whole list.";

    UNSAFE_LINK = Error "unsafe-link", "a link leads to an address that is not allowed",
"Links lead to `https:`, `http:` and `mailto:` addresses, or to a file of the knowledge base. Others, such as `javascript:`
or `data:`, can run code in a reader's browser. A `mailto:` address may bring a subject with it and nothing else: with `bcc`
or `body` a link writes to people, and in words, of which the reader who sends the mail knows nothing.";

    NESTED_LINK = Error "nested-link", "a link stands among the words of another link",
"A reader can follow only one link at one place, so the words of a link hold no other one, no address between `<` and `>`,
and no mark of a footnote. End the one before the other begins.

    [the site <https://example.org/a>](https://example.org/b)     wrong
    [the site](https://example.org/b), <https://example.org/a>    right
    [the site[^1]](https://example.org/b)                         wrong
    [the site](https://example.org/b)[^1]                         right";

    NOT_A_PICTURE = Error "not-a-picture", "a page is shown as a picture",
"`![words](file)` shows a picture, and `[words](file)` links to a page. The exclamation mark in front makes the difference.";

    OUTSIDE_IMAGE = Error "outside-image", "a picture would be loaded from elsewhere",
"A picture from another host tells that host who reads the page, and can change behind your back. Put the picture beside
the text and name it: `![what it shows](picture.png)`.";

    NESTING_TOO_DEEP = Error "nesting-too-deep", "quotations, lists or emphasis nest too deep",
"Nothing that a person reads nests deeper than a few levels. 100 quotations, lists and footnotes may stand inside one another,
and inside a paragraph 100 stresses and links. Past that the text is refused, because some such texts take minutes to parse.";

    UNREADABLE_MARKDOWN = Error "unreadable-markdown", "the Markdown parser failed",
"The parser failed on this text. That is a fault of variorum and not yours: please report it with the text. Changing the
text around unusual brackets or backslashes often helps meanwhile.";

    BROKEN_LINK = Error "broken-link", "a link or a picture leads to a file that is not there",
"Links between texts are ordinary relative links to the Markdown file, so that they work on the forge as well; the site
turns them into its own addresses.

    [onboarding](customer-onboarding.md)               in the same folder
    [onboarding](../practices/customer-onboarding.md)  in another one

Definitions and iterations may also be named: `[[prodops]]`, `[[prodops@4]]`.";

    BROKEN_ANCHOR = Error "broken-anchor", "a link names a heading that is not there",
"The part behind `#` is a heading of the text that the link leads to: in small letters, with hyphens for spaces and without
punctuation, as forges write it. `## What goes wrong?` is `#what-goes-wrong`.";
}
