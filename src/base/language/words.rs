//! Every word of the site as types. `en.toml` says what each of them is; a key here is a key there.
//!
//! `skip` is a text, `feed(feed)` a message with its places, `words[]` a message whose form follows a number, with its
//! other places between the brackets. A message is said by a function of its name, with the values in this order.

use std::fmt::Display;

use serde::Serialize;

use crate::base::language::message::{Message, NUMBER, Plural};
use crate::base::language::reader::Reader;

/// The names of the months.
type Months = [String; 12];

macro_rules! words {
    ($($(#[$doc:meta])* $group:ident {
        $($key:ident $(: $type:ident)? $(( $($place:ident),+ ))? $([ $($other:ident),* ])?),+ $(,)?
    })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Serialize)]
            pub struct $group {
                $(#[doc = concat!("The key `", stringify!($key), "`.")]
                pub $key: words!(@ $(: $type)? $(($($place)+))? $([$($other)*])?),)+
            }

            impl $group {
                pub(super) fn read(reader: &mut Reader<'_, '_>) -> Self {
                    Self { $($key: words!(@read reader $key $(: $type)? $(($($place)+))? $([$($other)*])?),)+ }
                }

                $($(#[doc = concat!("The message `", stringify!($key), "` with its values.")]
                pub fn $key(&self, $($place: impl Display),+) -> String {
                    self.$key.fill(&[$(&$place),+])
                })?)+

                $($(#[doc = concat!("The message `", stringify!($key), "` for a number, with its other values.")]
                pub fn $key(&self, number: usize $(, $other: impl Display)*) -> String {
                    self.$key.fill(number, &[&number $(, &$other)*])
                })?)+
            }
        )+
    };
    (@) => { String };
    (@ : $type:ident) => { $type };
    (@ ($($place:ident)+)) => { Message };
    (@ [$($other:ident)*]) => { Plural };
    (@read $reader:ident $key:ident : Months) => { $reader.entry(stringify!($key), &[]) };
    (@read $reader:ident $key:ident : $type:ident) => { $reader.group(stringify!($key), $type::read) };
    (@read $reader:ident $key:ident) => { $reader.entry(stringify!($key), &[]) };
    (@read $reader:ident $key:ident ($($place:ident)+)) => { $reader.entry(stringify!($key), &[$(stringify!($place)),+]) };
    (@read $reader:ident $key:ident [$($other:ident)*]) => {
        $reader.entry(stringify!($key), &[NUMBER $(, stringify!($other))*])
    };
}

words! {
    /// Everything that a site says itself.
    Words {
        date: DateWords, number: NumberWords, quote: QuoteWords, list: ListWords, frame: FrameWords,
        pages: PagesWords, kind: KindWords, kinds: KindsWords, status: StatusWords, standing: StandingWords,
        iteration: IterationWords, ladder: LadderWords, definition: DefinitionWords, change: ChangeWords,
        summary: SummaryWords, told: ToldWords, comparison: ComparisonWords, provenance: ProvenanceWords,
        variorum: VariorumWords, ribbon: RibbonWords, dossier: DossierWords, document: DocumentWords,
        text: TextWords, alert: AlertWords, cite: CiteWords, seal: SealWords, event: EventWords, search: SearchWords, keys: KeysWords,
        propose: ProposeWords, card: CardWords, file: FileWords, guide: GuideWords,
    }

    /// Dates, and the names of months for them.
    DateWords {
        long(day, month, year), short(day, month), months: Months, short_months: Months,
    }

    /// Numbers with what they count.
    NumberWords {
        percent(number), under_one_percent, words[], sentences[],
    }

    /// Quotation marks, and what stands for the middle of a long quotation.
    QuoteWords {
        open, close, cut,
    }

    /// What stands between the members of a list, and at the end of a sentence that is put together from others.
    ListWords {
        comma, and, or, semicolon, sentence(words),
    }

    /// What stands around every page.
    FrameWords {
        skip, main, more, as_of(date), feed(feed), feed_of_site(site), feed_of_definition(term), texts(license),
        set_by(program), colours_auto, colours_light, colours_dark, copy_link, link_copied,
    }

    /// The lists and other pages of the site: the title, a sentence about it, and what it says while it is empty.
    PagesWords {
        definitions, definitions_about, definitions_empty, practices, practices_about, practices_empty,
        contributions, contributions_about, contributions_empty, influences, influences_about, influences_empty,
        people, people_about, people_empty, pages, pages_about, pages_empty, timeline, timeline_about,
        timeline_empty, search, search_about, keys, keys_about, nothing, nothing_about, nothing_text,
        nothing_link, nothing_then(link), moved, moved_about, moved_then(link),
    }

    /// What kind of thing something is, in a word or two.
    KindWords {
        definition, iteration, proposed_iteration, withdrawn_iteration, declined_iteration, announcement, practice, influence,
        person, page, list, picture, comment, proposal, example, endorsement, dissent, evidence, rival, event,
        action,
    }

    /// The kinds of contributions as headings above several.
    KindsWords {
        comment, proposal, example, endorsement, dissent, evidence, rival, event, action,
    }

    /// What became of a contribution.
    StatusWords {
        open, accepted, declined, withdrawn, done,
    }

    /// How an iteration stands.
    StandingWords {
        current, published, proposed, withdrawn, declined, tba, proposed_long, coming, in_effect_from(date),
    }

    /// Iterations by their names, at the beginning of something and in the middle of a sentence.
    IterationWords {
        label(number), label_proposed(number), label_withdrawn(number), label_declined(number), label_announced(number), name(number),
        name_first(number), name_current(number), of_term(term, number), of_term_proposed(term, number), of_term_declined(term, number),
        dated(iteration, date), dated_by(iteration, date, authors), several, about(term, number, all, date),
        this, current, current_is_this, current_is_none, previous, previous_is_none, next, next_is_none,
        compare_with, is_announced(date), is_proposed, is_withdrawn, is_declined, is_old(iteration), is_rude, about_this, by,
        dated_for, announced_for, published_in, announced_in, cite, sealed, can_be_proposed(page), stays(page), how_it_meets,
        not_said, took_up, practices, contributions, dissent, was_announced[numbers], takes_effect(date),
        takes_effect_until(date, iteration), in_effect,
    }

    /// All iterations of a definition, one above the other.
    LadderWords {
        skipped[], kept(share), would_keep(share, number),
    }

    /// A definition: its current text, and what is known around it.
    DefinitionWords {
        question(term), nothing_counts(standing), not_written, permanent_link(number), all_at_once,
        propose(number), around, also_known_as(names), asked, asked_about, criteria, criterion, iteration,
        learned_from(influence), lost(before, after), not_said, confused, practices, contributions, dissent,
        related, dossier, feed, practices_about, all_practices, others, about_term(term), latest,
        all_contributions, takes_effect(date, iteration),
    }

    /// What changed between two iterations, as a part of a page.
    ChangeWords {
        heading(number), heading_proposed(number), as_sentences[], show, marked, side, needs_room, compare(number, others), before,
        rewritten_before, after, went_up(sign), went_down(sign), came_from_below(sign), came_from_above(sign),
        to_new_place(sign, number), to_old_place(sign, number), unchanged: PassageCounts,
    }

    /// Passages of each kind, so many of them.
    PassageCounts {
        paragraph[], heading[], item[], row[], code[], note[], term[], description[], passage[],
    }

    /// How much changed, in one sentence: parts with a semicolon between them.
    SummaryWords {
        nothing, no_words, coarse, punctuation, in_a_heading(change), added[], removed[], counts[removed, kept],
        rewritten, rewritten_but[kept], both_ends(counts), opening(counts), ending(counts), numbers[], replaced[],
        places[], phrase[new], edited[moved], split[], joined[], joined_too[split], unchanged, link_targets[],
        links_added[], links_removed[], pictures[], emphasis_added[], emphasis_taken[], kinds[], alerts[], typography[],
        unseen[], look_alikes[], unshown[], form, up: PassageCounts, down: PassageCounts, sentences: SummaryWordsSentences,
    }

    /// Sentences that moved.
    SummaryWordsSentences {
        up[], down[],
    }

    /// Each change as a sentence. What stands at `{old}`, `{new}` and `{words}` comes with its quotation marks.
    ToldWords {
        rewritten(old, new), became(old, new), removed(words), added(words), sentence_up(words),
        sentence_down(words), typography(words), link_added(words, new), link_removed(words, old),
        link_changed(words, old, new), picture(words, old, new), nowhere, emphasis_added(words),
        emphasis_taken(words), strong_added(words), strong_taken(words), struck_added(words),
        struck_taken(words), code_added(words), code_removed(words), kind(words, old, new), alert_added(words, new),
        alert_removed(words, old), alert_changed(words, old, new), unseen,
        unseen_in(words), unseen_went(change, characters), unseen_came(change, characters),
        normalisation(words), look_alike(words, old, new), unshown_changed(old, new), unshown_removed(words),
        unshown_added(words), form, a: ToldWordsA, passage_removed:
        PassageSentences, passage_added: PassageSentences, passage_up: PassageSentences, passage_down:
        PassageSentences,
    }

    /// What a passage was and is.
    ToldWordsA {
        paragraph, heading(level), numbered_item(depth), item(depth), row, code, note, term, description,
    }

    /// What became of a passage of each kind.
    PassageSentences {
        paragraph(words), heading(words), item(words), row(words), code(words), note(words), term(words),
        description(words),
    }

    /// The page that compares two iterations.
    ComparisonWords {
        heading(before, after), title(term, before, after), about(term, before, after, summary), both(before,
        after), is_proposed(number), is_declined(number), why, why_of(iteration), others, with(number),
    }

    /// Where each phrase of a text comes from.
    ProvenanceWords {
        heading, about(all), with_numbers(number), from(number), origin(iteration, words, share), arrival,
        course(words, course), came(number), dropped(number), returned(number), returned_elsewhere(number),
        moved(words, iterations),
    }

    /// The page that shows all iterations at once.
    VariorumWords {
        heading, title(term), about[term], text_about(number), single, time, step, step_about, against,
        against_none, told_all, told_compared(from, to, came, went, kept), shades(shades), once, twice, times[],
        times_between(from, to), stations, station_standing(iteration, standing), compare,
    }

    /// The sentences of all iterations side by side.
    RibbonWords {
        heading, about, picture, title(first, last), from(number, what), table, as_table, text, length, words,
        became, last, share(share, number), kept[], changed[], split[], merged[], moved[], dropped[], new_ones[],
    }

    /// Everything that is known about a definition, to be printed.
    DossierWords {
        heading, title(term), about(term), lead, text, cite(citation), iterations, head(sealed, head, command),
        iteration, date, by, published_in, seal, not_sealed, evidence, rivals, rivals_about, in_ours[kept],
        endorsements, endorsements_empty, endorsed(iteration), endorsed_by(authors, iteration),
        with_seal(endorsement, seal), not_yet(endorsement, iteration), dissent, empty, exhibit_by(authors),
        exhibit_on(subject), dropped, dropped_empty, noted(note), more[all], all_at_once, declined(proposal,
        date, status), reason(reason),
    }

    /// Practices, contributions, influences and people.
    DocumentWords {
        why, dated, by, practice_title(title), about_practice, written_against, written_against_it(subject),
        keywords, other_practices, contribution_title(title, kind, date), contribution_about(kind, date, title),
        about_contribution, status, taken_up(status, iteration), reason, on, line(status), line_on(status,
        subject), influence_title(title), influence_about(title), known_from(source), learned,
        person_about(name), home_page, forge, seen(source, date), stale(iteration), stale_compared,
        stale_gone(quotes), stale_kept(quotes),
    }

    /// Contributed texts: what stands in them and is none of them.
    TextWords {
        done, open, table, notes, note(number), back,
    }

    /// What stands above a note, by its kind.
    AlertWords {
        note, tip, important, warning, caution,
    }

    /// How to cite.
    CiteWords {
        how, in_short, this, latest, files(files), title(term, number), title_latest(term), sentence(title,
        site), sentence_dated(title, site, date), by(authors, sentence), at(sentence, address),
        note_sealed(seal), note_not_sealed, note_latest,
    }

    /// Seals and how to verify them.
    SealWords {
        how(seal), of_iteration(seal), of_head(seal), verify(command), all, sealed[], changed(date, reason),
    }

    /// What happened when, in lists and feeds.
    EventWords {
        announced, change(number, summary), why(note), head(sealed, head),
    }

    /// The page to search on. A script shows most of this, and the numbers in it have one form but for `one_result`.
    SearchWords {
        form, label, button, more, loading, failed, no_result(query), one_result, results(count),
        in_one(iterations), in_several(iterations), about(iterations), run(from, to), and(before, last), old,
        current, among,
    }

    /// Proposing something on the forge.
    ProposeWords {
        title(number, term), about(term), how(forge), open(forge), file(path), copy(forge), text, more(page), edit(forge),
        history(forge), practice, influence, person, send: SendWords, text_of(what), draft: DraftWords,
    }

    /// The links that begin a contribution of each kind.
    SendWords {
        comment, proposal, example, endorsement, dissent, evidence, rival, event, action,
    }

    /// Writing the next iteration on the page. A script shows this, and the numbers in it have one form.
    DraftWords {
        text, again, changes, counts(added, removed, kept), same, signs, empty, hidden(words, character),
        lost(criterion, phrase), why, name, unknown, copy, copied,
    }

    /// The single keys.
    KeysWords {
        search, change, iteration, list, use_them,
    }

    /// The pictures of texts.
    CardWords {
        proposed(iteration), withdrawn(iteration), declined(iteration), picture(term, number),
    }

    /// The names of files for programs, in the heads of pages.
    FileWords {
        feed(term), history(term), cite(format), seals, days(term),
    }

    /// Where a language model begins.
    GuideWords {
        about, definition(summary, number, date), definition_not_current(summary, number, date, standing), history(term), history_about, page, contributions, influences,
        people,
    }
}
