//! The commands without a window: that the page's bindings are what they should be, that every command may be called by
//! the main window and by nothing else, and that no secret comes out of any of them.

mod secrets;

use std::{collections::BTreeSet, env, fs, path::Path};

use specta_typescript::Typescript;

use super::bindings;

/// `KEEPWARD_WRITE_BINDINGS=1` writes the file instead of comparing it (`npm run gen`).
#[test]
fn bindings_are_what_the_commands_are() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/bindings.ts");
    let fresh = env::temp_dir().join(format!("keepward-bindings-{}.ts", std::process::id()));
    bindings().export(Typescript::default(), &fresh).unwrap();
    let text = fs::read_to_string(&fresh).unwrap();
    fs::remove_file(&fresh).unwrap();
    if env::var_os("KEEPWARD_WRITE_BINDINGS").is_some() {
        return fs::write(committed, text).unwrap();
    }
    assert!(
        fs::read_to_string(committed).is_ok_and(|committed| committed == text),
        "ui/src/bindings.ts is not what the commands are; run `npm run gen`"
    );
}

/// The names of all commands, as the bindings call them.
fn commands() -> BTreeSet<String> {
    let fresh = env::temp_dir().join(format!("keepward-commands-{}.ts", std::process::id()));
    bindings().export(Typescript::default(), &fresh).unwrap();
    let text = fs::read_to_string(&fresh).unwrap();
    fs::remove_file(&fresh).unwrap();
    text.split("__TAURI_INVOKE")
        .filter_map(|call| call.split_once("(\"")?.1.split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_command_is_allowed_by_exactly_one_permission() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/permissions");
    let mut allowed = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let list = text.split_once("commands.allow = [").unwrap().1.split_once(']').unwrap().0;
        allowed.extend(
            list.split(',')
                .map(|name| name.trim().trim_matches('"').to_owned())
                .filter(|name| !name.is_empty()),
        );
    }
    let unique: BTreeSet<String> = allowed.iter().cloned().collect();
    assert_eq!(allowed.len(), unique.len(), "a command is allowed twice");
    assert_eq!(unique, commands());
}

#[test]
fn only_the_main_window_may_call_anything() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities");
    for file in fs::read_dir(folder).unwrap() {
        let capability: serde_json::Value =
            serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        assert!(capability.get("webviews").is_none() && capability.get("remote").is_none());
    }
}
