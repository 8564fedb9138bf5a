//! Settings put into force: what the desk keeps, and what the desktop has to know of it.

use std::sync::Arc;

use actions::Settings;

use super::{App, held};
use crate::{error::UiError, page::News, shortcut::Shortcut};

impl App {
    /// Puts settings into force and saves them.
    pub fn save_settings(&self, settings: Settings) -> Result<(), UiError> {
        if settings.global_shortcut != self.settings().global_shortcut {
            self.grab(settings.global_shortcut.as_deref())?;
        }
        let mut desk = self.desk();
        let saved = desk.save_settings(settings).map(drop);
        // They hold even if the disk refuses to keep them.
        held(&self.settings).clone_from(desk.settings());
        drop(desk);
        self.settled();
        self.tell(News::Settings);
        self.tell(News::Codes);
        Ok(saved?)
    }

    /// Takes the keys that call the window forward, then gives back the ones held before.
    pub(super) fn grab(&self, keys: Option<&str>) -> Result<(), UiError> {
        let grab = |keys: &str| {
            let page = Arc::clone(&self.page);
            Shortcut::grab(keys.parse()?, move || page.tell(News::CalledForward))
        };
        *held(&self.shortcut) = keys.map(grab).transpose()?;
        Ok(())
    }
}
