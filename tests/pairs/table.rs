//! The pairs: two texts each, with the comparison that a careful editor would make, and its summary.

/// Two texts with their ideal comparison.
pub(crate) struct Pair {
    pub(crate) name: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    /// As Markdown, `[-deleted-]{+inserted+}`.
    pub(crate) marked: &'static str,
    pub(crate) summary: &'static str,
}

pub(crate) const PAIRS: [Pair; 16] = [
    Pair {
        name: "seed, 4th to 5th iteration: heavy edit with a surviving core",
        before: r"Product Operations, a.k.a. ProdOps, is the ‘man behind the curtain’ work that has to get done to shape products from their inception as the bets that eventually fuel the business model. This includes the integration of experimentation platforms into an organization's CI/CD pipeline, care and feeding of early adopter programs, to data-informed decision making on prioritizing the right things of value.",
        after: r"“#ProdOps is the ‘man behind the curtain’ stuff that has to get done to shape products from bets to business model; including experimentation integration into CI/CD, early adopter care’n’feeding, customer onboarding , & ROI reporting.”",
        marked: r"[-Product Operations, a.k.a. ProdOps,-]{+“#ProdOps+} is the ‘man behind the curtain’ [-work-]{+stuff+} that has to get done to shape products from [-their inception as the bets that eventually fuel the business model. This includes the integration of experimentation platforms into an organization's CI/CD pipeline, care and feeding of early adopter programs, to data-informed decision making on prioritizing the right things of value.-]{+bets to business model; including experimentation integration into CI/CD, early adopter care’n’feeding, customer onboarding , & ROI reporting.”+}",
        summary: "18 words added, 46 removed, 15 kept.",
    },
    Pair {
        name: "seed, 1st to 4th iteration across two TBA placeholders: a rewrite",
        before: r"ProdOps is the shit People of Product need to rapidly validate ideas about value delivery so that they’re no longer simply delivering valueless shit more rapidly.",
        after: r"Product Operations, a.k.a. ProdOps, is the ‘man behind the curtain’ work that has to get done to shape products from their inception as the bets that eventually fuel the business model. This includes the integration of experimentation platforms into an organization's CI/CD pipeline, care and feeding of early adopter programs, to data-informed decision making on prioritizing the right things of value.",
        marked: r"[-ProdOps is the shit People of Product need to rapidly validate ideas about value delivery so that they’re no longer simply delivering valueless shit more rapidly.-]{+Product Operations, a.k.a. ProdOps, is the ‘man behind the curtain’ work that has to get done to shape products from their inception as the bets that eventually fuel the business model. This includes the integration of experimentation platforms into an organization's CI/CD pipeline, care and feeding of early adopter programs, to data-informed decision making on prioritizing the right things of value.+}",
        summary: "Rewritten.",
    },
    Pair {
        name: "a word swapped for one with shared letters",
        before: r"The team can rapidly validate an idea about value delivery.",
        after: r"The team can rapidly valuate an idea about value delivery.",
        marked: r"The team can rapidly [-validate-]{+valuate+} an idea about value delivery.",
        summary: "1 word replaced.",
    },
    Pair {
        name: "one small word that turns the meaning",
        before: r"ProdOps is a job title. It is owned by one vendor.",
        after: r"ProdOps is not a job title. It is not owned by one vendor.",
        marked: r"ProdOps is {+not +}a job title. It is {+not +}owned by one vendor.",
        summary: "2 words added.",
    },
    Pair {
        name: "a sentence moved, text untouched",
        before: r"Serve the people of product. Validate ideas quickly. Share what was learned. Keep the definition in common hands.",
        after: r"Keep the definition in common hands. Serve the people of product. Validate ideas quickly. Share what was learned.",
        marked: r"{+Keep the definition in common hands. +}Serve the people of product. Validate ideas quickly. Share what was learned.[- Keep the definition in common hands.-]",
        summary: "1 sentence moved up.",
    },
    Pair {
        name: "a short paragraph moved and one word edited",
        before: r"ProdOps connects experiments to delivery.

It looks after early adopters and reports on return.

It belongs to its community.",
        after: r"It belongs to its practitioners.

ProdOps connects experiments to delivery.

It looks after early adopters and reports on return.",
        marked: r"{+It belongs to its practitioners.+}

ProdOps connects experiments to delivery.

It looks after early adopters and reports on return.[-

It belongs to its community.-]",
        summary: "1 paragraph moved up and edited (1 place changed).",
    },
    Pair {
        name: "reflow only",
        before: r"ProdOps connects experiments
to delivery and reports
on return.",
        after: r"ProdOps connects experiments to delivery
and reports on return.",
        marked: r"ProdOps connects experiments to delivery
and reports on return.",
        summary: "No change in wording; only spacing or the form of the Markdown differs.",
    },
    Pair {
        name: "link target changed, words the same",
        before: r"See the [continuous delivery](https://example.org/cd) practice.",
        after: r"See the [continuous delivery](https://example.org/practices/cd) practice.",
        marked: r"See the [continuous delivery](https://example.org/[-cd-]{+practices/cd+}) practice.",
        summary: "Wording unchanged; 1 link target changed.",
    },
    Pair {
        name: "a word changed inside emphasis, emphasis added elsewhere",
        before: r"It **must stay free** and open.",
        after: r"It **must remain free** and *open*.",
        marked: r"It **must [-stay-]{+remain+} free** and {+*+}open{+*+}.",
        summary: "1 word replaced; emphasis added to 1 word.",
    },
    Pair {
        name: "an item added to a list in prose",
        before: r"It covers experiments, onboarding, and reporting.",
        after: r"It covers experiments, onboarding, early adopters, and reporting.",
        marked: r"It covers experiments, onboarding, {+early adopters, +}and reporting.",
        summary: "2 words added.",
    },
    Pair {
        name: "the “we'll clean-up the language” edit: hyphen, quotes, ampersand",
        before: r"data informed decisions, early adopter care’n’feeding, customer onboarding , & ROI reporting",
        after: r"data-informed decisions, early adopter care'n'feeding, customer onboarding, and ROI reporting",
        marked: r"[-data informed-]{+data-informed+} decisions, early adopter [-care’n’feeding-]{+care'n'feeding+}, customer onboarding, [-&-]{+and+} ROI reporting",
        summary: "2 words added, 2 removed, 8 kept; typography changed in 1 place.",
    },
    Pair {
        name: "one sentence split in two",
        before: r"ProdOps connects experiments to delivery, and it reports the return to everyone who placed a bet.",
        after: r"ProdOps connects experiments to delivery. It reports the return to everyone who placed a bet.",
        marked: r"ProdOps connects experiments to delivery[-, and it-]{+. It+} reports the return to everyone who placed a bet.",
        summary: "1 sentence split in two.",
    },
    Pair {
        name: "numbers and dates are atoms",
        before: r"Since 18Oct2019 it has had 10 contributors and 1.5 editors.",
        after: r"Since 18Oct2019 it has had 100 contributors and 2.5 editors.",
        marked: r"Since 18Oct2019 it has had [-10-]{+100+} contributors and [-1.5-]{+2.5+} editors.",
        summary: "2 numbers changed.",
    },
    Pair {
        name: "text without spaces",
        before: r"产品运营是产品团队快速验证想法所需的一切。",
        after: r"产品运营是产品社区快速验证想法所需的工作。",
        marked: r"产品运营是产品[-团队-]{+社区+}快速验证想法所需的[-一切-]{+工作+}。",
        summary: "2 places changed.",
    },
    Pair {
        name: "heading reworded and two ordered items swapped",
        before: r"## Why it matters

1. Study
2. Build
3. Share",
        after: r"## Why this matters

1. Study
2. Share
3. Build",
        marked: r"## Why [-it-]{+this+} matters

1. Study
[-2. Build-]
[-3-]{+2+}. Share
{+3. Build+}",
        summary: "1 word replaced in a heading; 1 list item moved down.",
    },
    Pair {
        name: "only stop words in common",
        before: r"The care and feeding of early programs.",
        after: r"The cost and pricing of late invoices.",
        marked: r"[-The care and feeding of early programs.-]{+The cost and pricing of late invoices.+}",
        summary: "1 phrase replaced (7 words for 7).",
    },
];
