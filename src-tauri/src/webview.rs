//! What the page's engine (WebKitGTK) is allowed to do and keep. A page of short texts needs no graphics card, no sound, no
//! storage and no cache; each of them costs memory or time, or keeps something.

use tauri::WebviewWindow;

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
