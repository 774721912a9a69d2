//! Codes of files and of the Markdown in them.

use super::family::codes;

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

    MERGE_MARKER = Hint "merge-marker", "a line may be left over from a merge",
"A line of seven `=` by itself is what git writes between two versions of a passage, and readers see it as text. Somebody may have deleted the
other lines that git wrote. Delete it, and look whether the passage is there twice.

A heading may have such a line directly below its words, and a line of hyphens, `---`, divides a text.";

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

    PILED_MARKS = Warning "piled-marks", "more combining marks are on a letter than any script has",
"Marks such as accents are written on the letter before them. A heap of them covers the lines above and below, and nobody can read or
search the word. On one letter, four marks above, below or across it are accepted, no mark more than twice in a row, and ten marks in
all: Vietnamese, Hebrew with vowels and accents, Arabic, Tibetan and phonetic transcriptions need fewer.";

    STYLED_LETTERS = Warning "styled-letters", "a word is written in mathematical, full-width or circled letters",
"Unicode has letters for formulas, such as `𝐏`, and others that are circled, raised, or as wide as Chinese characters. In words they only
change the look: searches do not find such a word, and screen readers spell it out or skip it. Type ordinary letters, and emphasise
the word with `*` or `**`. Single letters of formulas, `x²`, `1ˢᵗ`, `№`, and full-width letters among Chinese, Japanese or Korean ones are welcome.";

    NOT_A_REGULAR_FILE = Error "not-a-regular-file", "a link, a pipe or a device lies where a file should",
"Only regular files and folders are read. Links are never followed, because a link could lead out of the knowledge base
and publish what was never meant for it.";

    UNREADABLE_FILE = Error "unreadable-file", "a file or a folder cannot be read",
"The system does not let variorum read a file or look into a folder, and the message says in the system's own words why. If it
says `Permission denied`, the file belongs to somebody else or is closed to everybody:

    chmod u+rwX content/practices content/practices/onboarding.md

opens both to you if they are yours. Everything else was read and checked, so the rest of the report is complete; but what
the file holds is not known, and names in it may be reported as missing elsewhere.";

    EMPTY_PICTURE = Error "empty-picture", "a picture is empty",
"The file of a picture has no byte in it, so readers would see a gap or a broken picture. It usually comes from a copy or an upload that
failed. Save the picture again, or remove the file and the places that show it.";

    CUT_OFF_PICTURE = Warning "cut-off-picture", "a picture ends too early",
"The file begins like a picture and ends before the picture does, as after a download or an upload that was interrupted. Readers may see
a part of it, or nothing. Copy or export the picture again.";

    PICTURE_MISMATCH = Error "picture-mismatch", "a file is not what its name says",
"The name of a picture says what is in it, and browsers and programs rely on that. This file is something else: another kind of picture,
which another suffix fits; a web page that was saved instead of the picture; or a file of a kind that browsers do not show. SVG is not
allowed among the texts, because it is code: export it as PNG.";

    PICTURE_LOCATION = Warning "picture-location", "a picture contains the place where it was taken",
"Telephones and cameras write into a photo where it was taken (in Exif and XMP). Nobody sees it in the picture, and anyone who downloads it
can look it up: it may be somebody's home. `variorum check --fix` removes it from JPEG, PNG and WebP; the picture itself, its colours,
which side is up, its description and whose it is stay as they are, and what else the camera wrote goes with the place. From other
pictures, remove it in a program for photos, or export them without it.

What was published or committed once stays in the history of git, where others may have a copy of it already.";

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

    UNDEFINED_LABEL = Warning "undefined-label", "a link uses a label that nothing defines",
"`[words][label]` is a link if a line `[label]: address` is in the same text. Without that line readers see the brackets.

    See [the rule][rul].

    [rule]: rules.md

Correct the label, add the line, or write the address after the words: `[the rule](rules.md)`.";

    NOT_A_LINK = Warning "not-a-link", "brackets that look like a link are not one",
"A link is written in one piece, the words in square brackets and the address in round ones. Otherwise readers see the brackets.

    (the rule)[rules.md]      wrong
    [the rule] (rules.md)     wrong
    [the rule](our rules.md)  wrong
    [the rule](rules.md)      right
    [the rule](<our rules.md>)  right";

    UNDEFINED_FOOTNOTE = Warning "undefined-footnote", "a mark refers to a footnote that does not exist",
"`[^1]` becomes the mark of a footnote if a line `[^1]: ...` is in the same text. Otherwise readers see the brackets.

    ProdOps is older than its name.[^1]

    [^1]: The first talk about it was given in 2018.

To show such characters, write `\\[^1]`.";

    UNUSED_FOOTNOTE = Hint "unused-footnote", "nothing in a text refers to one of its footnotes",
"The footnote is shown below the text, but no number in the text leads to it. Write its mark, such as `[^1]`, after the words that it
belongs to, or make it a paragraph.";

    NOT_EMPHASIS = Hint "not-emphasis", "markers that look like emphasis are not",
"Readers see the `*`, `_` or `~` as they were typed. There are three usual reasons.

Punctuation inside the markers, and a letter directly outside of them. Then Markdown cannot tell where the emphasis begins or ends. Chinese and
Japanese texts meet this often, because they have no spaces between words.

    **Note:**the team decides     wrong
    **Note:** the team decides    right
    **Note**: the team decides    right
    **「重要」**です              wrong
    「**重要**」です              right

A blank inside the markers: write `**so**`, not `** so **`. And a marker without its partner in the same paragraph: write it on both sides,
or a backslash before each character of it to show it.";

    NOT_A_HEADING = Warning "not-a-heading", "a line that looks like a heading is not one",
"A heading is `#` up to six times, then a space, then its words. Without the space readers see the `#`.

    ##What goes wrong     wrong
    ## What goes wrong    right";

    NOT_A_TABLE = Warning "not-a-table", "lines that look like a table are not one",
"A table needs a line of hyphens below its first line, with as many cells. Otherwise readers see the bars.

    | who | what |
    |---|---|
    | the team | decides |";

    UNCLOSED_CODE = Warning "unclosed-code", "a block of code does not end",
"A block of code begins and ends with a line of three backticks. Without the second one, all of the text below is code.";

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
