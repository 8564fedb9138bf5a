//! Exports of Google Authenticator over several pictures.
use std::num::NonZeroUsize;

use super::*;

/// An export of `accounts` accounts, two in each picture.
pub(super) fn export(accounts: usize, id: i32) -> Vec<String> {
    let secret = |number: usize| data(number);
    let accounts: Vec<_> = (0..accounts)
        .map(|number| {
            OtpAuth::parse(&format!("otpauth://totp/Acme:user{number}?secret={}", secret(number))).unwrap()
        })
        .collect();
    let written = migration::write(&accounts.iter().collect::<Vec<_>>(), NonZeroUsize::new(2).unwrap(), id);
    written.pictures.iter().map(|uri| uri.as_str().to_owned()).collect()
}

/// A different secret for each number.
pub(super) fn data(number: usize) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    format!("MZXW6YTBMZXW6Y{}{}", char::from(letters[number / 32 % 32]), char::from(letters[number % 32]))
}

#[test]
fn an_export_is_gathered_over_its_pictures_in_any_order() {
    let mut desk = desk();
    let pictures = export(5, 42);
    assert_eq!(pictures.len(), 3);
    let mut read = |picture: &str| {
        let offer = desk.offer(&[picture], now()).unwrap();
        let names: Vec<_> = offer.candidates.iter().map(|candidate| candidate.name.clone()).collect();
        (offer.batch.unwrap().to_string(), names.join(" "))
    };
    assert_eq!(read(&pictures[2]), ("1 of 3".to_owned(), "user4".to_owned()));
    assert_eq!(read(&pictures[0]), ("2 of 3".to_owned(), "user0 user1 user4".to_owned()));
    assert_eq!(read(&pictures[0]), ("2 of 3".to_owned(), "user0 user1 user4".to_owned()));
    assert_eq!(read(&pictures[1]), ("3 of 3".to_owned(), "user0 user1 user2 user3 user4".to_owned()));
}

#[test]
fn another_export_begins_its_own_count_and_one_picture_is_no_batch() {
    let mut desk = desk();
    let (first, second) = (export(4, 1), export(3, 2));
    desk.offer(&[&first[0]], now()).unwrap();
    assert_eq!(desk.offer(&[&second[0]], now()).unwrap().batch, Some(Batch { have: 1, of: 2 }));
    assert_eq!(desk.offer(&[&export(2, 3)[0]], now()).unwrap().batch, None);
}

#[test]
fn what_an_export_cannot_bring_is_named() {
    // Two entries by hand (protobuf): a good one, and one with the MD5 hash that nobody supports.
    let good = b"\x0a\x0a0123456789\x12\x03ann\x20\x01\x28\x01\x30\x02";
    let bad = b"\x0a\x0a9876543210\x12\x03bob\x20\x04\x28\x01\x30\x02";
    let mut bytes = Vec::new();
    for entry in [&good[..], &bad[..]] {
        bytes.extend([0x0a, u8::try_from(entry.len()).unwrap()]);
        bytes.extend(entry);
    }
    let mut data = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            data.push(char::from(letters[usize::try_from(word >> (18 - 6 * place) & 63).unwrap()]));
        }
    }
    let mut desk = desk();
    let offer = desk.offer(&[&format!("otpauth-migration://offline?data={data}")], now()).unwrap();
    assert_eq!(offer.candidates.iter().map(|candidate| candidate.name.as_str()).collect::<Vec<_>>(), ["ann"]);
    let notice = offer.notice.unwrap();
    assert!(matches!(&notice, Notice::LeftOut(problems) if problems.len() == 1));
    assert!(notice.to_string().contains("bob"), "{notice}");
}
