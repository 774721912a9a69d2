//! Which file of a crate uses which, read from its tokens.
//!
//! A path such as `crate::base::text::Span` leads to the file of the deepest module in it. Where that module only re-exports the
//! name, it leads on to the file that defines it. What is compiled for tests alone is left out.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

type Module = Vec<String>;

/// The files of a crate by their paths below its root, such as `base/text.rs`, and the arrows between them.
pub(crate) struct Graph {
    files: BTreeMap<Module, String>,
    arrows: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads the arrows from the texts of all files.
    pub(crate) fn new(texts: &BTreeMap<String, String>) -> Self {
        let files: BTreeMap<Module, String> = texts.keys().map(|path| (module(path), path.clone())).collect();
        let mut used = BTreeMap::new();
        let mut exported = BTreeMap::new();
        for (module, path) in &files {
            let stream: TokenStream = texts[path].parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            let mut names = Names::default();
            names.read(stream);
            let absolute = |path: &Vec<String>| absolute(module, path, &files);
            let exports: BTreeMap<String, Module> =
                names.exported.iter().filter_map(|path| Some((path.last()?.clone(), absolute(path)?))).collect();
            used.insert(path, names.used.iter().filter_map(absolute).collect::<Vec<_>>());
            exported.insert(module.clone(), exports);
        }
        let mut arrows = BTreeMap::new();
        for (path, names) in used {
            let ends = names.iter().filter_map(|name| resolve(name, &files, &exported));
            let ends: BTreeSet<String> = ends.filter(|end| *end != path).cloned().collect();
            arrows.insert(path.clone(), ends);
        }
        Self { files, arrows }
    }

    pub(crate) fn count(&self) -> (usize, usize) {
        (self.files.len(), self.arrows.values().map(BTreeSet::len).sum())
    }

    /// Every arrow, from the file that uses to the file that is used.
    pub(crate) fn arrows(&self) -> impl Iterator<Item = (&str, &str)> {
        self.arrows.iter().flat_map(|(from, ends)| ends.iter().map(move |to| (from.as_str(), to.as_str())))
    }

    /// The files that use one another in a circle: groups within which every file leads to every other.
    pub(crate) fn circles(&self) -> Vec<Vec<&str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.arrows.keys().map(|path| (path.as_str(), self.reached_from(path))).collect();
        let mut circles = BTreeSet::new();
        for (&path, ends) in &reached {
            if ends.contains(path) {
                circles.insert(ends.iter().copied().filter(|end| reached[end].contains(path)).collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
    }

    fn reached_from<'graph>(&'graph self, path: &'graph str) -> BTreeSet<&'graph str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![path];
        while let Some(from) = open.pop() {
            open.extend(self.arrows[from].iter().map(String::as_str).filter(|to| reached.insert(*to)));
        }
        reached
    }
}

/// The module that a file is, from the root of its crate.
fn module(path: &str) -> Module {
    let mut module: Module = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

/// A path from the root of the crate, if it leads into the crate.
fn absolute(module: &Module, path: &[String], files: &BTreeMap<Module, String>) -> Option<Module> {
    let ups = path.iter().take_while(|name| *name == "super").count();
    let (from, rest) = match path.first()?.as_str() {
        "crate" => (&[][..], &path[1..]),
        "self" => (module.as_slice(), &path[1..]),
        "super" => (&module[..module.len().checked_sub(ups)?], &path[ups..]),
        first => {
            let child = [module.as_slice(), &[first.to_owned()]].concat();
            (files.contains_key(&child).then_some(module.as_slice())?, path)
        }
    };
    Some([from, rest].concat())
}

/// The file in which what a path names is defined.
fn resolve<'files>(
    path: &[String],
    files: &'files BTreeMap<Module, String>,
    exported: &BTreeMap<Module, BTreeMap<String, Module>>,
) -> Option<&'files String> {
    let depth = (0..=path.len()).rev().find(|depth| files.contains_key(&path[..*depth]))?;
    let (module, rest) = path.split_at(depth);
    let definition = rest.first().and_then(|name| exported.get(module)?.get(name));
    match definition {
        Some(definition) if definition != path => {
            resolve(&[definition.as_slice(), &rest[1..]].concat(), files, exported)
        }
        _ => files.get(module),
    }
}

/// The paths that a file names.
#[derive(Default)]
struct Names {
    used: Vec<Vec<String>>,
    exported: Vec<Vec<String>>,
}

impl Names {
    fn read(&mut self, stream: TokenStream) {
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        let mut is_public = false;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => at = after_attribute(&tokens, at),
                TokenTree::Ident(ident) if ident == "pub" => {
                    is_public = true;
                    at += usize::from(group(tokens.get(at), Delimiter::Parenthesis).is_some());
                    continue;
                }
                TokenTree::Ident(ident) if ident == "use" => {
                    let end = end_of_statement(&tokens, at);
                    let paths = if is_public { &mut self.exported } else { &mut self.used };
                    tree(&tokens[at..end], &[], paths);
                    at = end;
                }
                TokenTree::Ident(_) => {
                    let (path, end) = path(&tokens, at - 1);
                    if path.len() > 1 {
                        self.used.push(path);
                    }
                    at = end;
                }
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            is_public = false;
        }
    }
}

/// The place behind an attribute, and behind what it stands at if that is compiled for tests alone.
fn after_attribute(tokens: &[TokenTree], at: usize) -> usize {
    match group(tokens.get(at), Delimiter::Bracket) {
        Some(attribute) if attribute.stream().to_string().replace(' ', "") == "cfg(test)" => {
            let is_end = |token: &TokenTree| is_punct(token, ';') || group(Some(token), Delimiter::Brace).is_some();
            tokens[at..].iter().position(is_end).map_or(tokens.len(), |end| at + end + 1)
        }
        Some(_) => at + 1,
        None => at,
    }
}

fn end_of_statement(tokens: &[TokenTree], at: usize) -> usize {
    tokens[at..].iter().position(|token| is_punct(token, ';')).map_or(tokens.len(), |end| at + end)
}

/// The names that are joined by `::` from a place on, and the place behind them.
fn path(tokens: &[TokenTree], mut at: usize) -> (Vec<String>, usize) {
    let mut path = Vec::new();
    while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
        path.push(ident.to_string());
        at += 1;
        let is_joined = [at, at + 1].iter().all(|at| tokens.get(*at).is_some_and(|token| is_punct(token, ':')));
        if !is_joined {
            break;
        }
        at += 2;
    }
    (path, at)
}

/// All paths of what stands behind `use`.
fn tree(tokens: &[TokenTree], before: &[String], paths: &mut Vec<Vec<String>>) {
    for branch in tokens.split(|token| is_punct(token, ',')) {
        let (names, end) = path(branch, 0);
        let whole = [before, names.as_slice()].concat();
        match group(branch.get(end), Delimiter::Brace) {
            Some(inner) => tree(&inner.stream().into_iter().collect::<Vec<_>>(), &whole, paths),
            // `use a::{self}` names the module itself.
            None if whole.last().is_some_and(|name| name == "self") => paths.push(whole[..whole.len() - 1].to_vec()),
            None => paths.push(whole),
        }
    }
}

fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

fn is_punct(token: &TokenTree, character: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == character)
}
