//! Codes of seals.

use super::family::codes;

codes! { SEALS:
    SEALED_TEXT_CHANGED = Error "sealed-text-changed", "a sealed iteration is no longer what it was",
"A published iteration is cited, so it never changes: its number, date, authors and text are sealed in `seals.toml`. A
correction becomes the next iteration, or a contribution. If the change was a mistake, put the file back:

    git log --oneline -- content/definitions/prodops/4.md
    git checkout <commit> -- content/definitions/prodops/4.md

If it has to be, perhaps because the text breaks a law, reseal it. The reason stays on record, and the site shows it:

    variorum seal --reseal prodops@4 --reason \"why it has to be\"

The note, the source, `meets` and the like are not sealed and may be mended.";

    SEALED_ITERATION_GONE = Error "sealed-iteration-gone", "a sealed iteration is not there any more",
"A number is never taken back and never used again, because people cite it. Put the file of the iteration back. If the text
should no longer count, set `status = \"withdrawn\"`: it then keeps its page and its seal, and says so.";

    SEALED_BUT_UNPUBLISHED = Error "sealed-but-unpublished", "a sealed iteration says that it was never published",
"What is sealed was published, and that cannot be undone with `status = \"proposed\"` or `status = \"tba\"`. Take the status out
again; to take a text back, write `status = \"withdrawn\"`.";

    SEAL_MISSING = Error "seal-missing", "an iteration in the middle has no seal",
"Later iterations are sealed, and this one is not: either its seal was taken out, or it was published late. If it was
published late, run `variorum seal`; otherwise put `seals.toml` back as it was.";

    SEAL_CHAIN_BROKEN = Error "seal-chain-broken", "a seal does not follow from the one before it",
"Every seal is made from the one before it, so none can be changed, moved or taken out without breaking the next. Only
`variorum seal` writes `seals.toml`; put the file back as it was. If you did not change it, somebody else did: look at its
history, and compare the head with the one that the published site shows.";

    MALFORMED_SEALS = Error "malformed-seals", "`seals.toml` is not as `variorum seal` writes it",
"Only `variorum seal` writes `seals.toml`. An edit by hand or a merge of two branches has damaged it: put it back as it was on
the branch that is published, and run `variorum seal` again for what was added since.";

    NOT_SEALED_YET = Hint "not-sealed-yet", "a published iteration has no seal yet",
"Nothing is wrong: a new iteration is sealed by whoever keeps the knowledge base, when it has been published. Until then its
text can still be changed unnoticed. `variorum seal` seals it.

If a whole definition has no `seals.toml` and had one before, somebody took it out. Put it back and do not seal again: a new
chain would seal whatever the texts say by now.

    git log --oneline -- content/definitions/prodops/seals.toml
    git checkout <commit> -- content/definitions/prodops/seals.toml

Where nothing at all is sealed, nothing is said; `variorum verify --git origin/main` finds seals that are gone.";
}
