//! What the page's engine (WebKitGTK) is allowed to do and keep. A page of short texts needs no graphics card, no sound, no
//! storage and no cache; each of them costs memory or time, or keeps something.

#[cfg(target_os = "linux")]
mod release;

use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
pub use release::release;

/// What WebKitGTK reads from the environment, and its own processes after it: do not look for a graphics card. Without
/// them each of its processes loads the OpenGL drivers and their compiler to learn that nothing will be drawn with them.
#[cfg(target_os = "linux")]
const WITHOUT_GRAPHICS_CARD: [(&str, &str); 3] = [
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    // Any name keeps it from asking the drivers for one; this one is never opened.
    ("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null"),
];

/// The engines of other systems are left as they come.
#[cfg(not(target_os = "linux"))]
pub fn prepare() {}

/// The engines of other systems are left as they come.
#[cfg(not(target_os = "linux"))]
pub fn release() {}

/// Prepares the environment of the engine. To be called before there is a second thread, which might be reading it.
#[cfg(target_os = "linux")]
pub fn prepare() {
    for (name, value) in WITHOUT_GRAPHICS_CARD {
        // What the person has set stays. Fails only without memory for a few bytes; then the engine starts slowly.
        let _ = gtk::glib::setenv(name, value, false);
    }
}

/// The engines of other systems are left as they come.
#[cfg(not(target_os = "linux"))]
pub fn restrain(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Takes from the engine what this page does not need. To be called before the first page is loaded: a page that is
/// being drawn does not survive it.
#[cfg(target_os = "linux")]
pub fn restrain(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::prelude::{GtkSettingsExt, WidgetExt};
    use tauri::webview::PlatformWebview;
    use webkit2gtk::{
        CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebView, WebViewExt,
    };

    window.with_webview(|webview: PlatformWebview| {
        let view: WebView = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            // Composited layers cost 100 MB for this page, and with some drivers the window stays blank.
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
            settings.set_enable_webgl(false);
            settings.set_enable_webaudio(false);
            settings.set_enable_media(false);
            settings.set_enable_media_stream(false);
            // Nothing of the page outlives it.
            settings.set_enable_html5_local_storage(false);
            settings.set_enable_html5_database(false);
            settings.set_enable_page_cache(false);
            settings.set_enable_dns_prefetching(false);
        }
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        if let Some(desktop) = WidgetExt::settings(&view) {
            // The search field has the caret all day; blinking would be most of what an idle window does.
            desktop.set_gtk_cursor_blink(false);
        }
    })
}
