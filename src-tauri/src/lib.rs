//! The desktop shell: windows, tray, thin commands, the desktop's own services. No rules live here; what a person can do
//! is in `actions`, and how pictures are read in `scan`.
#![forbid(unsafe_code)]

mod arguments;
mod camera;
mod clipboard;
mod commands;
mod desktop;
mod error;
mod folder_watch;
mod idle;
mod page;
mod preview;
mod session;
mod sheet;
mod shortcut;
mod single_instance;
mod start;
mod state;
mod tray;
mod views;
mod webview;
mod window;
mod window_place;

pub use start::run;
