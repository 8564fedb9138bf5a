//! Every dependency, of Rust and of npm, is under a licence that lets Keepward be given away as MIT or Apache-2.0.
//! Reads `cargo metadata` and `package-lock.json`; judges declared licences, never licence texts.

use std::fs;

use cargo_metadata::MetadataCommand;
use serde_json::Value;

/// Permissive licences, and MPL-2.0 and the like that reach no further than their own files.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CC-BY-4.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Python-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

#[test]
fn every_crate_is_under_an_allowed_licence() {
    let metadata = MetadataCommand::new()
        .other_options(vec!["--filter-platform".into(), "x86_64-unknown-linux-gnu".into()])
        .exec()
        .expect("cargo can resolve its own workspace");
    let refused: Vec<String> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_some())
        .filter(|package| !package.license.as_deref().is_some_and(allows))
        .map(|package| format!("{} {}: {:?}", package.name, package.version, package.license))
        .collect();
    assert!(refused.is_empty(), "not allowed:\n{}", refused.join("\n"));
}

#[test]
fn every_npm_package_is_under_an_allowed_licence() {
    let text =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/package-lock.json")).expect("the lock file");
    let lock: Value = serde_json::from_str(&text).expect("the lock file is JSON");
    let packages = lock["packages"].as_object().expect("a lock file of version 3 lists packages");
    let refused: Vec<String> = packages
        .iter()
        .filter(|(path, entry)| path.contains("node_modules/") && entry["link"] != true)
        .filter(|(_, entry)| !entry["license"].as_str().is_some_and(allows))
        .map(|(path, entry)| format!("{path}: {}", entry["license"]))
        .collect();
    assert!(refused.is_empty(), "not allowed:\n{}", refused.join("\n"));
}

#[test]
fn a_choice_needs_one_allowed_licence_and_a_sum_needs_all() {
    assert!(allows("MIT OR GPL-3.0-only"));
    assert!(allows("MIT/Apache-2.0"));
    assert!(allows("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only"));
    assert!(allows("(MIT OR GPL-2.0-only) AND Unicode-3.0"));
    assert!(!allows("MIT AND GPL-3.0-only"));
    assert!(!allows("(MIT OR Apache-2.0) AND GPL-3.0-only"));
    assert!(!allows("SEE LICENSE IN file.txt"));
}

/// Whether an SPDX expression (annex D of SPDX 2.3; `/` is the old way to write OR) can be met with [`ALLOWED`].
fn allows(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (met, rest) = choice(&words);
    met && rest.is_empty()
}

/// `sum (OR sum)*`
fn choice<'w, 't>(words: &'w [&'t str]) -> (bool, &'w [&'t str]) {
    let (mut met, mut rest) = sum(words);
    while let Some(("OR", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        let (also, left) = sum(after);
        (met, rest) = (met || also, left);
    }
    (met, rest)
}

/// `licence (AND licence)*`: AND binds tighter than OR.
fn sum<'w, 't>(words: &'w [&'t str]) -> (bool, &'w [&'t str]) {
    let (mut met, mut rest) = licence(words);
    while let Some(("AND", after)) = rest.split_first().map(|(word, after)| (*word, after)) {
        let (also, left) = licence(after);
        (met, rest) = (met && also, left);
    }
    (met, rest)
}

/// `( choice )`, or a name with an optional `WITH exception`; an exception only ever permits more.
fn licence<'w, 't>(words: &'w [&'t str]) -> (bool, &'w [&'t str]) {
    match words {
        ["(", inner @ ..] => match choice(inner) {
            (met, [")", rest @ ..]) => (met, rest),
            (_, rest) => (false, rest),
        },
        [name, "WITH", _, rest @ ..] | [name, rest @ ..] => (ALLOWED.contains(name), rest),
        [] => (false, words),
    }
}
