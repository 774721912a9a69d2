//! Codes of what must hold between files, and of themes.

use super::family::codes;

codes! { STRUCTURE:
    UNKNOWN_REFERENCE = Error "unknown-reference", "something is named that is not there",
"Authors, definitions, iterations, criteria, influences, contributions and pages are named by the name of their file (a
criterion by its `id`). The message lists the names nearest to the one that was written, and where to add a new one.";

    NO_DEFINITION = Error "no-definition", "there is no definition",
"A knowledge base defines at least one term, in `content/definitions/<name>/definition.md`, with its iterations beside it.
`variorum new definition \"Your Term\"` writes both.";

    NO_ITERATION = Error "no-iteration", "a definition has no iteration",
"A definition without a text cannot be read. Write its first iteration as `1.md` beside `definition.md`; if it is only
announced, with `status = \"tba\"` and a `note`.";

    ITERATION_GAP = Error "iteration-gap", "an iteration's number is missing",
"Iterations are numbered 1, 2, 3 without a gap. A number never changes and is never used again, because people cite it. If
an iteration was announced and never written, it stands there with `status = \"tba\"` and says so.";

    DATES_BACKWARDS = Error "dates-backwards", "an iteration is older than the one before it",
"The dates of iterations do not run backwards: a higher number was published later, or on the same day. One of the two
dates is wrong.";

    NEVER_IN_EFFECT = Warning "never-in-effect", "an iteration takes effect after a later one does",
"Of the iterations that are in effect, the one with the highest number is current. An iteration with an `effective` that a later
iteration has reached before, or on the same day, would never be the current one. Write other days, or withdraw the iteration that
is replaced before it takes effect.";

    FUTURE_DATE = Hint "future-date", "something is dated later than today",
"`date` says when something happened: when an iteration was decided, a practice written, a contribution made. Here it is later than
today. If it is a slip, write the right day. If an iteration is decided now and takes effect later, `date` is the day of the decision
and `effective` the day on which it takes effect:

    date = 2026-12-01
    effective = 2027-03-01

Until then the iteration before it is the current one, and the site says from when on the new one is in effect. `check`, `review`
and `serve` take today from this computer's clock, or from `--today`; no build asks a clock.";

    TEXT_MISSING = Error "text-missing", "there is no text where one belongs",
"A published, proposed, withdrawn or declined iteration has its text below the front matter; so has a proposal. An iteration that was
announced and never written says `status = \"tba\"` instead.";

    PLACEHOLDER_WITH_TEXT = Error "placeholder-with-text", "an announced iteration has a text",
"`status = \"tba\"` says that an iteration was announced and never written. If there is a text now, take the status out; if
the text is a remark about the announcement, it belongs into `note`.";

    PHRASE_NOT_FOUND = Error "phrase-not-found", "a `meets` phrase does not occur in its text",
"`[[meets]]` says which words of an iteration meet a criterion. The words must occur in the text of that iteration letter for
letter, curly quotes and all; line ends count as spaces. When an iteration is edited before it is published, the phrase
has to follow.";

    NOTHING_NEW = Hint "nothing-new", "an iteration says the same as the one before it",
"A new iteration begins as a copy of the current text, and this one is a copy still, letter for letter. If you have not changed it
yet, do so, and save the file again. If the text is meant to stay, no iteration is needed: remarks, examples and signatures are
contributions, and the phrases that meet a criterion may be added to the iteration that is there.";

    COPIED_FRONT_MATTER = Warning "copied-front-matter", "an iteration has the date, the authors and the reason of another one",
"A new iteration is often begun as a copy of an earlier file. Here the words were changed, and the lines above them were not: readers
would see the new words under the name of the people who wrote the earlier ones, with their reason and their date. Write who wrote
these words, when, and why. If it is published by a merge and not agreed on yet, add `status = \"proposed\"`.";

    PROPOSED_TOO_LATE = Hint "proposed-too-late", "an iteration is proposed, and a later one counts already",
"An iteration that is `proposed` waits for the word of the community. This one has a lower number than a text that is published
already, so it could never count: the highest number does. A text that comes now takes the next number. If the proposal was not
taken up, write `status = \"declined\"` and a `reason`; if it was published back then, take `status` out.";

    LOST_CRITERION = Hint "lost-criterion", "a phrase was marked for a criterion once, and none is now",
"A `[[meets]]` of an earlier iteration marks a phrase for a criterion, and the current iteration marks none. That says nothing of its
text yet. Perhaps it says the same in other words, and nobody has marked them: then name them, in the file of that iteration.

    [[meets]]
    criterion = \"people\"
    phrase = \"those who do product work\"

A seal does not cover `meets`, so this may be added to what is sealed. Or the text lost what was asked: then the next iteration may
take it up again, or `definition.md` say why nobody asks for it any more. This is a hint: a text may leave behind what was asked of it once.";

    WRITTEN_AGAINST_OLDER = Hint "written-against-older", "something was written against an iteration that no longer counts",
"A practice or an open proposal says in `on` which iteration it was written against, and a later one counts now. Read it beside the
later text. If it still holds, name that one in `on`; if not, write it anew, with a new date. Quotations that the later text does not
have are listed. This is a hint: readers see on its page what it was written against and what changed since.";

    REPEATED_NAME = Error "repeated-name", "a name is given twice",
"Two criteria of one definition have the same `id`, so nobody can tell which one an iteration meets. Give one of them
another. Two headings of one text have the same `{#id}`, or one has the id by which links name the other: then nobody can tell where a
link leads.

The same goes for people. A text may introduce its authors in its own front matter:

    authors = [\"jo-doe\"]

    [[people]]
    id = \"jo-doe\"
    name = \"Jo Doe\"

If that `id` is also the name of a file in `content/people`, or another text introduces somebody else by it, the site would not
know whose name to show. Remove the `[[people]]` of a person who has a page already, or choose another `id` for a new person.";

    DATE_MISMATCH = Error "date-mismatch", "a contribution is dated otherwise than its file is named",
"The name of a contribution's file begins with its date, so that folders stay in order. Both must be the same day.";

    CONTRADICTION = Error "contradiction", "two things that are said do not go together",
"For example: an endorsement that names no iteration (what is signed must not change under the signature), or
`accepted_in` where the status is not `accepted`. The message says what to change.";

    ADDRESS_GONE = Warning "address-gone", "a published address would be gone",
"People cite addresses, so one that was published should stay. `variorum check --against origin/main` and `variorum review` compare what
is there with a revision in git, and tell which addresses it has that the site would not have any more.

If a file was renamed, name the old name in its front matter. A small page stays at the old address and leads on:

    git mv content/practices/how-we-tidy.md content/practices/how-to-tidy.md

    aliases = [\"how-we-tidy\"]

If a page has to go, this is only said, so that nobody takes away an address without knowing it.";

    UNKNOWN_THEME = Error "unknown-theme", "there is no such theme",
"`theme` in `variorum.toml` names a folder below `themes/`, or `broadside`, the theme inside the program. A theme of yours
holds only the files that differ from it.";

    WRONG_WORDS = Error "wrong-words", "a message of the theme does not fit what the site says with it",
"A message in `themes/<name>/words/<language>.toml` has places for what changes from page to page, such as `{number}`. It has
to have those that the same message has in English, wherever in the sentence, and no others: nothing would stand in them.
Braces stand for places and for nothing else. What each message looks like in English is told in `docs/words.md`.";

    TEMPLATE_ERROR = Error "template-error", "a template cannot be used",
"A template of the theme does not parse, or asks for something that its page does not have. The message points into the
template and names the page.";

    NO_AUTHOR = Warning "no-author", "a text does not say who wrote it",
"An iteration and a contribution name their authors, so that nobody loses the credit. If the author has a page here, the name of its
file in `content/people` is enough:

    authors = [\"jo-doe\"]

Anyone else is introduced in the same file, on the last lines of the front matter:

    [[people]]
    id = \"jo-doe\"
    name = \"Jo Doe\"

If the author does not want to be named, write `authors = [\"anonymous\"]` and introduce `anonymous` with the name \"Anonymous\". A
sealed iteration is not reported, because its authors are sealed with it, and neither is one that was only announced.";

    PROGRAM_FROM_REGISTRY = Warning "program-from-registry", "a workflow installs variorum by its name in a registry",
"`cargo install variorum` takes whatever somebody has registered under that name, and the workflow then runs it with the rights to
publish your site. Install a revision of the repository that you trust:

    env:
      VARIORUM_REPOSITORY: \"https://forge.example/team/variorum\"
      VARIORUM_REVISION: \"0123456789abcdef0123456789abcdef01234567\"

    cargo install --locked --git \"$VARIORUM_REPOSITORY\" --rev \"$VARIORUM_REVISION\" variorum

A full hash means the same files for ever; a branch or a tag can be moved.";

    PROGRAM_NOT_SET = Hint "program-not-set", "a workflow does not say which variorum it installs",
"The workflows that `variorum init` writes install variorum from a revision of its own repository. Which one is for you to say, at
the top of each file:

    VARIORUM_REPOSITORY: \"https://forge.example/team/variorum\"
    VARIORUM_REVISION: \"0123456789abcdef0123456789abcdef01234567\"

Take the address that you got variorum from, and the hash that `git rev-parse HEAD` prints there. `variorum init` writes both if you
give it `--program-repository` and `--program-revision`. Until they are set, every run of the workflow fails and says so.";
}
