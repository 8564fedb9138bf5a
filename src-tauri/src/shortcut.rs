//! The global shortcut: one key combination, grabbed from the X server, that brings the window forward from anywhere.
//! Waits for the key without polling. Wayland lets no program grab keys; there the person binds a key in the desktop's
//! own settings to starting Keepward a second time, which does the same.

use std::{env, fmt, str::FromStr, sync::Arc, thread};

use x11rb::{
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, GrabMode, Keycode, ModMask,
            Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
};

/// A key combination such as `Ctrl+Alt+K`: at least one of Ctrl, Alt and Super, and one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keys {
    modifiers: ModMask,
    /// X11 protocol, appendix A: the code of the character, or of a function key.
    keysym: u32,
}

/// Why there is no global shortcut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShortcutError {
    /// The text names no combination that may be grabbed.
    #[error(
        "This is not a key combination. Use Ctrl, Alt or Super with a letter, a digit, Space or a function key."
    )]
    NotKeys,
    /// The desktop lets no program grab keys.
    #[error(
        "This desktop gives no program a global shortcut. Bind a key to `keepward-app` in its keyboard settings."
    )]
    Unavailable,
    /// Another program has it.
    #[error("Another program uses this key combination. Choose another one.")]
    Taken,
}

/// A grabbed combination; dropping it gives it back.
pub struct Shortcut {
    display: Arc<RustConnection>,
    /// A window nobody sees: a message to it ends the thread.
    bell: Window,
}

impl Shortcut {
    /// Grabs `keys`; from then on each press calls `on_press` from a thread of its own.
    ///
    /// # Errors
    /// [`ShortcutError::Taken`] if another program has grabbed them, [`ShortcutError::Unavailable`] on Wayland.
    pub fn grab(keys: Keys, on_press: impl Fn() + Send + 'static) -> Result<Self, ShortcutError> {
        if env::var_os("WAYLAND_DISPLAY").is_some() {
            // XWayland would grant the grab and then see the keys of X programs only.
            return Err(ShortcutError::Unavailable);
        }
        let (display, screen) = x11rb::connect(None).map_err(unavailable)?;
        let root = display.setup().roots.get(screen).ok_or(ShortcutError::Unavailable)?.root;
        let keycode = keycode(&display, keys.keysym)?;
        for locks in locks() {
            let modifiers = keys.modifiers | locks;
            let grabbed = display.grab_key(false, root, modifiers, keycode, GrabMode::ASYNC, GrabMode::ASYNC);
            grabbed.map_err(unavailable)?.check().map_err(|_| ShortcutError::Taken)?;
        }
        let bell = bell(&display, root).map_err(unavailable)?;
        let display = Arc::new(display);
        let listening = Arc::clone(&display);
        thread::spawn(move || {
            while let Ok(event) = listening.wait_for_event() {
                match event {
                    Event::KeyPress(_) => on_press(),
                    Event::ClientMessage(_) => return,
                    _ => {}
                }
            }
        });
        Ok(Self { display, bell })
    }
}

impl Drop for Shortcut {
    /// The thread holds the connection, and the connection the grab; both end with this message.
    fn drop(&mut self) {
        let message = ClientMessageEvent::new(32, self.bell, self.bell, [0_u32; 5]);
        let sent = self.display.send_event(false, self.bell, EventMask::NO_EVENT, message);
        // If the server is gone, so is the grab.
        let _ = sent.map(|_| self.display.flush());
    }
}

/// A grab counts for one exact state, and Caps Lock and Num Lock are part of it.
fn locks() -> [ModMask; 4] {
    let none = ModMask::default();
    [none, ModMask::LOCK, ModMask::M2, ModMask::LOCK | ModMask::M2]
}

/// The key that produces `keysym` without modifiers.
fn keycode(display: &RustConnection, keysym: u32) -> Result<Keycode, ShortcutError> {
    let (first, last) = (display.setup().min_keycode, display.setup().max_keycode);
    let mapping = display
        .get_keyboard_mapping(first, last - first + 1)
        .map_err(unavailable)?
        .reply()
        .map_err(unavailable)?;
    let per_key = usize::from(mapping.keysyms_per_keycode).max(1);
    (first..=last)
        .zip(mapping.keysyms.chunks(per_key))
        .find(|(_, keysyms)| keysyms.first() == Some(&keysym))
        .map(|(keycode, _)| keycode)
        .ok_or(ShortcutError::NotKeys)
}

fn bell(display: &RustConnection, root: Window) -> Result<Window, x11rb::errors::ReplyOrIdError> {
    let bell = display.generate_id()?;
    let look = CreateWindowAux::new();
    display.create_window(0, bell, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &look)?.check()?;
    Ok(bell)
}

fn unavailable<E>(_: E) -> ShortcutError {
    ShortcutError::Unavailable
}

impl FromStr for Keys {
    type Err = ShortcutError;

    fn from_str(text: &str) -> Result<Self, ShortcutError> {
        let (modifiers, key) = text.rsplit_once('+').ok_or(ShortcutError::NotKeys)?;
        let mut keys = Self { modifiers: ModMask::default(), keysym: keysym(key.trim())? };
        for modifier in modifiers.split('+') {
            keys.modifiers |= match modifier.trim().to_ascii_lowercase().as_str() {
                "ctrl" | "control" => ModMask::CONTROL,
                "alt" => ModMask::M1,
                "super" | "meta" => ModMask::M4,
                "shift" => ModMask::SHIFT,
                _ => return Err(ShortcutError::NotKeys),
            };
        }
        // Shift alone would take a capital letter away from every other program.
        if keys.modifiers == ModMask::SHIFT { Err(ShortcutError::NotKeys) } else { Ok(keys) }
    }
}

fn keysym(key: &str) -> Result<u32, ShortcutError> {
    const F1: u32 = 0xffbe;
    let key = key.to_ascii_lowercase();
    match (key.as_bytes(), key.strip_prefix('f').and_then(|number| number.parse::<u32>().ok())) {
        ([character], None) if character.is_ascii_alphanumeric() => Ok(u32::from(*character)),
        (_, Some(number @ 1..=12)) => Ok(F1 + number - 1),
        (b"space", _) => Ok(u32::from(b' ')),
        _ => Err(ShortcutError::NotKeys),
    }
}

impl fmt::Debug for Shortcut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shortcut")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_read_as_people_write_them() {
        let keys = |modifiers, keysym| Ok(Keys { modifiers, keysym });
        assert_eq!("Ctrl+Alt+K".parse::<Keys>(), keys(ModMask::CONTROL | ModMask::M1, 0x6b));
        assert_eq!("control + shift + 7".parse::<Keys>(), keys(ModMask::CONTROL | ModMask::SHIFT, 0x37));
        assert_eq!("Super+Space".parse::<Keys>(), keys(ModMask::M4, 0x20));
        assert_eq!("Alt+F12".parse::<Keys>(), keys(ModMask::M1, 0xffc9));
        assert_eq!("Ctrl+F".parse::<Keys>(), keys(ModMask::CONTROL, 0x66));
    }

    #[test]
    fn a_key_other_programs_need_alone_is_refused() {
        for text in
            ["K", "Shift+K", "Ctrl+", "+", "", "Ctrl+Alt", "Hyper+K", "Ctrl+F13", "Ctrl+ä", "Ctrl+Enter"]
        {
            assert_eq!(text.parse::<Keys>(), Err(ShortcutError::NotKeys), "{text}");
        }
    }
}
