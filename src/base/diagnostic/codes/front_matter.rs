//! Codes of the front matter and the configuration.

use super::family::codes;

codes! { FRONT_MATTER:
    NO_FRONT_MATTER = Error "no-front-matter", "a file does not begin with front matter",
"Every content file begins with a few lines between two lines of `+++`. They say what the file is; the text comes below.

    +++
    title = \"Customer onboarding\"
    summary = \"From the signature to the first result.\"
    date = 2020-12-08
    +++

    The text begins here.

The very first line of the file must be `+++`, without anything before it.";

    YAML_FRONT_MATTER = Error "yaml-front-matter", "front matter is written as YAML between `---` lines",
"Many tools write front matter as YAML between `---` lines. Here it is TOML between `+++` lines: `=` instead of `:`, and
texts between quotes. The message shows the same front matter as TOML, ready to paste. Please look it over: what was
neither a date, a number nor true or false became a text. Anchors, aliases and tags of YAML have no counterpart, so then
there is nothing to paste.";

    UNCLOSED_FRONT_MATTER = Error "unclosed-front-matter", "front matter has no second `+++` line",
"The front matter ends with a line `+++` of its own. Without it nobody can tell where the text begins.

    +++
    date = 2020-12-08
    +++        <- this line is missing

    The text.";

    FRONT_MATTER_TOO_LONG = Error "front-matter-too-long", "front matter is longer than 64 KiB",
"Front matter holds a few short lines. More than 65,536 bytes of it are refused before they are read. Long texts belong
below the second `+++`.";

    TOML_SYNTAX = Error "toml-syntax", "a line is not TOML",
"Each line of the front matter is `key = value`:

    title = \"A text stands between straight quotes\"
    date = 2020-12-08
    tags = [\"a-list\", \"of-texts\"]
    explicit = true

A quote inside a text needs a backslash before it (`\\\"`), or single quotes around the whole text. Curly quotes are welcome
inside a text, but cannot stand around it.";

    UNKNOWN_KEY = Error "unknown-key", "a key means nothing here",
"Only known keys may stand in front matter, because a mistyped key would otherwise be ignored in silence.

    athors = [\"a-person\"]     wrong
    authors = [\"a-person\"]    right

If the key stands below a `[[table]]`, it belongs to that table: move it above.";

    MISSING_KEY = Error "missing-key", "something that must be said is missing",
"Some keys must be there: a date for an iteration, a title for a practice, a quotation with its source and the day it was
seen for evidence, a reason for what was declined. The message says which one and shows a line to write.";

    EMPTY_VALUE = Error "empty-value", "a text between quotes is empty",
"A key with nothing behind it says nothing: write something between the quotes, or take the line out.";

    WRONG_TYPE = Error "wrong-type", "a value has the wrong form",
"Texts stand between quotes; dates, numbers, `true` and `false` do not; lists stand between square brackets.

    date = \"8 December 2020\"    wrong
    date = 2020-12-08           right

    authors = \"a-person\"        wrong
    authors = [\"a-person\"]      right";

    UNKNOWN_CHOICE = Error "unknown-choice", "a word is none of those that are possible",
"Some keys take one of a few words. `status` of an iteration: `published`, `proposed`, `tba`, `withdrawn`, `declined`. `status` of a
contribution: `open`, `accepted`, `declined`, `done`. `kind` of a contribution: `comment`, `proposal`, `example`,
`endorsement`, `dissent`, `evidence`, `rival`, `event`, `action`.";

    TITLE_TOO_LONG = Error "title-too-long", "a title has more than 200 characters",
"Titles stand in lists, in menus and in the tab of a browser. Keep them to a line; the rest belongs into the text.";

    TITLE_NOT_ONE_LINE = Error "title-not-one-line", "a title or a name contains a line break or a tab",
"Titles, terms, and names of people and of the site are in lists, in the tab of a browser, in feeds and citations, where a line break
ends something else. Write them on one line, between one quote on each side.";

    LISTED_TWICE = Warning "listed-twice", "the same thing is in a list twice",
"An author, a tag, a related definition, a contribution or a page of the menu is named once. The same goes for a criterion that is met by the
same phrase: a second phrase shows that the text meets it in another place as well.";

    RELATED_TO_ITSELF = Warning "related-to-itself", "a definition is related to itself",
"`related` names other definitions, which readers may want to compare. A definition that names itself there would link to its own page.";

    BAD_ADDRESS = Error "bad-address", "an address is not a whole `http` or `https` address",
"Write the whole address, beginning with `https://`. Addresses with other schemes, with spaces or with control characters
are refused.";

    BAD_LANGUAGE = Error "bad-language", "a language is not written as a language tag",
"`language` in `variorum.toml` is a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`. Browsers choose hyphens, quotes and the
voice of screen readers by it, and the site speaks that language itself if it knows it; `docs/words.md` tells which.";
}
