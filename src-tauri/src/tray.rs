//! The icon in the panel: whether the vault is locked, the pinned accounts (a click copies the code), lock and quit.
//! There only while the person wants it and the desktop has a place for it. Shows names, never digits.

use std::{
    sync::{Mutex, PoisonError},
    thread,
};

use actions::CodesQuery;
use tauri::{
    AppHandle, Wry,
    image::Image,
    include_image,
    menu::{Menu, MenuBuilder, MenuEvent, MenuItemBuilder},
    tray::TrayIconBuilder,
};

use crate::{commands::accounts::id_of, desktop, session, state::App, window};

const ICON: &str = "keepward";
const LOCKED: Image<'_> = include_image!("icons/tray-locked.png");
const UNLOCKED: Image<'_> = include_image!("icons/tray.png");
/// What precedes the id of the account in the id of its menu line.
const COPY: &str = "copy:";
/// More lines than this no panel shows well.
const MOST_PINNED: u32 = 20;

/// What the icon shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    open: bool,
    /// The lines of the pinned accounts: id and name.
    pinned: Vec<(String, String)>,
}

/// What it shows now; nothing while there is no icon. Rebuilding a menu closes it, so it is done only for a reason.
static SHOWN: Mutex<Option<Shown>> = Mutex::new(None);

/// Brings the icon up to date. Returns at once; the desk may be busy.
pub fn refresh(handle: &AppHandle) {
    let handle = handle.clone();
    thread::spawn(move || {
        let app = desktop::app(&handle);
        let wanted = (app.settings().close_to_tray && session::has_tray()).then(|| shown(&app));
        let here = handle.clone();
        // Fails only while the app ends.
        let _ = handle.run_on_main_thread(move || show(&here, wanted));
    });
}

fn shown(app: &App) -> Shown {
    let query = CodesQuery { text: String::new(), from: 0, count: MOST_PINNED, now: app.now() };
    match app.desk().codes(&query) {
        Ok(page) => {
            Shown { open: true, pinned: page.rows.iter().take_while(|row| row.pinned).map(line).collect() }
        }
        Err(_) => Shown::default(),
    }
}

fn line(row: &actions::CodeRow) -> (String, String) {
    let name = match (row.issuer.as_str(), row.name.as_str()) {
        (issuer, "") => issuer.to_owned(),
        ("", name) => name.to_owned(),
        (issuer, name) => format!("{issuer} ({name})"),
    };
    (format!("{COPY}{}", row.id), name.replace('&', "&&")) // a single & would underline the next letter
}

/// On the window's thread.
fn show(handle: &AppHandle, wanted: Option<Shown>) {
    let mut showing = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if *showing == wanted {
        return;
    }
    let done = match &wanted {
        None => {
            handle.remove_tray_by_id(ICON);
            Ok(())
        }
        Some(shown) => draw(handle, shown, showing.as_ref().is_none_or(|before| before.open != shown.open)),
    };
    match done {
        Ok(()) => *showing = wanted,
        Err(error) => eprintln!("keepward-app: the tray icon could not be shown: {error}"),
    }
}

fn draw(handle: &AppHandle, shown: &Shown, is_other_icon: bool) -> tauri::Result<()> {
    let menu = menu(handle, shown)?;
    let icon = if shown.open { UNLOCKED } else { LOCKED };
    match handle.tray_by_id(ICON) {
        Some(tray) => {
            if is_other_icon {
                tray.set_icon(Some(icon))?;
            }
            tray.set_menu(Some(menu))
        }
        None => TrayIconBuilder::with_id(ICON)
            .menu(&menu)
            .icon(icon)
            .on_menu_event(on_click)
            .build(handle)
            .map(drop),
    }
}

fn menu(handle: &AppHandle, shown: &Shown) -> tauri::Result<Menu<Wry>> {
    let state = if shown.open { "Keepward is unlocked" } else { "Keepward is locked" };
    let mut menu = MenuBuilder::new(handle)
        .item(&MenuItemBuilder::with_id("state", state).enabled(false).build(handle)?)
        .text("open", "Open Keepward")
        .separator();
    for (id, name) in &shown.pinned {
        menu = menu.text(id, name);
    }
    if !shown.pinned.is_empty() {
        menu = menu.separator();
    }
    menu.item(&MenuItemBuilder::with_id("lock", "Lock").enabled(shown.open).build(handle)?)
        .text("quit", "Quit")
        .build()
}

fn on_click(handle: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "open" => window::call_forward(handle),
        "quit" => {
            window::remember(handle);
            handle.exit(0);
        }
        "lock" => {
            let app = desktop::app(handle);
            thread::spawn(move || app.lock());
        }
        id => {
            let (handle, id) = (handle.clone(), id.strip_prefix(COPY).unwrap_or(id).to_owned());
            thread::spawn(move || {
                let app = desktop::app(&handle);
                app.active();
                if id_of(&id).and_then(|id| app.copy(id)).is_err() {
                    window::call_forward(&handle); // There the person sees what is wrong.
                }
            });
        }
    }
}
