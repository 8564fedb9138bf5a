//! What opens, what does not, and what is said about it.

use super::*;

const NOW: Timestamp = Timestamp::from_unix(1_763_772_552);

fn words(text: &str) -> Passphrase {
    Passphrase::from(text.to_owned())
}

fn wrapped(identity: &DailyIdentity) -> Vec<u8> {
    make_key_file(identity, &words("glacier"), WorkFactor::weak_for_tests(), NOW).unwrap()
}

fn sealed(identity: &DailyIdentity, size: usize) -> Vec<u8> {
    let mut plaintext = WipedBuffer::with_capacity(0);
    plaintext.write_all(&vec![b'x'; size]).unwrap();
    encrypt(&plaintext, iter::once(identity.recipient().as_str())).unwrap()
}

static_assertions::assert_not_impl_any!(DailyIdentity: Clone, std::fmt::Debug, std::fmt::Display, PartialEq);

#[test]
fn a_wrapped_identity_opens_with_its_passphrase_only() {
    let identity = DailyIdentity::generate();
    let file = wrapped(&identity);
    assert_eq!(
        open_key_file::<Daily>(&file, &words("glacier")).ok().map(|i| i.recipient()),
        Some(identity.recipient())
    );
    assert_eq!(open_key_file::<Daily>(&file, &words("Glacier")).err(), Some(KeyFileError::WrongPassphrase));
    assert_eq!(open_key_file::<Daily>(&file, &words("")).err(), Some(KeyFileError::WrongPassphrase));
}

#[test]
fn an_empty_passphrase_wraps_nothing() {
    let wrapped = make_key_file(&DailyIdentity::generate(), &words(""), WorkFactor::weak_for_tests(), NOW);
    assert!(matches!(wrapped, Err(VaultError::EmptyPassphrase)));
}

#[test]
fn a_key_file_that_asks_for_too_much_work_is_refused_at_once() {
    let mut file = wrapped(&DailyIdentity::generate());
    let at = file.windows(4).position(|four| four == b" 10\n").unwrap();
    file.splice(at..at + 4, *b" 23\n");
    assert_eq!(
        open_key_file::<Daily>(&file, &words("glacier")).err(),
        Some(KeyFileError::Damaged(Damage::TooMuchWork))
    );
}

#[test]
fn a_file_that_is_not_a_key_file_is_said_so() {
    let identity = DailyIdentity::generate();
    for (file, damage) in [
        (Vec::new(), Damage::Empty),
        (b"not an age file at all".to_vec(), Damage::NotAge),
        (AGE_HEAD.to_vec(), Damage::Truncated),
        (sealed(&identity, 10), Damage::NotAKeyFile),
    ] {
        assert_eq!(
            open_key_file::<Daily>(&file, &words("glacier")).err(),
            Some(KeyFileError::Damaged(damage))
        );
    }
}

#[test]
fn sealed_files_of_every_size_open_again() {
    let identity = DailyIdentity::generate();
    for size in [0, 1, 65_535, 65_536, 65_537, 200_000] {
        assert_eq!(decrypt(&sealed(&identity, size), &identity).unwrap().as_slice().len(), size);
    }
}

#[test]
fn a_file_cut_anywhere_does_not_open() {
    let identity = DailyIdentity::generate();
    let file = sealed(&identity, 70_000);
    for length in (0..file.len()).step_by(97).chain([file.len() - 1]) {
        let damage = decrypt(&file[..length], &identity).err();
        assert!(
            matches!(damage, Some(Damage::Empty | Damage::NotAge | Damage::Truncated | Damage::Altered)),
            "{length}"
        );
    }
}

#[test]
fn a_file_changed_anywhere_does_not_open() {
    let identity = DailyIdentity::generate();
    let file = sealed(&identity, 1_000);
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1;
        assert!(decrypt(&changed, &identity).is_err(), "byte {at}");
    }
}

#[test]
fn a_file_for_other_keys_is_told_from_a_damaged_one() {
    let (mine, other) = (DailyIdentity::generate(), DailyIdentity::generate());
    let file = sealed(&other, 10);
    assert_eq!(decrypt(&file, &mine).err(), Some(Damage::OtherKeys));
    assert!(is_for_others(&file, &mine));
    assert!(!is_for_others(&sealed(&mine, 10), &mine));
    assert!(!is_for_others(b"damaged", &mine));
}
