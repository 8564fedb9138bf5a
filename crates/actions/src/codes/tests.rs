//! What a person sees in the list, and when a code leaves the vault.
use std::{io::ErrorKind, sync::Arc};

use vault::Fault;

use super::*;
use crate::{
    AccountEdit, OpenWith, Rollback, Settings, Sort, VaultError,
    fixture::{
        RFC_SECRET, add, add_named, desk, desk_in, later, names, now, page, passphrase, place, row, settings,
    },
};

fn choose(desk: &mut Desk, settings: Settings) {
    // The tests have no disk for settings; they hold all the same.
    drop(desk.save_settings(settings));
}

fn sorted(desk: &mut Desk, sort: Sort) {
    choose(desk, Settings { sort, ..desk.settings().clone() });
}

fn hotp(desk: &mut Desk) -> AccountId {
    add(desk, &format!("otpauth://hotp/Acme:ann?secret={RFC_SECRET}"))
}

/// RFC 4226 appendix D.
const HOTP_CODES: [&str; 4] = ["755224", "287082", "359152", "969429"];

#[test]
fn the_code_of_a_row_is_the_one_of_the_rfc() {
    let mut desk = desk();
    let id = add(&mut desk, &format!("otpauth://totp/Acme:ann?secret={RFC_SECRET}&digits=8"));
    let row = row(&mut desk, id, UNIX_EPOCH + Duration::from_secs(59));
    assert_eq!(row.code.unwrap().as_str(), "94287082");
    assert_eq!(row.next.unwrap().as_str(), "37359152");
    assert_eq!(
        row.timing,
        Timing::Timed { valid_for: Duration::from_secs(1), period: Duration::from_secs(30) }
    );
}

#[test]
fn a_clock_offset_moves_one_account_only() {
    let mut desk = desk();
    let uri = |name| format!("otpauth://totp/Acme:{name}?secret={RFC_SECRET}&digits=8");
    let (ann, bob) = (add(&mut desk, &uri("ann")), add(&mut desk, &uri("bob")));
    let edit = AccountEdit {
        issuer: "Acme".to_owned(),
        name: "ann".to_owned(),
        offset_secs: -30,
        ..AccountEdit::default()
    };
    desk.edit(ann, &edit, now()).unwrap();
    let at = UNIX_EPOCH + Duration::from_secs(89);
    assert_eq!(row(&mut desk, ann, at).code.unwrap().as_str(), "94287082");
    assert_eq!(row(&mut desk, bob, at).code.unwrap().as_str(), "37359152");
    assert_eq!(desk.copy(ann, at).unwrap().code.as_str(), "94287082");
}

#[test]
fn every_word_must_be_found_in_issuer_name_or_tags() {
    let mut desk = desk();
    let bank = add_named(&mut desk, "Łódź-Bank", "ann");
    add_named(&mut desk, "GitHub", "ann");
    add_named(&mut desk, "GitHub", "bob");
    let edit = AccountEdit {
        issuer: "Łódź Bank".to_owned(),
        name: "ann".to_owned(),
        tags: vec!["Café".to_owned()],
        ..AccountEdit::default()
    };
    desk.edit(bank, &edit, now()).unwrap();
    for (text, found) in
        [("", 3), ("ann", 2), ("ann github", 1), ("GITHUB", 2), ("lodz cafe", 1), ("nobody", 0)]
    {
        let page = page(&mut desk, text);
        assert_eq!(
            (page.rows.len(), page.total, page.accounts),
            (found, u32::try_from(found).unwrap(), 3),
            "{text}"
        );
    }
}

#[test]
fn a_page_holds_the_rows_asked_for() {
    let mut desk = desk();
    for name in ["a", "b", "c", "d", "e"] {
        add_named(&mut desk, "Acme", name);
    }
    let mut ask = |from, count| {
        let page = desk.codes(&CodesQuery { text: String::new(), from, count, now: now() }).unwrap();
        (names(&page).join(""), page.from, page.total)
    };
    assert_eq!(ask(1, 2), ("bc".to_owned(), 1, 5));
    assert_eq!(ask(4, 2), ("e".to_owned(), 4, 5));
    assert_eq!(ask(9, 2), (String::new(), 9, 5));
    assert_eq!(ask(0, 0), (String::new(), 0, 5));
}

#[test]
fn pinned_rows_come_first_in_every_order() {
    let mut desk = desk();
    let ids = ["Zeta", "Alpha", "Mid"].map(|issuer| add_named(&mut desk, issuer, issuer));
    desk.pin(ids[2], now()).unwrap();
    for (sort, order) in [
        (Sort::Manual, ["Mid", "Zeta", "Alpha"]),
        (Sort::Name, ["Mid", "Alpha", "Zeta"]),
        (Sort::Use, ["Mid", "Zeta", "Alpha"]),
    ] {
        sorted(&mut desk, sort);
        let page = page(&mut desk, "");
        assert_eq!((names(&page).as_slice(), page.pinned), (order.as_slice(), 1), "{sort:?}");
    }
    desk.unpin(ids[2], now()).unwrap();
    assert_eq!(page(&mut desk, "").pinned, 0);
}

#[test]
fn the_order_by_use_holds_still_until_the_vault_is_opened_again() {
    let (place, _) = place();
    let mut desk = desk_in(place);
    let (_, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    sorted(&mut desk, Sort::Use);
    assert_eq!(names(&page(&mut desk, "")), ["ann", "bob"]);
    desk.note_use(bob, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["ann", "bob"], "nothing jumps under the pointer");
    desk.lock();
    desk.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["bob", "ann"]);
}

#[test]
fn a_renamed_account_is_found_by_its_new_name_at_once() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    assert_eq!(page(&mut desk, "ann").total, 1);
    let edit = AccountEdit { issuer: "Acme".to_owned(), name: "bob".to_owned(), ..AccountEdit::default() };
    desk.edit(id, &edit, now()).unwrap();
    assert_eq!((page(&mut desk, "ann").total, page(&mut desk, "bob").total), (0, 1));
}

#[test]
fn a_hidden_code_shows_for_half_a_minute_after_it_was_asked_for() {
    let mut desk = desk();
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    choose(&mut desk, Settings { hide_codes: true, ..Settings::default() });
    assert!(row(&mut desk, ann, now()).code.is_none());
    assert!(row(&mut desk, ann, now()).next.is_none());
    assert!(desk.reveal(ann, now()).unwrap().code.is_some());
    assert!(row(&mut desk, ann, later(29)).code.is_some());
    assert!(row(&mut desk, bob, now()).code.is_none());
    assert!(row(&mut desk, ann, later(30)).code.is_none());
    assert!(desk.copy(bob, now()).is_ok(), "a hidden code can be copied unseen");
}

#[test]
fn the_next_code_is_an_option() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    choose(&mut desk, Settings { show_next: false, ..Settings::default() });
    assert!(row(&mut desk, id, now()).next.is_none());
}

#[test]
fn a_counter_shows_nothing_until_asked_and_never_the_same_code_twice() {
    let (place, _) = place();
    let mut desk = desk_in(place.clone());
    let id = hotp(&mut desk);
    assert!(row(&mut desk, id, now()).code.is_none());
    assert_eq!(row(&mut desk, id, now()).timing, Timing::Counter);
    for code in HOTP_CODES {
        assert_eq!(desk.advance(id, now()).unwrap().code.unwrap().as_str(), code);
    }
    assert_eq!(row(&mut desk, id, later(119)).code.unwrap().as_str(), HOTP_CODES[3]);
    assert!(row(&mut desk, id, later(120)).code.is_none(), "by now it is used, or never will be");

    let mut after_restart = Desk::new(place, settings());
    after_restart.unlock(&passphrase(), Rollback::Refuse, now()).unwrap();
    assert_eq!(after_restart.account(id, now()).unwrap().counter, Some(4));
}

#[test]
fn a_counter_is_not_handed_out_when_it_cannot_be_saved() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    let id = hotp(&mut desk);
    folder.fault_at(0, Fault::Fails(ErrorKind::StorageFull));
    assert!(matches!(desk.advance(id, now()), Err(ActionError::Vault(VaultError::DiskFull))));
    assert!(row(&mut desk, id, now()).code.is_none());
    assert_eq!(desk.advance(id, now()).unwrap().code.unwrap().as_str(), HOTP_CODES[0], "nothing was skipped");
}

#[test]
fn copying_a_counter_takes_the_code_on_screen_or_the_next_one() {
    let mut desk = desk();
    let id = hotp(&mut desk);
    let mut copied = |at| desk.copy(id, at).unwrap().code.as_str().to_owned();
    assert_eq!(copied(now()), HOTP_CODES[0]);
    assert_eq!(copied(later(5)), HOTP_CODES[0], "a second click means the same code");
    assert_eq!(copied(later(500)), HOTP_CODES[1]);
}

#[test]
fn only_a_counter_can_be_advanced() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    assert!(matches!(desk.advance(id, now()), Err(ActionError::Key(otp::KeyError::NoCounter))));
}

#[test]
fn the_clipboard_is_cleared_when_the_person_wants_it() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    let copied = desk.copy(id, later(10)).unwrap();
    assert_eq!(
        (copied.clears_in, copied.valid_for),
        (Some(Duration::from_secs(30)), Some(Duration::from_secs(20)))
    );
    choose(&mut desk, Settings { clear_clipboard_secs: 0, ..Settings::default() });
    assert_eq!(desk.copy(id, now()).unwrap().clears_in, None);
}

#[test]
fn uses_are_counted_and_several_in_a_minute_are_one_line_of_history() {
    let mut desk = desk();
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    for (id, secs) in [(ann, 0), (ann, 20), (bob, 30), (ann, 59), (ann, 60)] {
        desk.note_use(id, later(secs)).unwrap();
    }
    let page = desk.account(ann, now()).unwrap();
    assert_eq!((page.uses, page.last_used), (4, Some(Timestamp::from(later(60)))));
    let copies: Vec<_> = page
        .history
        .iter()
        .filter(|entry| entry.what == ActivityKind::Copied)
        .map(|entry| entry.at)
        .collect();
    assert_eq!(copies, [Timestamp::from(later(60)), Timestamp::from(now())]);
    assert_eq!(desk.account(bob, now()).unwrap().uses, 1);
}

#[test]
fn accounts_in_the_bin_have_no_code() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    desk.bin(id, now()).unwrap();
    assert_eq!((page(&mut desk, "").rows.len(), page(&mut desk, "").accounts), (0, 0));
    assert!(matches!(desk.copy(id, now()), Err(ActionError::InTheBin)));
    assert!(matches!(desk.reveal(id, now()), Err(ActionError::InTheBin)));
    assert!(matches!(desk.note_use(id, now()), Err(ActionError::InTheBin)));
    assert!(matches!(desk.copy(AccountId::random(), now()), Err(ActionError::NoSuchAccount)));
}

#[test]
fn nothing_is_shown_while_the_vault_is_closed() {
    let mut desk = Desk::new(place().0, settings());
    let query = CodesQuery { text: String::new(), from: 0, count: 9, now: now() };
    assert!(matches!(desk.codes(&query), Err(ActionError::NoVault)));
    desk.create(&passphrase(), OpenWith::Passphrase, now()).unwrap();
    let id = add_named(&mut desk, "Acme", "ann");
    desk.lock();
    assert!(matches!(desk.codes(&query), Err(ActionError::Locked)));
    assert!(matches!(desk.copy(id, now()), Err(ActionError::Locked)));
}

/// Not a timed test: it prints what a keystroke costs, and asserts only what is found.
#[test]
fn ten_thousand_accounts_are_searched_in_one_pass() {
    let mut desk = desk();
    let accounts: Vec<_> = (0..10_000)
        .map(|number| {
            let key = otp::OtpKey::totp(otp::OtpSecret::new(vec![1; 20]).unwrap());
            let mut account = Account::new(Arc::new(key), now().into());
            account.issuer = format!("Sérvice {}", number % 97);
            account.name = format!("user{number}@acme.example");
            Arc::new(account)
        })
        .collect();
    desk.change(now(), |contents| {
        contents.accounts.clone_from(&accounts);
        Ok(())
    })
    .unwrap();
    for text in ["", "s", "service 42 user99", "user9999", "nothing like it"] {
        let clock = crate::SystemClock;
        let start = crate::Clock::now(&clock);
        let page = desk.codes(&CodesQuery { text: text.to_owned(), from: 0, count: 30, now: now() }).unwrap();
        println!(
            "{text:?}: {} found in {:?}",
            page.total,
            crate::Clock::now(&clock).duration_since(start).unwrap()
        );
    }
    assert_eq!(page(&mut desk, "user9999").total, 1);
    assert_eq!(page(&mut desk, "service").total, 10_000);
}
