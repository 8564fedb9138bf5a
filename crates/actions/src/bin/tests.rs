//! Deleting is never at once and never by accident.
use super::*;
use crate::{
    Rollback,
    fixture::{add_named, desk, desk_in, later, names, now, page, passphrase, place, row},
};

const DAY: u64 = 24 * 3600;

#[test]
fn what_is_binned_comes_back_to_its_place() {
    let mut desk = desk();
    let ids = ["a", "b", "c"].map(|name| add_named(&mut desk, "Acme", name));
    desk.bin(ids[1], now()).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["a", "c"]);
    desk.restore(ids[1], later(5)).unwrap();
    assert_eq!(names(&page(&mut desk, "")), ["a", "b", "c"]);
    assert!(row(&mut desk, ids[1], now()).code.is_some());
    let history: Vec<_> =
        desk.account(ids[1], now()).unwrap().history.into_iter().map(|entry| entry.what).collect();
    assert_eq!(history, [ActivityKind::Restored, ActivityKind::Binned, ActivityKind::Added]);
}

#[test]
fn the_bin_says_how_long_it_keeps_and_shows_the_newest_first() {
    let mut desk = desk();
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    desk.bin(ann, now()).unwrap();
    desk.bin(bob, later(DAY)).unwrap();
    let binned = desk.binned(later(2 * DAY)).unwrap();
    let seen: Vec<_> = binned.iter().map(|account| (account.id, account.kept_for.as_secs() / DAY)).collect();
    assert_eq!(seen, [(bob, 29), (ann, 28)]);
}

/// Opens the vault anew and says how many accounts are in the bin then.
fn unlock_at(desk: &mut Desk, at: SystemTime) -> usize {
    desk.lock();
    desk.unlock(&passphrase(), Rollback::Refuse, at).unwrap();
    desk.binned(at).unwrap().len()
}

#[test]
fn thirty_days_of_use_later_it_is_gone_at_the_next_unlock() {
    let (place, folder) = place();
    let mut desk = desk_in(place);
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    desk.bin(ann, now()).unwrap();
    for day in [6, 12, 18, 24] {
        desk.note_use(bob, later(day * DAY)).unwrap();
    }
    assert_eq!(unlock_at(&mut desk, later(30 * DAY - 1)), 1);
    let writes = folder.writes();
    assert_eq!(unlock_at(&mut desk, later(30 * DAY - 1)), 1);
    let idle = folder.writes() - writes;
    assert_eq!(unlock_at(&mut desk, later(30 * DAY)), 0);
    assert!(folder.writes() - writes > 2 * idle, "only now was there something to write");
    assert!(matches!(desk.restore(ann, now()), Err(ActionError::NoSuchAccount)));
    assert!(desk.account(bob, now()).is_ok());
}

#[test]
fn a_clock_far_ahead_does_not_empty_the_bin() {
    let mut desk = desk();
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    desk.bin(ann, now()).unwrap();
    let years = 10 * 365 * DAY;
    assert_eq!(unlock_at(&mut desk, later(years)), 1);
    assert_eq!(
        desk.binned(later(years)).unwrap()[0].kept_for,
        Duration::from_secs(23 * DAY),
        "a week counts"
    );
    // A whole day is worked with the wrong clock, then it is set right.
    for hour in 1..24 {
        desk.note_use(bob, later(years + hour * 3600)).unwrap();
        assert_eq!(unlock_at(&mut desk, later(years + hour * 3600)), 1);
    }
    assert_eq!(unlock_at(&mut desk, later(2 * DAY)), 1);
    assert_eq!(desk.binned(later(2 * DAY)).unwrap()[0].kept_for, Duration::from_secs(28 * DAY));
    desk.restore(ann, later(2 * DAY)).unwrap();
}

#[test]
fn a_log_that_has_forgotten_the_beginning_still_empties_the_bin() {
    let mut desk = desk();
    let (ann, bob) = (add_named(&mut desk, "Acme", "ann"), add_named(&mut desk, "Acme", "bob"));
    desk.bin(ann, now()).unwrap();
    let busy = |contents: &mut Contents| {
        for hour in 0..2_000 {
            contents.activity.record(event(bob, ActivityKind::Copied, later(20 * DAY + hour * 60)));
        }
        Ok(())
    };
    desk.change(later(22 * DAY), busy).unwrap();
    assert_eq!(unlock_at(&mut desk, later(27 * DAY)), 1);
    assert_eq!(unlock_at(&mut desk, later(30 * DAY)), 1, "eight days without use count as seven");
    assert_eq!(unlock_at(&mut desk, later(21 * DAY)), 1);
    desk.note_use(bob, later(27 * DAY)).unwrap();
    assert_eq!(unlock_at(&mut desk, later(30 * DAY)), 0);
}

#[test]
fn deleting_for_ever_takes_the_history_along_and_only_what_is_in_the_bin() {
    let mut desk = desk();
    let id = add_named(&mut desk, "Acme", "ann");
    assert!(matches!(desk.delete_forever(id, now()), Err(ActionError::NotInTheBin)));
    assert!(matches!(desk.restore(id, now()), Err(ActionError::NotInTheBin)));
    desk.bin(id, now()).unwrap();
    assert!(matches!(desk.bin(id, now()), Err(ActionError::InTheBin)));
    desk.delete_forever(id, now()).unwrap();
    assert!(desk.binned(now()).unwrap().is_empty());
    let contents = desk.vault().unwrap().contents();
    assert!(contents.activity.iter().all(|event| event.account != Some(id)));
}
