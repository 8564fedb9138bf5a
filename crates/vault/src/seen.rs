//! The newest revision seen on this computer, kept in the keyring: age has no protection against an old copy put back
//! in place of a new one. Only while quick unlock is switched on: a keyring that is locked asks the person for its own
//! password, and whoever never asked for the keyring must not be bothered with it.
//!
//! It warns and never forbids. Writing happens in the background and only the latest number is written, so that saving
//! never waits for the keyring; a number that was not written only makes the warning weaker.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::files::Compartment;
use crate::{Place, SecretStore, VaultFolder, VaultId, quick};

/// How long opening waits for the answer beyond its own work. Without one there is no warning this time.
const PATIENCE_READING: Duration = Duration::from_secs(1);
/// How long locking waits for the last number to be written.
const PATIENCE_WRITING: Duration = Duration::from_millis(500);

fn entry(of: Compartment, vault: VaultId) -> String {
    match of {
        Compartment::Daily => format!("seen-revision-{vault}"),
        Compartment::Recovery => format!("seen-recovery-revision-{vault}"),
    }
}

/// A question to the keyring that is being answered while the passphrase is derived.
pub(crate) struct Asked {
    of: Compartment,
    vault: VaultId,
    answer: Receiver<Option<u64>>,
}

/// Asks for the newest revision seen of the vault in this folder, if the person uses the keyring for it.
pub(crate) fn ask_if_wanted(place: &Place, of: Compartment) -> Option<Asked> {
    quick::wanted(&*place.folder).map(|vault| ask(place, of, vault))
}

/// Asks for the newest revision seen of a vault's file.
pub(crate) fn ask(place: &Place, of: Compartment, vault: VaultId) -> Asked {
    let (tell, answer) = mpsc::channel();
    let secrets = Arc::clone(&place.secrets);
    // When no thread can be had there is no answer, and so no warning.
    let _ = thread::Builder::new().name("seen-revision".to_owned()).spawn(move || {
        let line = secrets.get(&entry(of, vault)).ok().flatten();
        let _ = tell.send(line.and_then(|line| line.parse().ok()));
    });
    Asked { of, vault, answer }
}

impl Asked {
    /// The newest revision seen of this vault; `None` when none was, or the keyring does not say. Another vault than
    /// the one asked for gets its own question.
    pub fn answer_for(self, place: &Place, vault: VaultId) -> Option<u64> {
        let asked = if self.vault == vault { self } else { ask(place, self.of, vault) };
        asked.answer.recv_timeout(PATIENCE_READING).ok().flatten()
    }
}

/// Writes revisions into the keyring in the background until it is dropped.
pub(crate) struct SeenWriter {
    /// Whose `state.json` says whether the keyring is used; that may change while the vault is open.
    folder: Arc<dyn VaultFolder>,
    numbers: Option<Sender<Note>>,
    /// Ends when the last number is written. Behind a lock only so that an open vault may be shared.
    done: Mutex<Receiver<()>>,
}

enum Note {
    /// Remember it if it is newer.
    Saw(u64),
    /// Remember it though it is older: the person accepted it.
    Accepted(u64),
    /// Take the numbers of both files out of the keyring.
    Forget,
}

impl SeenWriter {
    /// Starts the writer of one open file.
    pub fn start(place: &Place, of: Compartment, vault: VaultId) -> Self {
        let (folder, secrets) = (Arc::clone(&place.folder), Arc::clone(&place.secrets));
        let (numbers, notes) = mpsc::channel::<Note>();
        let (finished, done) = mpsc::channel();
        let _ = thread::Builder::new().name("seen-revision".to_owned()).spawn(move || {
            while let Ok(first) = notes.recv() {
                // Only the latest matters when many were saved meanwhile.
                let latest = notes.try_iter().fold(first, Note::followed_by);
                latest.write(&*secrets, of, vault);
            }
            drop(finished);
        });
        Self { folder, numbers: Some(numbers), done: Mutex::new(done) }
    }

    /// This revision was opened or saved.
    pub fn saw(&self, revision: u64) {
        self.send_if_wanted(Note::Saw(revision));
    }

    /// The person opened this older revision knowingly.
    pub fn accepted(&self, revision: u64) {
        self.send_if_wanted(Note::Accepted(revision));
    }

    /// The keyring is used no longer. After all that was sent before, or a number on its way would come back.
    pub fn forget(&self) {
        self.send(Note::Forget);
    }

    fn send_if_wanted(&self, note: Note) {
        if quick::wanted(&*self.folder).is_some() {
            self.send(note);
        }
    }

    fn send(&self, note: Note) {
        if let Some(numbers) = &self.numbers {
            let _ = numbers.send(note);
        }
    }
}

impl Drop for SeenWriter {
    fn drop(&mut self) {
        self.numbers = None;
        if let Ok(done) = self.done.get_mut() {
            let _ = done.recv_timeout(PATIENCE_WRITING);
        }
    }
}

impl Note {
    fn followed_by(self, next: Note) -> Note {
        match (self, next) {
            (Note::Accepted(_), Note::Saw(revision)) => Note::Accepted(revision),
            (_, next) => next,
        }
    }

    fn write(self, secrets: &dyn SecretStore, of: Compartment, vault: VaultId) {
        let name = entry(of, vault);
        let seen = || secrets.get(&name).ok().flatten().and_then(|line| line.parse::<u64>().ok());
        let news = match self {
            Note::Saw(revision) => {
                Some(revision).filter(|revision| seen().is_none_or(|seen| seen < *revision))
            }
            Note::Accepted(revision) => Some(revision),
            Note::Forget => {
                // A number that stays does no harm: nobody asks for it.
                for of in [Compartment::Daily, Compartment::Recovery] {
                    let _ = secrets.remove(&entry(of, vault));
                }
                None
            }
        };
        if let Some(revision) = news {
            // A keyring that does not work is told of where it matters: at quick unlock.
            let _ = secrets.set(&name, &revision.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{self, State};
    use crate::{MemoryFolder, MemorySecretStore, SecretStoreError, WorkFactor};

    fn place(secrets: &Arc<MemorySecretStore>) -> Place {
        let secrets: Arc<dyn SecretStore> = secrets.clone();
        let folder = Arc::new(MemoryFolder::new());
        let state = State { vault_id: Some(VaultId::random()), quick_unlock: true, ..State::default() };
        state::save(&*folder, &state).unwrap();
        Place { folder, secrets, work_factor: WorkFactor::weak_for_tests() }
    }

    fn seen(place: &Place, vault: VaultId) -> Option<u64> {
        ask(place, Compartment::Daily, vault).answer_for(place, vault)
    }

    #[test]
    fn the_newest_revision_stays_until_an_older_one_is_accepted() {
        let (secrets, vault) = (Arc::new(MemorySecretStore::new()), VaultId::random());
        let place = place(&secrets);
        assert_eq!(seen(&place, vault), None);
        let writer = || SeenWriter::start(&place, Compartment::Daily, vault);
        writer().saw(7);
        assert_eq!(seen(&place, vault), Some(7));
        writer().saw(5);
        assert_eq!(seen(&place, vault), Some(7));
        writer().accepted(5);
        assert_eq!(seen(&place, vault), Some(5));
        assert_eq!(seen(&place, VaultId::random()), None);
    }

    #[test]
    fn another_vault_than_expected_gets_its_own_answer() {
        let (secrets, vault) = (Arc::new(MemorySecretStore::new()), VaultId::random());
        let place = place(&secrets);
        SeenWriter::start(&place, Compartment::Daily, vault).saw(9);
        assert_eq!(ask(&place, Compartment::Daily, VaultId::random()).answer_for(&place, vault), Some(9));
    }

    #[test]
    fn a_keyring_that_does_not_work_answers_nothing() {
        let secrets = Arc::new(MemorySecretStore::new());
        secrets.break_with(SecretStoreError::Locked);
        let (place, vault) = (place(&secrets), VaultId::random());
        SeenWriter::start(&place, Compartment::Daily, vault).saw(9);
        assert_eq!(seen(&place, vault), None);
    }

    #[test]
    fn a_later_save_after_an_accepted_copy_still_lowers_the_number() {
        let note = Note::Accepted(3).followed_by(Note::Saw(4));
        let secrets = MemorySecretStore::new();
        let vault = VaultId::random();
        secrets.set(&entry(Compartment::Daily, vault), "100").unwrap();
        note.write(&secrets, Compartment::Daily, vault);
        assert_eq!(
            secrets.get(&entry(Compartment::Daily, vault)).unwrap().as_deref().map(String::as_str),
            Some("4")
        );
    }
}
