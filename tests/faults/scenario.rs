//! What is built when the fault comes, and what must be true afterwards.

use std::collections::{BTreeMap, BTreeSet};

use super::base::{Base, Files, State};
use super::child;
use super::strace::{End, Fault, Point};

/// A situation that a build may find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scenario {
    /// Nothing was built yet.
    First,
    /// Some files changed, some are gone, some are new, and somebody else has files in the output folder.
    Change,
    /// The build before was killed before the exchange.
    AfterKillBefore,
    /// The build before was killed after the exchange, while it removed the old site.
    AfterKillBehind,
    /// The output folder cannot be exchanged.
    InPlace,
}

/// A call that a build does at most so many times is one of its steps, and not one of the many that write its files.
const FEW: usize = 6;

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) count: usize,
    /// How many calls by name had faults.
    pub(crate) kinds: usize,
    pub(crate) old: usize,
    pub(crate) new: usize,
    pub(crate) mixed: usize,
}

impl Scenario {
    pub(crate) const ALL: [Self; 5] =
        [Self::First, Self::Change, Self::AfterKillBefore, Self::AfterKillBehind, Self::InPlace];
}

/// Injects all faults, or about so many that are spread over all of them.
pub(crate) fn run(scenario: Scenario, limit: Option<usize>) -> Outcome {
    let mut base = Base::make();
    if scenario != Scenario::First {
        base.turn(State::Old);
        base.build();
        base.add_foreign();
    }
    if scenario == Scenario::InPlace {
        base.add_repository();
    }
    // Each build is broken on the way there, mended, and broken on the way back.
    let mut roads = [State::New, State::Old].map(|state| {
        prepare(&base, scenario, state);
        let points = child::traced(base.root()).points();
        assert_whole(&base, state, "after a build that was only traced");
        spread(points, limit.map(|limit| limit / 2)).into_iter()
    });
    let mut outcome = Outcome::default();
    let mut kinds = BTreeSet::new();
    loop {
        let mut is_over = true;
        for (road, state) in roads.iter_mut().zip([State::New, State::Old]) {
            prepare(&base, scenario, state);
            if let Some(point) = road.next() {
                is_over = false;
                kinds.insert(point.call.clone());
                try_point(&base, scenario, state, &point, &mut outcome);
            }
            base.build();
            assert_whole(&base, state, "after the build that mends");
            base.assert_clean();
        }
        if is_over {
            outcome.kinds = kinds.len();
            return outcome;
        }
    }
}

/// Brings the knowledge base to where the fault is due: its texts are in one state, its site in the other one.
fn prepare(base: &Base, scenario: Scenario, state: State) {
    base.turn(state);
    let stop = |call: &str, number| {
        let end = child::traced(base.root()).break_at(&Point { call: call.to_owned(), number, fault: Fault::Kill });
        assert_eq!(end, End::Killed, "the build before was killed");
    };
    match scenario {
        Scenario::First => base.remove_site(),
        Scenario::Change | Scenario::InPlace => {}
        Scenario::AfterKillBefore => stop("syncfs", 1),
        Scenario::AfterKillBehind => {
            base.build();
            base.turn(state.other());
            stop("unlink", 9);
            assert_whole(base, state.other(), "after a kill behind the exchange");
            base.turn(state);
        }
    }
}

fn try_point(base: &Base, scenario: Scenario, state: State, point: &Point, outcome: &mut Outcome) {
    let end = child::traced(base.root()).break_at(point);
    let site = base.site();
    let (old, new) = (base.whole(state.other()), base.whole(state));
    let is_absent = scenario == Scenario::First && !base.root().join("public").exists();
    outcome.count += 1;
    if site == *new {
        outcome.new += 1;
    } else if is_absent || scenario != Scenario::First && site == *old {
        outcome.old += 1;
        assert_ne!(end, End::Success, "{scenario:?}, {point:?}: the build says that the site is new, and it is old");
    } else if scenario == Scenario::InPlace {
        assert_ne!(end, End::Success, "{scenario:?}, {point:?}: the build says that the site is new, and it is mixed");
        assert_mixed(&site, old, new, point);
        outcome.mixed += 1;
    } else {
        panic!("{scenario:?}, {point:?}: neither the old nor the new site: {:?}", difference(&site, new));
    }
    assert_eq!(end == End::Killed, point.fault == Fault::Kill, "{scenario:?}, {point:?}: the fault came");
}

/// Every file is that of the old site or that of the new one, and none is missing that both have.
fn assert_mixed(site: &Files, old: &Files, new: &Files, point: &Point) {
    let is_ours = |name: &str| name.starts_with(".variorum-");
    for (name, bytes) in site.iter().filter(|(name, _)| !is_ours(name)) {
        assert!(old.get(name) == Some(bytes) || new.get(name) == Some(bytes), "{point:?}: {name} is neither");
    }
    for name in old.keys().filter(|name| new.contains_key(*name)) {
        assert!(site.contains_key(name), "{point:?}: {name} is missing");
    }
}

#[track_caller]
fn assert_whole(base: &Base, state: State, when: &str) {
    let site = base.site();
    assert!(site == *base.whole(state), "{when}: {:?}", difference(&site, base.whole(state)));
}

/// The names of files that differ.
fn difference<'site>(one: &'site Files, other: &'site Files) -> Vec<&'site String> {
    let names: BTreeSet<_> = one.keys().chain(other.keys()).collect();
    names.into_iter().filter(|name| one.get(*name) != other.get(*name)).collect()
}

/// About as many points as were asked for, spread over all of them; and every kill at a call that a build does only a few
/// times, because those are the steps on which everything hangs.
pub(super) fn spread(points: Vec<Point>, limit: Option<usize>) -> Vec<Point> {
    let Some(limit) = limit else { return points };
    let step = points.len().div_ceil(limit).max(1) | 1;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for point in &points {
        *counts.entry(point.call.clone()).or_default() += 1;
    }
    let is_rare = |point: &Point| point.fault == Fault::Kill && counts[&point.call] <= 3 * FEW;
    let is_due = |(index, point): &(usize, Point)| index % step == 0 || is_rare(point);
    points.into_iter().enumerate().filter(is_due).map(|(_, point)| point).collect()
}
