//! Addresses of the site.

use std::fmt;

use crate::base::names::is_address;
use crate::base::web::address::Address;

/// The path of an output file below the root of the site, with `/` between folders and none in front. It is an address as it
/// stands: no part of it needs to be encoded, or means something else in an address, in a list or on a disk.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(String);

impl Route {
    /// Makes this the route of a path that this program writes.
    pub(in crate::edition) fn write(&mut self, path: impl FnOnce(&mut String)) {
        self.0.clear();
        path(&mut self.0);
        debug_assert!(is_address(&self.0), "names were checked before: {:?}", self.0);
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of this page on a site that is published at `base`.
    pub fn below(&self, base: &Address) -> Address {
        base.below(&self.0)
    }

    /// The way from this page to the root: nothing, or `../` once for each folder.
    pub fn to_root(&self) -> Address {
        Address::way("../".repeat(self.0.matches('/').count()))
    }

    /// The way from this page to another, which names its file.
    pub fn to(&self, other: &Self) -> Address {
        let folder = self.0.rfind('/').map_or("", |slash| &self.0[..=slash]);
        let common = folder
            .bytes()
            .zip(other.0.bytes())
            .take_while(|(a, b)| a == b)
            .enumerate()
            .filter(|(_, (byte, _))| *byte == b'/')
            .last()
            .map_or(0, |(index, _)| index + 1);
        let mut way = String::with_capacity(other.0.len() + "../".len());
        for _ in folder[common..].matches('/') {
            way.push_str("../");
        }
        way.push_str(&other.0[common..]);
        Address::way(way)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn way(from: &str, to: &str) -> String {
        Route(from.to_owned()).to(&Route(to.to_owned())).to_string()
    }

    #[test]
    fn ways_between_pages_are_relative_and_name_their_file() {
        assert_eq!(way("index.html", "practices/a.html"), "practices/a.html");
        assert_eq!(way("practices/a.html", "practices/b.html"), "b.html");
        assert_eq!(way("definitions/prodops/4.html", "index.html"), "../../index.html");
        assert_eq!(way("definitions/prodops/4.html", "definitions/index.html"), "../index.html");
        assert_eq!(way("definitions/pro/4.html", "definitions/prodops/5.html"), "../prodops/5.html");
    }

    proptest! {
        #[test]
        fn a_way_leads_where_it_should(from in "([ab]/){0,3}[xy]", to in "([ab]/){0,3}[xy]") {
            let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
            parts.pop();
            for part in way(&from, &to).split('/') {
                if part == ".." { parts.pop().expect("stays in the site"); } else { parts.push(part.to_owned()); }
            }
            prop_assert_eq!(parts.join("/"), to);
        }
    }
}
