//! The main window: made when it is needed and forgotten when it is closed, so that an app in the tray needs no
//! memory for it. What is shown in it is the page's business.

use std::{
    env,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use scan::{FilesRead, Payload};
use tauri::{
    AppHandle, DragDropEvent, LogicalPosition, Manager, Theme, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, Window, WindowEvent,
    webview::{Color, NewWindowResponse},
};
use tauri_specta::Event;

use crate::{
    desktop, page::News, session, sheet, state::App, views::DropHover, webview, window_place::WindowPlace,
};

/// The one window; permissions name it.
const LABEL: &str = "main";
/// How long after a login a panel may take.
const PANEL_COMES_WITHIN: Duration = Duration::from_secs(10);
/// `--bg` of the page, so that the window never flashes in another colour.
const LIGHT: Color = Color(0xf6, 0xf6, 0xf3, 0xff);
const DARK: Color = Color(0x12, 0x14, 0x13, 0xff);

/// Brings the window forward, and makes it first if it is not there. From any thread.
pub fn call_forward(handle: &AppHandle) {
    let here = handle.clone();
    // Fails only while the app ends.
    let _ = handle.run_on_main_thread(move || {
        if let Err(error) = open(&here) {
            eprintln!("keepward-app: the window could not be opened: {error}");
        }
    });
}

/// The same on the window's own thread.
pub fn open(handle: &AppHandle) -> tauri::Result<()> {
    match handle.get_webview_window(LABEL) {
        Some(window) => {
            window.unminimize()?;
            window.show()?;
            window.set_focus()
        }
        None => build(handle),
    }
}

/// For a start into the tray: after a login the panel may come later than we do, but a desktop without one gets its
/// window.
pub fn open_without_tray(handle: &AppHandle) {
    let handle = handle.clone();
    thread::spawn(move || {
        thread::sleep(PANEL_COMES_WITHIN);
        if !session::has_tray() {
            call_forward(&handle);
        }
    });
}

fn build(handle: &AppHandle) -> tauri::Result<()> {
    let place = WindowPlace::load();
    let theme = theme(handle);
    let mut window = WebviewWindowBuilder::new(handle, LABEL, WebviewUrl::External(nothing()))
        .title("Keepward")
        .inner_size(place.width, place.height)
        .min_inner_size(WindowPlace::NARROWEST, WindowPlace::LOWEST)
        .maximized(place.maximized)
        .theme(theme)
        .background_color(colour(theme.unwrap_or(Theme::Light)))
        .zoom_hotkeys_enabled(true)
        .visible(false)
        // The page is all there is: it goes nowhere, opens nothing and saves nothing.
        .on_navigation(|url| {
            url.scheme() == "tauri" || (cfg!(debug_assertions) && url.host_str() == Some("localhost"))
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    if let Some((x, y)) = place.position {
        window = window.position(x, y);
    }
    let window = window.build()?;
    webview::restrain(&window)?;
    window.navigate(page(handle))?;
    if theme.is_none() {
        // Only the window knows what the desktop has chosen.
        window.set_background_color(Some(colour(window.theme()?)))?;
    }
    window.show()
}

/// What a webview is made with so that it loads nothing yet: the engine must be restrained before its first page.
fn nothing() -> Url {
    "about:blank".parse().expect("this is a URL")
}

/// The page: embedded in the program, or the development server's.
fn page(handle: &AppHandle) -> Url {
    let server = if tauri::is_dev() { handle.config().build.dev_url.clone() } else { None };
    server.unwrap_or_else(|| "tauri://localhost".parse().expect("this is a URL"))
}

/// Gives the window the theme of the settings.
pub fn dress(handle: &AppHandle) -> tauri::Result<()> {
    let Some(window) = handle.get_webview_window(LABEL) else { return Ok(()) };
    window.set_theme(theme(handle))?;
    window.set_background_color(Some(colour(window.theme()?)))
}

fn theme(handle: &AppHandle) -> Option<Theme> {
    match desktop::app(handle).settings().theme {
        actions::Theme::System => None,
        actions::Theme::Light => Some(Theme::Light),
        actions::Theme::Dark => Some(Theme::Dark),
    }
}

fn colour(theme: Theme) -> Color {
    if theme == Theme::Dark { DARK } else { LIGHT }
}

/// What happens to the window.
pub fn on_event(window: &Window, event: &WindowEvent) {
    let app = desktop::app(window.app_handle());
    match event {
        WindowEvent::Focused(true) => app.active(),
        // The print preview comes and goes beside the page.
        _ if window.label() != LABEL => {}
        WindowEvent::CloseRequested { .. } => remember(window.app_handle()),
        WindowEvent::Destroyed => {
            app.page_gone();
            sheet::close(window.app_handle());
        }
        WindowEvent::DragDrop(dragged) => on_drag(&app, window.app_handle(), dragged),
        _ => {}
    }
}

/// Whether the app goes on without its window: the person wants that, and there is a tray to find it in again.
pub fn stays_in_tray(handle: &AppHandle) -> bool {
    desktop::app(handle).settings().close_to_tray && session::has_tray()
}

/// Notes where the window is, for the next time.
pub fn remember(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window(LABEL)
        && let Ok(place) = place_of(&window)
    {
        // A window in the middle of the screen is no loss worth a word.
        let _ = place.save();
    }
}

fn place_of(window: &WebviewWindow) -> tauri::Result<WindowPlace> {
    let scale = window.scale_factor()?;
    let size = window.inner_size()?.to_logical::<f64>(scale);
    let position: LogicalPosition<f64> = window.outer_position()?.to_logical(scale);
    Ok(WindowPlace {
        width: size.width,
        height: size.height,
        // Wayland tells no program where its windows are.
        position: env::var_os("WAYLAND_DISPLAY").is_none().then_some((position.x, position.y)),
        maximized: window.is_maximized()?,
    })
}

/// Whether a file may hold recovery codes, by its name: pictures are looked at for QR codes instead.
fn is_text(path: &Path) -> bool {
    const ENDINGS: [&str; 9] = ["txt", "text", "csv", "tsv", "json", "html", "htm", "pdf", "md"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_none_or(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Files over the window. Decoded here, because the desktop hands over paths and the page may not read files.
fn on_drag(app: &App, handle: &AppHandle, dragged: &DragDropEvent) {
    let hover = match dragged {
        DragDropEvent::Enter { .. } => true,
        DragDropEvent::Leave => false,
        DragDropEvent::Drop { paths, .. } => {
            let app = app.clone();
            let (texts, paths): (Vec<PathBuf>, Vec<PathBuf>) =
                paths.iter().cloned().partition(|path| is_text(path));
            if let Some(text) = texts.into_iter().next() {
                app.keep_dropped(text);
            }
            thread::spawn(move || {
                if paths.is_empty() {
                    return;
                }
                let FilesRead { found, refused } = scan::decode_image_files(paths);
                let unread = refused.len();
                app.tell(match refused.into_iter().next() {
                    Some((_, error)) if found.is_empty() => News::ScanFailed(error.into()),
                    _ => app
                        .offer(found.iter().map(Payload::as_str))
                        .map_or_else(News::ScanFailed, |offer| News::Offered(offer.beside(unread))),
                });
            });
            false
        }
        _ => return,
    };
    let _ = DropHover(hover).emit(handle);
}
