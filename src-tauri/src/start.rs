//! From the command line to the running app, in the order that brings the codes on screen soonest: the vault is opened by
//! the keyring while the window is still being made.

use std::{
    path::{self, PathBuf},
    process::ExitCode,
    sync::Arc,
    thread,
};

use actions::{ActionError, Clock, Desk, Place, SettingsFile, SystemClock, default_folder};
use clap::Parser;
use tauri::{RunEvent, UriSchemeContext, UriSchemeResponder, Wry, http};
use zeroize::Zeroizing;

use crate::{
    arguments::Arguments,
    clipboard::Clipboard,
    commands,
    desktop::Desktop,
    page::News,
    session::{self, SessionEvent},
    single_instance::{self, Door, Start},
    state::App,
    tray, webview, window,
};

/// Runs the app until the person quits it.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    actions::harden("keepward-app");
    webview::prepare();
    let folder = arguments.vault.unwrap_or_else(default_folder);
    // A relative path is the same folder only as long as nobody asks from elsewhere.
    let folder = path::absolute(&folder).unwrap_or(folder);
    let door = match arguments.demo {
        true => Door::closed(),
        false => match single_instance::start(&folder, &arguments.links) {
            Start::First(door) => door,
            Start::Forwarded => return ExitCode::SUCCESS,
            Start::Unanswered => {
                return fail("Keepward is running but does not answer. End it and start it again.");
            }
        },
    };
    let desk = match desk(folder, arguments.demo) {
        Ok(desk) => desk,
        Err(error) => return fail(&error.to_string()),
    };
    let desktop = Arc::new(Desktop::default());
    let app = App::new(desk, Arc::new(SystemClock), Clipboard::new::<arboard::Clipboard>(), desktop.clone());
    app.take_links(arguments.links.into_iter().map(Zeroizing::new).collect());
    app.open_at_start();
    match show(app, desktop, door, arguments.hidden) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&format!(
            "The window could not be opened: {error}. Check that a desktop session is running."
        )),
    }
}

fn desk(folder: PathBuf, demo: bool) -> Result<Desk, ActionError> {
    if demo {
        return Desk::demo(SystemClock.now());
    }
    Ok(Desk::new(Place::on_disk(folder), SettingsFile::open(SettingsFile::default_path())))
}

/// The desktop: its thread is this one, and it does not come back before the end.
fn show(app: App, desktop: Arc<Desktop>, door: Door, hidden: bool) -> tauri::Result<()> {
    let bindings = commands::bindings();
    let (previewing, ending) = (app.clone(), app.clone());
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(app.clone())
        .invoke_handler(bindings.invoke_handler())
        .register_asynchronous_uri_scheme_protocol(
            "preview",
            move |_: UriSchemeContext<'_, Wry>, _, responder| {
                answer_with_preview(&previewing, responder);
            },
        )
        .on_window_event(window::on_event)
        .setup(move |tauri| {
            bindings.mount_events(tauri);
            desktop.runs(tauri.handle().clone());
            if hidden && app.settings().close_to_tray {
                window::open_without_tray(tauri.handle());
            } else {
                window::open(tauri.handle())?;
            }
            wait_for_others(&app, tauri.handle(), door);
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(move |handle, event| match event {
            // Without a code it was the last window that closed, with one it was the person who quit.
            RunEvent::ExitRequested { code: None, api, .. } if window::stays_in_tray(handle) => {
                api.prevent_exit();
                webview::release();
            }
            RunEvent::Exit => ending.end(),
            _ => {}
        });
    Ok(())
}

/// The picture after the last one that was asked for (see `preview`).
fn answer_with_preview(app: &App, responder: UriSchemeResponder) {
    app.viewfinder.preview.next(Box::new(move |jpeg| {
        let reply = http::Response::builder().header(http::header::CACHE_CONTROL, "no-store");
        let reply = match jpeg {
            Some(jpeg) => reply.header(http::header::CONTENT_TYPE, "image/jpeg").body(jpeg.to_vec()),
            None => reply.status(http::StatusCode::NOT_FOUND).body(Vec::new()),
        };
        responder.respond(reply.expect("these headers are well-formed"));
    }));
}

/// The threads that wait for something outside: later starts, the session, idleness. None of them is needed to show the
/// first codes, so they start last.
fn wait_for_others(app: &App, handle: &tauri::AppHandle, door: Door) {
    app.run();
    tray::refresh(handle);
    let (session, tray) = (app.clone(), handle.clone());
    session::listen(move |event| match event {
        SessionEvent::TrayAppeared => tray::refresh(&tray),
        event => session.on_session(event),
    });
    let app = app.clone();
    thread::spawn(move || {
        for links in &door.visitors {
            app.tell(News::CalledForward);
            app.take_links(links);
        }
        drop(door); // Only now: with it goes the name on the bus.
    });
}

fn fail(sentence: &str) -> ExitCode {
    eprintln!("keepward-app: {sentence}");
    ExitCode::FAILURE
}
