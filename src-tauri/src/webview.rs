//! What the page's engine (WebKitGTK) is allowed to do and keep. A page of short texts needs no graphics card, no sound, no
//! storage and no cache; each of them costs memory or keeps something.

use tauri::{WebviewWindow, webview::PlatformWebview};
use webkit2gtk::{CacheModel, HardwareAccelerationPolicy, SettingsExt, WebContextExt, WebViewExt};

/// Takes from the engine what this page does not need. Called before the page is loaded.
pub fn restrain(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|webview: PlatformWebview| {
        let view = webview.inner();
        if let Some(settings) = WebViewExt::settings(&view) {
            // Composited layers cost 70 MB for this page, and with some drivers the window stays blank.
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
    })
}
