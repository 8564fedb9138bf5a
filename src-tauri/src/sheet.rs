//! What leaves the vault as a document: to a file the person chooses, or into a preview window with the desktop's print
//! dialog over it. The preview may call no command and go nowhere; its page is handed over once, from memory. What is on
//! the page is made by `actions`.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError, mpsc},
};

use actions::{Output, Paper};
use tauri::{
    AppHandle, Manager, UriSchemeContext, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry, http,
    webview::{NewWindowResponse, PageLoadEvent},
};
use tauri_plugin_dialog::DialogExt;
use zeroize::Zeroizing;

use crate::{error::UiError, views::SheetFormat};

/// The preview; no permission names it.
const LABEL: &str = "sheet";
/// The scheme of its one page.
pub const SCHEME: &str = "sheet";

/// The page on its way into the preview.
static WAITING: Mutex<Option<Zeroizing<Vec<u8>>>> = Mutex::new(None);

/// Where a document goes.
pub enum Destination {
    /// Into the preview.
    Preview,
    /// Into this file.
    File(PathBuf),
}

/// Asks the person where a document should go, before it is made; nothing if they gave up.
pub fn destination(window: &AppHandle, format: SheetFormat, name: &str) -> Option<Destination> {
    if format == SheetFormat::Print {
        return Some(Destination::Preview);
    }
    let name = format!("{name}.{}", actions::SheetFormat::from(format).ending());
    let chosen = window.dialog().file().set_file_name(name).blocking_save_file()?;
    chosen.into_path().ok().map(Destination::File)
}

/// Brings a document where it should go. Says the path, if it is a file.
///
/// # Errors
/// [`UiError::CannotPrint`], [`UiError::FileUnwritable`].
pub fn deliver(window: &AppHandle, to: Destination, output: Output) -> Result<Option<String>, UiError> {
    match to {
        Destination::Preview => preview(window, output.bytes).map(|()| None),
        Destination::File(path) => {
            write(&path, &output.bytes).map_err(|_| UiError::FileUnwritable)?;
            Ok(Some(path.display().to_string()))
        }
    }
}

/// Writes something to a file the person chooses. The path, or nothing if they gave up.
///
/// # Errors
/// [`UiError::FileUnwritable`].
pub fn save(window: &AppHandle, name: &str, bytes: &[u8]) -> Result<Option<String>, UiError> {
    let chosen = window.dialog().file().set_file_name(name).blocking_save_file();
    let Some(path) = chosen.and_then(|file| file.into_path().ok()) else { return Ok(None) };
    write(&path, bytes).map_err(|_| UiError::FileUnwritable)?;
    Ok(Some(path.display().to_string()))
}

/// Paper as it is common where the person lives: Letter in North America, A4 elsewhere.
pub fn paper() -> Paper {
    let locale = ["LC_ALL", "LC_PAPER", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    let letter = locale.is_some_and(|locale| ["_US", "_CA", "_MX"].iter().any(|land| locale.contains(land)));
    if letter { Paper::Letter } else { Paper::A4 }
}

/// Readable by the person alone, and whole on the disk before anybody relies on it. What lies there already, perhaps last
/// week's backup, gives way only to a whole file: the new one is written beside it.
fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = path.file_name().ok_or(std::io::ErrorKind::InvalidInput)?;
    let beside = path.with_file_name(format!(".{}.part", name.to_string_lossy()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    });
    if written.is_err() {
        // Half a document helps nobody, and may hold a secret.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn preview(handle: &AppHandle, page: Zeroizing<Vec<u8>>) -> Result<(), UiError> {
    let here = handle.clone();
    let (opened, outcome) = mpsc::channel();
    *WAITING.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
    handle
        .run_on_main_thread(move || {
            if let Err(error) = open(&here) {
                eprintln!("keepward-app: the print preview could not be opened: {error}");
                close(&here);
            }
            // Nobody waits only when the app ends.
            let _ = opened.send(here.get_webview_window(LABEL).is_some());
        })
        .map_err(|_| UiError::CannotPrint)?;
    if outcome.recv().unwrap_or(false) { Ok(()) } else { Err(UiError::CannotPrint) }
}

/// Opens the print dialog over the preview once more.
///
/// # Errors
/// [`UiError::CannotPrint`] when the preview was closed.
pub fn print_again(handle: &AppHandle) -> Result<(), UiError> {
    let window = handle.get_webview_window(LABEL).ok_or(UiError::CannotPrint)?;
    print(&window).map_err(|_| UiError::CannotPrint)
}

/// On the window's thread. An older preview gives way.
fn open(handle: &AppHandle) -> tauri::Result<()> {
    if let Some(older) = handle.get_webview_window(LABEL) {
        older.destroy()?;
    }
    let page = format!("{SCHEME}://localhost/").parse().expect("this is a URL");
    WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::CustomProtocol(page))
        .title("Print from Keepward")
        .inner_size(760.0, 900.0)
        .on_navigation(|url| url.scheme() == SCHEME)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_page_load(|window, load| {
            if load.event() == PageLoadEvent::Finished
                && let Err(error) = print(&window)
            {
                eprintln!("keepward-app: the print dialog could not be opened: {error}");
            }
        })
        .build()
        .map(drop)
}

fn print(window: &WebviewWindow) -> tauri::Result<()> {
    window.print()
}

/// Closes the preview: the vault was locked.
pub fn close(handle: &AppHandle) {
    *WAITING.lock().unwrap_or_else(PoisonError::into_inner) = None;
    if let Some(window) = handle.get_webview_window(LABEL) {
        // Fails only while the app ends.
        let _ = window.destroy();
    }
}

/// Answers the preview's one request, and nobody else's.
pub fn answer(context: &UriSchemeContext<'_, Wry>) -> http::Response<Vec<u8>> {
    let page = (context.webview_label() == LABEL)
        .then(|| WAITING.lock().unwrap_or_else(PoisonError::into_inner).take())
        .flatten();
    let reply = http::Response::builder().header(http::header::CACHE_CONTROL, "no-store");
    let reply = match page {
        Some(page) => {
            reply.header(http::header::CONTENT_TYPE, "text/html; charset=utf-8").body(page.to_vec())
        }
        None => reply.status(http::StatusCode::NOT_FOUND).body(Vec::new()),
    };
    reply.expect("these headers are well-formed")
}
