//! "Did you mean": the names nearest to a mistyped one.

/// The names nearest to a mistyped one, nearest first, at most three. Near means within a third of the longer length
/// in edits (Damerau-Levenshtein), or beginning with the other.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_lowercase();
    let length = typed.chars().count();
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let other = lower.chars().count();
            let limit = (length.max(other) / 3).max(1);
            let begins =
                typed.len() >= 3 && lower.len() >= 3 && (lower.starts_with(&typed) || typed.starts_with(&lower));
            // As many letters as one name is longer have to be added at least. The distance itself takes time and memory
            // with the product of both lengths, and what somebody types may be as long as a file.
            let least = length.abs_diff(other);
            let distance = if least > limit { least } else { strsim::damerau_levenshtein(&typed, &lower) };
            (distance <= limit || begins).then_some((distance, name))
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().take(3).map(|(_, name)| name).collect()
}

/// The one name that a mistyped one surely stands for, so that a program may write it: it is written otherwise, or it is a slip of the
/// hand away and no other name is near. A slip changes one letter, in a long name two; it neither changes a digit nor the first
/// letter, because those change what is meant (`unpublished`, `2`).
pub fn meant<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['-', ' '], "_");
    let digits = |name: &str| name.chars().filter(|character| character.is_numeric()).collect::<String>();
    let near = nearest(typed, names);
    let [only] = near.as_slice() else { return None };
    let (one, other) = (plain(typed), plain(only));
    let shorter = one.chars().count().min(other.chars().count());
    let slips = match shorter {
        0..SHORTEST_NAME => 0,
        SHORTEST_NAME..LONG_NAME => 1,
        _ => 2,
    };
    let is_slip = one.chars().next() == other.chars().next()
        && digits(&one) == digits(&other)
        && strsim::damerau_levenshtein(&one, &other) <= slips;
    is_slip.then_some(only)
}

/// In a shorter name every letter may be meant, in characters.
const SHORTEST_NAME: usize = 4;
/// In a name of this length two letters may be mistyped, in characters.
const LONG_NAME: usize = 8;

/// "did you mean `a`?" with the nearest names, or else "known are `a`, `b`" with all of them.
pub fn did_you_mean<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    let quoted = |names: &[&str], last: &str| {
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        match quoted.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
        }
    };
    match nearest(typed, names.iter().copied()).as_slice() {
        [] if names.is_empty() => "there is none yet".to_owned(),
        [] if names.len() == 1 => format!("the only one is `{}`", names[0]),
        [] if names.len() <= 20 => format!("known are {}", quoted(&names, "and")),
        [] => format!("known are {} and {} more", quoted(&names[..10], ","), names.len() - 10),
        near => format!("did you mean {}?", quoted(near, "or")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_come_first_and_far_names_not_at_all() {
        let names = ["date", "authors", "status", "note", "source"];
        assert_eq!(nearest("authros", names), ["authors"]);
        assert_eq!(nearest("dte", names), ["date"]);
        assert!(nearest("colour", names).is_empty());
    }

    #[test]
    fn only_a_slip_of_the_hand_is_surely_meant() {
        let names = ["status", "authors", "contributions", "published", "declined", "comment", "rule 3", "effective"];
        for (typed, name) in [
            ("athors", Some("authors")),
            ("Status", Some("status")),
            ("statsu", Some("status")),
            ("contribtuons", Some("contributions")),
            ("publisched", Some("published")),
            ("unpublished", None),
            ("undeclined", None),
            ("ineffective", None),
            ("consent", None),
            ("rule 2", None),
            ("a", None),
        ] {
            assert_eq!(meant(typed, names), name, "{typed}");
        }
        assert_eq!(meant("1", ["2"]), None);
        assert_eq!(meant("assent", ["dissent"]), None);
        assert_eq!(meant("accept", ["accepted"]), None);
    }

    #[test]
    fn names_of_other_lengths_are_near_only_if_they_begin_alike() {
        assert_eq!(nearest("sta", ["status", "states-of-things"]), ["status", "states-of-things"]);
        assert_eq!(nearest("statusses", ["status", "stat"]), ["status", "stat"]);
        assert!(nearest(&"status ".repeat(100_000), ["tatus"]).is_empty());
    }

    #[test]
    fn without_a_near_name_all_are_listed() {
        assert_eq!(did_you_mean("zzzz", ["a", "b", "c"]), "known are `a`, `b` and `c`");
        assert_eq!(did_you_mean("prodop", ["prodops"]), "did you mean `prodops`?");
        assert_eq!(did_you_mean("prodop", []), "there is none yet");
    }
}
