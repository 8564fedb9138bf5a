//! What leaves the vault as a document: to a file the person chooses, or into a preview window with the desktop's print
//! dialog over it. The preview may call no command and go nowhere; its page is handed over once, from memory. What is on
//! the page is made by `actions`.

use std::{
    fs::File,
    io::Write,
    path::PathBuf,
    sync::{Mutex, PoisonError, mpsc},
};

use actions::{Output, Paper};
use tauri::{
    AppHandle, Manager, UriSchemeContext, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry, http,
    webview::{NewWindowResponse, PageLoadEvent},
};
use tauri_plugin_dialog::DialogExt;
use tempfile::NamedTempFile;
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
    File(Prepared),
}

/// A place on the disk that was shown to take a file: it lies there already, empty and readable by the person alone, beside
/// the one whose place it will take. Given up, it goes away and what was there is as it was.
pub struct Prepared {
    path: PathBuf,
    file: NamedTempFile,
}

/// Asks the person where a document should go, before it is made; nothing if they gave up.
///
/// # Errors
/// [`UiError::FileUnwritable`]: then nothing was made.
pub fn destination(
    window: &AppHandle,
    format: SheetFormat,
    name: &str,
) -> Result<Option<Destination>, UiError> {
    if format == SheetFormat::Print {
        return Ok(Some(Destination::Preview));
    }
    let name = format!("{name}.{}", actions::SheetFormat::from(format).ending());
    Ok(chosen(window, &name)?.map(Destination::File))
}

/// Brings a document where it should go. Says the path, if it is a file.
///
/// # Errors
/// [`UiError::CannotPrint`], [`UiError::FileUnwritable`].
pub fn deliver(window: &AppHandle, to: Destination, output: Output) -> Result<Option<String>, UiError> {
    match to {
        Destination::Preview => preview(window, output.bytes).map(|()| None),
        Destination::File(place) => place.fill(&output.bytes).map(Some),
    }
}

/// Writes something to a file the person chooses. The path, or nothing if they gave up.
///
/// # Errors
/// [`UiError::FileUnwritable`].
pub fn save(window: &AppHandle, name: &str, bytes: &[u8]) -> Result<Option<String>, UiError> {
    chosen(window, name)?.map(|place| place.fill(bytes)).transpose()
}

fn chosen(window: &AppHandle, name: &str) -> Result<Option<Prepared>, UiError> {
    let chosen = window.dialog().file().set_file_name(name).blocking_save_file();
    chosen.and_then(|file| file.into_path().ok()).map(Prepared::at).transpose()
}

impl Prepared {
    fn at(path: PathBuf) -> Result<Self, UiError> {
        let folder = path.parent().ok_or(UiError::FileUnwritable)?;
        let file = tempfile::Builder::new().prefix(".keepward-").tempfile_in(folder);
        Ok(Self { file: file.map_err(|_| UiError::FileUnwritable)?, path })
    }

    /// Whole on the disk before anybody relies on it. Says the path.
    fn fill(mut self, bytes: &[u8]) -> Result<String, UiError> {
        let written = self.file.write_all(bytes).and_then(|()| self.file.as_file().sync_all());
        written.map_err(|_| UiError::FileUnwritable)?;
        self.file.persist(&self.path).map_err(|_| UiError::FileUnwritable)?;
        if let Some(folder) = self.path.parent().and_then(|folder| File::open(folder).ok()) {
            // The file is there; a disk that does not confirm its name is no reason to make another one.
            let _ = folder.sync_all();
        }
        Ok(self.path.display().to_string())
    }
}

/// Paper as it is common where the person lives: Letter in North America, A4 elsewhere.
pub fn paper() -> Paper {
    let locale = ["LC_ALL", "LC_PAPER", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|it| !it.is_empty()));
    let letter = locale.is_some_and(|locale| ["_US", "_CA", "_MX"].iter().any(|land| locale.contains(land)));
    if letter { Paper::Letter } else { Paper::A4 }
}

/// Waits until the preview is there: what is not shown was not delivered.
fn preview(handle: &AppHandle, page: Zeroizing<Vec<u8>>) -> Result<(), UiError> {
    let (here, (tell, told)) = (handle.clone(), mpsc::channel());
    *WAITING.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
    let opened = handle
        .run_on_main_thread(move || {
            // Whoever asked may be gone only with the whole app.
            let _ = tell.send(open(&here));
        })
        .ok()
        .and_then(|()| told.recv().ok())
        .and_then(Result::ok);
    if opened.is_none() {
        *WAITING.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
    opened.ok_or(UiError::CannotPrint)
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_readable_by_the_person_alone_and_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kit.html");
        fs::write(&path, "an older one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let said = Prepared::at(path.clone()).unwrap().fill(b"the page").unwrap();
        assert_eq!((said, fs::read(&path).unwrap()), (path.display().to_string(), b"the page".to_vec()));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_place_that_takes_no_file_is_known_before_anything_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = Prepared::at(folder.path().join("gone").join("kit.html"));
        assert_eq!(nowhere.err(), Some(UiError::FileUnwritable));
    }

    #[test]
    fn what_is_given_up_or_fails_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kit.html");
        fs::write(&path, "an older one").unwrap();
        drop(Prepared::at(path.clone()).unwrap());
        let taken = folder.path().join("folder");
        fs::create_dir_all(taken.join("within")).unwrap();
        let refused = Prepared::at(taken).unwrap().fill(b"the page");
        assert_eq!(refused, Err(UiError::FileUnwritable));
        assert_eq!(fs::read(&path).unwrap(), b"an older one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing half written is left");
    }
}
