//! The id that somebody gets who has none yet.

use crate::base::names::{LONGEST_SLUG, Slug};

/// The id under which somebody of this name is introduced: made from the name, and different from all that are taken. A name
/// without Latin letters gives `contributor` with the number of its first character, so that two such people rarely share one.
/// `draft.js` does the same.
pub fn id_of_person(name: &str, is_taken: impl Fn(&str) -> bool) -> Slug {
    let proposed = Slug::propose(name).map(|slug| slug.to_string());
    let base = proposed.unwrap_or_else(|| format!("contributor-{}", name.chars().next().map_or(0, u32::from)));
    // Room for a number after it.
    let base = base[..base.len().min(LONGEST_SLUG - 10)].trim_end_matches('-');
    let free = |id: &str| id != "index" && !is_taken(id);
    let mut ids = std::iter::once(base.to_owned()).chain((2_u32..).map(|number| format!("{base}-{number}")));
    let id = ids.find(|id| free(id)).expect("numbers do not end");
    Slug::parse(&id).expect("a slug with a number after it is a slug")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_gets_a_sound_id_of_their_own() {
        let nobody = |_: &str| false;
        for (name, id) in [
            ("Jo Doe", "jo-doe"),
            ("Jürgen Groß", "jurgen-gross"),
            ("Index", "index-2"),
            ("Con", "con-1"),
            ("产品", "contributor-20135"),
            ("Анна", "contributor-1040"),
            ("!", "contributor-33"),
        ] {
            assert_eq!(id_of_person(name, nobody).as_str(), id, "{name}");
        }
        assert_eq!(id_of_person("Jo Doe", |id| ["jo-doe", "jo-doe-2"].contains(&id)).as_str(), "jo-doe-3");
        assert!(id_of_person(&"long ".repeat(40), |id| !id.ends_with("-12")).as_str().ends_with("-12"));
    }
}
