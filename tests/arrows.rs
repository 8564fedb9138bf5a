//! Which room may know which: the arrows of `docs/ARCHITECTURE.md`, kept over `cargo metadata`.
//! What a room needs for its own tests is not an arrow. Licences are kept in `licences.rs`.

use std::collections::BTreeSet;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

/// Every room, with all the rooms that it may name. A new room starts with a new row here.
const ARROWS: &[(&str, &[&str])] = &[
    ("approval", &[]),
    ("fido", &["approval"]),
    ("otp", &[]),
    ("recovery", &[]),
    ("scan", &[]),
    ("vault", &["otp", "recovery"]),
    ("actions", &["otp", "recovery", "vault"]),
    ("keepward-cli", &["actions", "otp", "recovery", "scan"]),
    ("keepward-app", &["actions", "scan"]),
];

/// They measure and attack the rooms, so they may name any of them; no room may name them.
const OUTSIDE: &[&str] = &["keepward-bench", "keepward-fuzz", "keepward-peers"];

#[test]
fn every_dependency_between_rooms_is_an_arrow() {
    let metadata = workspace();
    for package in rooms(&metadata) {
        let (_, allowed) = ARROWS
            .iter()
            .find(|(room, _)| *room == package.name.as_str())
            .unwrap_or_else(|| panic!("{} has no row in ARROWS", package.name));
        for named in named_by(package, &metadata) {
            assert!(allowed.contains(&named.as_str()), "{} must not know {named}", package.name);
        }
    }
}

#[test]
fn every_row_is_a_room_that_exists() {
    let metadata = workspace();
    let present: BTreeSet<&str> = rooms(&metadata).map(|package| package.name.as_str()).collect();
    let rows: BTreeSet<&str> = ARROWS.iter().map(|(room, _)| *room).collect();
    assert_eq!(rows, present);
}

#[test]
fn pure_rooms_name_no_window_no_network_and_no_disk_crates() {
    let metadata = workspace();
    let otp = rooms(&metadata).find(|package| package.name.as_str() == "otp").expect("the room is in ARROWS");
    let direct = otp.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
    let names: BTreeSet<&str> = direct.map(|dependency| dependency.name.as_str()).collect();
    for outward in ["tauri", "tokio", "zbus", "age", "keyring", "rustix", "tempfile", "rsntp"] {
        assert!(!names.contains(outward), "otp is pure and must not name {outward}");
    }
}

fn workspace() -> Metadata {
    MetadataCommand::new().no_deps().exec().expect("cargo can read its own workspace")
}

fn rooms(metadata: &Metadata) -> impl Iterator<Item = &Package> {
    metadata.packages.iter().filter(|package| !OUTSIDE.contains(&package.name.as_str()))
}

/// The packages of this workspace that `package` is built with.
fn named_by(package: &Package, metadata: &Metadata) -> BTreeSet<String> {
    let built_with =
        package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development);
    let ours: BTreeSet<&str> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    built_with.map(|dependency| dependency.name.clone()).filter(|name| ours.contains(name.as_str())).collect()
}
