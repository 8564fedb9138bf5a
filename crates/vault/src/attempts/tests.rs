//! Attempts over a folder that works, fails, is damaged, or is shared.

use std::time::UNIX_EPOCH;

use super::*;
use crate::{Damage, Fault, FixedClock, MemoryFolder};

fn at(secs: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(secs)
}

fn wrong(attempts: &Attempts, folder: &MemoryFolder, now: u64) -> Result<(), UnlockError> {
    attempts.attempt(folder, &at(now), files::KEY, || Err(KeyFileError::WrongPassphrase))
}

fn right(attempts: &Attempts, folder: &MemoryFolder, now: u64) -> Result<(), UnlockError> {
    attempts.attempt(folder, &at(now), files::KEY, || Ok(()))
}

/// The wait after an attempt that was looked at or not.
fn retry_in(result: Result<(), UnlockError>) -> (bool, u64) {
    match result {
        Err(UnlockError::WrongPassphrase { retry_in }) => (true, retry_in.as_secs()),
        Err(UnlockError::TooSoon { retry_in }) => (false, retry_in.as_secs()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_attempt_that_comes_too_soon_is_not_looked_at_nor_counted() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    assert_eq!(retry_in(wrong(&attempts, &folder, 100)), (true, 0));
    assert_eq!(retry_in(wrong(&attempts, &folder, 100)), (true, 1));
    assert_eq!(retry_in(right(&attempts, &folder, 100)), (false, 1));
    assert_eq!(retry_in(wrong(&attempts, &folder, 101)), (true, 2));
    assert_eq!(attempts.wait(&folder, at(102)).as_secs(), 1);
}

#[test]
fn the_wait_begins_when_the_answer_comes_and_not_before_the_key_derivation() {
    let (attempts, folder, clock) = (Attempts::default(), MemoryFolder::new(), FixedClock::new(at(100)));
    let derivation = Duration::from_secs(2);
    let slow = || {
        clock.advance(derivation);
        Err::<(), _>(KeyFileError::WrongPassphrase)
    };
    assert_eq!(retry_in(attempts.attempt(&folder, &clock, files::KEY, slow)), (true, 0));
    assert_eq!(retry_in(attempts.attempt(&folder, &clock, files::KEY, slow)), (true, 1));
    assert_eq!(clock.now(), at(104));
    assert_eq!(retry_in(attempts.attempt(&folder, &clock, files::KEY, slow)), (false, 1), "still at 104");
    clock.advance(Duration::from_secs(1));
    assert_eq!(retry_in(attempts.attempt(&folder, &clock, files::KEY, slow)), (true, 2));
}

#[test]
fn the_count_is_kept_over_restarts_and_ends_with_success() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    for now in [0, 0, 1, 3] {
        assert!(retry_in(wrong(&attempts, &folder, now)).0);
    }
    let (attempts, folder) = (Attempts::default(), folder.after_restart());
    assert_eq!(retry_in(right(&attempts, &folder, 3)), (false, 4));
    right(&attempts, &folder, 7).unwrap();
    assert_eq!(retry_in(wrong(&attempts, &folder, 7)), (true, 0));
}

#[test]
fn two_programs_share_the_count() {
    let folder = MemoryFolder::new();
    let (one, other) = (Attempts::default(), Attempts::default());
    assert_eq!(retry_in(wrong(&one, &folder, 0)), (true, 0));
    assert_eq!(retry_in(wrong(&other, &folder, 0)), (true, 1));
    assert_eq!(retry_in(wrong(&one, &folder, 0)), (false, 1));
    right(&other, &folder, 1).unwrap();
    assert_eq!(one.wait(&folder, at(1)), Duration::ZERO);
}

#[test]
fn damaged_files_are_no_wrong_passphrases() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    for _ in 0..3 {
        let damaged = attempts.attempt(&folder, &at(0), files::KEY, || -> Result<(), _> {
            Err(KeyFileError::Damaged(Damage::Truncated))
        });
        assert!(matches!(damaged, Err(UnlockError::Damaged { damage: Damage::Truncated, .. })));
    }
    assert_eq!(attempts.wait(&folder, at(0)), Duration::ZERO);
}

#[test]
fn a_damaged_state_means_one_wait_and_is_put_aside() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    folder.put(files::STATE, b"{ torn");
    assert_eq!(attempts.wait(&folder, at(100)).as_secs(), 32);
    assert_eq!(retry_in(right(&attempts, &folder, 110)), (false, 22));
    right(&attempts, &folder, 132).unwrap();
    assert_eq!(folder.get(files::DAMAGED_STATE).as_deref(), Some(&b"{ torn"[..]));
}

#[test]
fn a_clock_set_back_means_at_most_one_whole_wait() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    for now in [1_000_000, 1_000_000, 1_000_001, 1_000_003] {
        assert!(retry_in(wrong(&attempts, &folder, now)).0);
    }
    assert_eq!(retry_in(right(&attempts, &folder, 50)), (false, 4));
    assert_eq!(retry_in(right(&attempts, &folder, 52)), (false, 2));
    right(&attempts, &folder, 54).unwrap();
}

#[test]
fn a_disk_that_takes_no_writing_still_counts_in_this_process() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    for (now, wait) in [(0, 0), (0, 1), (1, 2)] {
        folder.fault_at(0, Fault::Fails(std::io::ErrorKind::StorageFull));
        assert_eq!(retry_in(wrong(&attempts, &folder, now)), (true, wait));
    }
    assert_eq!(folder.get(files::STATE), None);
    assert_eq!(retry_in(wrong(&attempts, &folder, 1)), (false, 2));
    // Written again with the next chance, with the whole count.
    assert_eq!(retry_in(wrong(&attempts, &folder, 3)), (true, 4));
    assert_eq!(retry_in(wrong(&Attempts::default(), &folder, 3)), (false, 4));
}

#[test]
fn what_is_remembered_does_not_touch_the_count() {
    let (attempts, folder, vault) = (Attempts::default(), MemoryFolder::new(), VaultId::random());
    assert!(retry_in(wrong(&attempts, &folder, 0)).0);
    assert!(retry_in(wrong(&attempts, &folder, 0)).0);
    attempts.remember(&folder, vault, Some(QuickHint::On));
    assert_eq!(attempts.wait(&folder, at(0)).as_secs(), 1);
    let Found::Good(state) = state::load(&folder) else { panic!("not good") };
    assert_eq!((state.vault_id, state.quick_unlock), (Some(vault), true));
    let writes = folder.writes();
    attempts.remember(&folder, vault, None);
    assert_eq!(folder.writes(), writes, "nothing new, nothing written");
}

#[test]
fn a_wait_that_is_only_asked_for_ends_though_the_clock_was_set_back() {
    let folder = MemoryFolder::new();
    for now in [100_000, 100_000, 100_001] {
        assert!(retry_in(wrong(&Attempts::default(), &folder, now)).0);
    }
    // Each as a program of its own, which ends when it was told to wait.
    assert_eq!(Attempts::default().wait(&folder, at(50)), Duration::from_secs(2));
    assert_eq!(Attempts::default().wait(&folder, at(51)), Duration::from_secs(1));
    assert_eq!(Attempts::default().wait(&folder, at(52)), Duration::ZERO);
    right(&Attempts::default(), &folder, 52).unwrap();
}

/// Somebody who waits until they have had enough.
struct Impatient {
    now: SystemTime,
    gone: std::sync::atomic::AtomicBool,
}

impl Clock for Impatient {
    fn now(&self) -> SystemTime {
        self.now
    }

    fn called_off(&self) -> bool {
        self.gone.load(std::sync::atomic::Ordering::Relaxed)
    }
}

impl Impatient {
    fn at(secs: u64) -> Self {
        Self { now: at(secs), gone: false.into() }
    }

    fn leaves(&self) {
        self.gone.store(true, std::sync::atomic::Ordering::Relaxed);
    }
}

#[test]
fn what_was_called_off_opens_nothing_and_a_wrong_passphrase_counts_all_the_same() {
    let (attempts, folder) = (Attempts::default(), MemoryFolder::new());
    let person = Impatient::at(100);
    let mut tried = Vec::new();
    let opened = attempts.attempt(&folder, &person, files::KEY, || {
        person.leaves();
        tried.push("the right one");
        Ok(())
    });
    assert!(matches!(opened, Err(UnlockError::CalledOff)), "{opened:?}");
    assert_eq!(tried, ["the right one"]);
    let wrong =
        || attempts.attempt(&folder, &person, files::KEY, || Err::<(), _>(KeyFileError::WrongPassphrase));
    assert_eq!(retry_in(wrong()), (true, 0));
    assert_eq!(retry_in(wrong()), (true, 1), "the second wrong one in a row");
}
