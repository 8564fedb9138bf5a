//! One running Keepward per vault: the first owns a name on the session bus, a second start hands it its `otpauth:` links
//! and ends. Spoken is `org.freedesktop.Application` (Desktop Entry Specification, "D-Bus Activation"). Without a session
//! bus every start is a first one, and the vault's own lock keeps two of them apart.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    sync::mpsc::{self, Receiver, Sender},
    time::Duration,
};

use actions::default_folder;
use zbus::{blocking::connection, zvariant::Value};
use zeroize::Zeroizing;

/// The app's name on the bus, and its identifier.
const NAME: &str = "io.github.keepward.Keepward";
const OBJECT: &str = "/io/github/keepward/Keepward";
const INTERFACE: &str = "org.freedesktop.Application";
/// How long a running Keepward may take to answer before we say that it hangs.
const ANSWER_WITHIN: Duration = Duration::from_secs(3);
/// More links than this in one start are dropped; a person adds them one by one.
const MOST_LINKS: usize = 16;

/// `otpauth:` links of one start; empty when it only wants the window.
pub type Links = Vec<Zeroizing<String>>;

/// What this start turned out to be.
pub enum Start {
    /// The only Keepward for its vault.
    First(Door),
    /// Another one runs and has taken over what this one was asked to do.
    Forwarded,
    /// Another one runs and does not answer.
    Unanswered,
}

/// Where later starts knock. Dropping it gives the name back.
pub struct Door {
    /// What they want, in their order. Disconnected at once where there is no session bus.
    pub visitors: Receiver<Links>,
    _bus: Option<zbus::blocking::Connection>,
}

impl Door {
    /// For a start that nobody else should find: the demonstration.
    pub fn closed() -> Self {
        Self { visitors: mpsc::channel().1, _bus: None }
    }
}

/// Claims the name of the vault in `folder`, or hands `links` to the one who has it.
pub fn start(folder: &Path, links: &[String]) -> Start {
    let name = name(folder);
    let (knock, visitors) = mpsc::channel();
    let bus = connection::Builder::session()
        .and_then(|bus| bus.method_timeout(ANSWER_WITHIN).serve_at(OBJECT, Application(knock)))
        .and_then(|bus| bus.name(name.as_str()))
        .and_then(|bus| bus.allow_name_replacements(false).replace_existing_names(false).build());
    match bus {
        Ok(bus) => Start::First(Door { visitors, _bus: Some(bus) }),
        Err(zbus::Error::NameTaken) => match forward(&name, links) {
            Ok(()) => Start::Forwarded,
            Err(_) => Start::Unanswered,
        },
        Err(_) => Start::First(Door { visitors, _bus: None }),
    }
}

fn forward(name: &str, links: &[String]) -> zbus::Result<()> {
    let bus = connection::Builder::session()?.method_timeout(ANSWER_WITHIN).build()?;
    let nothing = HashMap::<&str, Value<'_>>::new();
    if links.is_empty() {
        bus.call_method(Some(name), OBJECT, Some(INTERFACE), "Activate", &(nothing,))?;
    } else {
        bus.call_method(Some(name), OBJECT, Some(INTERFACE), "Open", &(links, nothing))?;
    }
    Ok(())
}

/// The name for one vault: the app's own for the default vault, by which the desktop knows it. Any other folder is told by
/// the hash of its path, because a name is bounded and public.
fn name(folder: &Path) -> String {
    // A folder that is not there yet has no other way to be written.
    let whole = |folder: &Path| std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = whole(folder);
    if folder == whole(&default_folder()) {
        return NAME.to_owned();
    }
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("{NAME}.Vault{:016x}", hasher.finish())
}

/// The object on the bus.
struct Application(Sender<Links>);

#[zbus::interface(name = "org.freedesktop.Application")]
impl Application {
    fn activate(&self, _platform_data: HashMap<String, Value<'_>>) {
        self.knock(Links::new());
    }

    fn open(&self, uris: Vec<String>, _platform_data: HashMap<String, Value<'_>>) {
        self.knock(uris.into_iter().map(Zeroizing::new).take(MOST_LINKS).collect());
    }

    /// Keepward has no actions in its desktop file; being asked for one still brings the window forward.
    fn activate_action(
        &self,
        _name: &str,
        _parameter: Vec<Value<'_>>,
        _platform_data: HashMap<String, Value<'_>>,
    ) {
        self.knock(Links::new());
    }
}

impl Application {
    fn knock(&self, links: Links) {
        // Nobody listens any more: the app is ending, and the next start will be the first one.
        let _ = self.0.send(links);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_has_its_own_name_however_it_is_written() {
        let folder = std::env::temp_dir();
        assert_eq!(name(&default_folder()), NAME);
        assert_ne!(name(&folder), NAME);
        assert_eq!(name(&folder), name(&folder.join(".")));
        assert_ne!(name(&folder), name(Path::new("/")));
    }

    #[test]
    fn a_folder_does_not_show_in_its_name() {
        let name = name(Path::new("/home/ann/private"));
        assert!(!name.contains("ann") && name.len() < 255, "{name}");
    }
}
