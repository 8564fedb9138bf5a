use std::collections::HashSet;
use std::time::{Duration, UNIX_EPOCH};

use proptest::prelude::*;

use super::*;
use crate::Regeneration;

const NOW: SystemTime = UNIX_EPOCH;

fn code(text: &str) -> CodeText {
    CodeText::new(text.to_owned()).unwrap()
}

fn set(count: usize, effect: Effect) -> RecoverySet {
    RecoverySet {
        id: SetId::from_bytes([1; 16]),
        service: Some("github".to_owned()),
        account: None,
        site: None,
        label: String::new(),
        login: None,
        kind: if count == 1 { SetKind::SingleKey } else { SetKind::List },
        effect,
        order: Order::Any,
        regeneration: Regeneration::Replaces,
        generated: None,
        imported: NOW,
        modified: NOW,
        expires: None,
        source: None,
        standing: Standing::Active,
        codes: (0..count).map(|at| RecoveryCode::unused(None, code(&format!("code-{at}")))).collect(),
    }
}

fn states() -> [CodeState; 5] {
    let note = String::new();
    [
        CodeState::Unused,
        CodeState::Reserved { at: NOW },
        CodeState::Used { at: Some(NOW), note: note.clone() },
        CodeState::Invalid { at: NOW, note },
        CodeState::Unsure { at: NOW },
    ]
}

/// What is printed of a state, short enough for a table.
fn name(state: &CodeState) -> &'static str {
    match state {
        CodeState::Unused => "unused",
        CodeState::Reserved { .. } => "reserved",
        CodeState::Used { .. } => "used",
        CodeState::Invalid { .. } => "invalid",
        CodeState::Unsure { .. } => "unsure",
    }
}

type Operation = fn(&mut RecoverySet) -> Result<(), UseError>;

/// Every operation on one code.
const OPERATIONS: [Operation; 8] = [
    |set| set.reserve(Which::At(0), NOW).map(|_| ()),
    |set| set.reserve(Which::Next, NOW).map(|_| ()),
    |set| set.worked(0, String::new(), NOW),
    |set| set.refused(0, String::new(), NOW),
    |set| set.unsure(0, NOW),
    |set| set.release(0, NOW),
    |set| set.replace_key(0, code("new"), NOW).map(|_| ()),
    |set| set.undo(0, NOW),
];

#[test]
fn every_state_meets_every_operation() {
    use UseError::*;
    // Rows: the state before, each with one state more in its past. Columns: as in OPERATIONS.
    // A name is the state afterwards; an error leaves everything as it was.
    type Cell = Result<&'static str, UseError>;
    let table: [(Effect, [[Cell; 8]; 5]); 3] = [
        (
            Effect::Consume,
            [
                [
                    Ok("reserved"),
                    Ok("reserved"),
                    Ok("used"),
                    Ok("invalid"),
                    Err(NotHandedOut),
                    Err(NotHandedOut),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyReserved),
                    Err(Empty),
                    Ok("used"),
                    Ok("invalid"),
                    Ok("unsure"),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyUsed),
                    Err(Empty),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyRefused),
                    Err(Empty),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Ok("unsure"),
                ],
                [
                    Err(Doubtful),
                    Err(Empty),
                    Ok("used"),
                    Ok("invalid"),
                    Err(Doubtful),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
            ],
        ),
        (
            Effect::Replace,
            [
                [
                    Ok("reserved"),
                    Ok("reserved"),
                    Err(NewKeyNeeded),
                    Ok("invalid"),
                    Err(NotHandedOut),
                    Err(NotHandedOut),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyReserved),
                    Err(Empty),
                    Err(NewKeyNeeded),
                    Ok("invalid"),
                    Ok("unsure"),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyUsed),
                    Err(Empty),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyRefused),
                    Err(Empty),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Ok("unsure"),
                ],
                [
                    Err(Doubtful),
                    Err(Empty),
                    Err(NewKeyNeeded),
                    Ok("invalid"),
                    Err(Doubtful),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
            ],
        ),
        (
            Effect::Reusable,
            [
                [
                    Ok("reserved"),
                    Ok("reserved"),
                    Ok("unused"),
                    Ok("invalid"),
                    Err(NotHandedOut),
                    Err(NotHandedOut),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyReserved),
                    Err(Empty),
                    Ok("unused"),
                    Ok("invalid"),
                    Ok("unsure"),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyUsed),
                    Err(Empty),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Err(AlreadyUsed),
                    Ok("unsure"),
                ],
                [
                    Err(AlreadyRefused),
                    Err(Empty),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Err(AlreadyRefused),
                    Ok("unsure"),
                ],
                [
                    Err(Doubtful),
                    Err(Empty),
                    Ok("unused"),
                    Ok("invalid"),
                    Err(Doubtful),
                    Ok("unused"),
                    Ok("used"),
                    Ok("unsure"),
                ],
            ],
        ),
    ];
    for (effect, rows) in table {
        for (state, row) in states().into_iter().zip(rows) {
            for (at, (operation, expected)) in OPERATIONS.iter().zip(row).enumerate() {
                let mut set = set(1, effect);
                set.codes[0].state = state.clone();
                set.codes[0].past = vec![CodeState::Unsure { at: NOW }];
                let before = set.codes[0].clone();
                let done = operation(&mut set).map(|()| name(&set.codes[0].state));
                assert_eq!(done, expected, "{effect:?}: {} and operation {at}", name(&state));
                let after = &set.codes[0];
                match done {
                    Err(_) => assert_eq!((&after.state, &after.past), (&before.state, &before.past)),
                    Ok(_) if at == 7 => assert!(after.past.is_empty()),
                    Ok(_) => assert_eq!(after.past, [before.past[0].clone(), before.state.clone()]),
                }
            }
        }
    }
}

#[test]
fn every_standing_meets_every_operation() {
    let standings: [(Standing, [Result<(), UseError>; 4]); 3] = [
        (Standing::Active, [Ok(()), Ok(()), Ok(()), Err(UseError::InForce)]),
        (
            Standing::Superseded { by: SetId::from_bytes([2; 16]), at: NOW },
            [Err(UseError::Superseded), Err(UseError::Superseded), Err(UseError::Superseded), Ok(())],
        ),
        (Standing::Archived { at: NOW }, [Err(UseError::Archived), Ok(()), Err(UseError::Archived), Ok(())]),
    ];
    let operations: [Operation; 4] = [
        |set| set.reserve(Which::Next, NOW).map(|_| ()),
        |set| set.supersede(SetId::from_bytes([3; 16]), NOW),
        |set| set.archive(NOW),
        |set| set.unarchive(NOW),
    ];
    for (standing, expected) in standings {
        for (operation, expected) in operations.iter().zip(expected) {
            let mut set = set(2, Effect::Consume);
            set.standing = standing;
            assert_eq!(operation(&mut set), expected, "{standing:?}");
            if expected.is_err() {
                assert_eq!(set.standing, standing);
            }
        }
    }
    let mut set = set(2, Effect::Consume);
    assert_eq!(set.supersede(set.id, NOW), Err(UseError::ByItself));
}

#[test]
fn what_became_of_a_code_is_noted_in_a_superseded_set_too() {
    let mut set = set(1, Effect::Replace);
    let _ = set.reserve(Which::Next, NOW).unwrap();
    set.supersede(SetId::from_bytes([2; 16]), NOW).unwrap();
    assert_eq!(set.worked(0, String::new(), NOW), Ok(()), "the newer set holds the new key already");
}

#[test]
fn the_number_asked_for_is_handed_out() {
    let mut set = set(4, Effect::Consume);
    for (code, number) in set.codes.iter_mut().zip([3, 0, 2, 2]) {
        code.number = Some(number);
    }
    assert_eq!(set.reserve(Which::Number(9), NOW), Err(UseError::NoSuchNumber(9)));
    assert_eq!(set.reserve(Which::Number(2), NOW).map(|handed| handed.at), Ok(2));
    assert_eq!(
        set.reserve(Which::Number(2), NOW).map(|handed| handed.at),
        Ok(3),
        "two codes have this number"
    );
    assert_eq!(set.reserve(Which::Number(2), NOW), Err(UseError::AlreadyReserved));
    set.order = Order::AsPrinted;
    assert_eq!(
        set.reserve(Which::Next, NOW).map(|handed| handed.at),
        Ok(1),
        "the printed order is that of the numbers"
    );
    assert_eq!(set.reserve(Which::At(7), NOW), Err(UseError::NoSuchCode));
}

#[test]
fn an_expired_code_is_handed_out_with_a_warning() {
    let mut set = set(2, Effect::Consume);
    set.expires = Some(NOW);
    assert_eq!(set.reserve(Which::Next, NOW).unwrap().validity, Validity::Expired(NOW));
    set.expires = Some(NOW + Duration::from_secs(1));
    assert_eq!(set.reserve(Which::Next, NOW).unwrap().validity, Validity::InTime);
}

#[test]
fn a_new_key_takes_the_place_of_the_old_one() {
    let mut set = set(1, Effect::Replace);
    let _ = set.reserve(Which::Next, NOW).unwrap();
    assert_eq!(set.replace_key(0, code("code 0"), NOW), Err(UseError::SameKey));
    assert_eq!(set.replace_key(0, code("fresh"), NOW), Ok(1));
    assert_eq!((name(&set.codes[0].state), name(&set.codes[1].state)), ("used", "unused"));
    assert_eq!(set.reserve(Which::Next, NOW).unwrap().at, 1);
    let mut list = self::set(3, Effect::Consume);
    assert_eq!(list.replace_key(0, code("fresh"), NOW), Err(UseError::NotAKey));
}

#[test]
fn what_was_used_elsewhere_is_marked_all_or_nothing() {
    let mut set = set(3, Effect::Consume);
    assert_eq!(set.mark_elsewhere_used(&[0, 3], NOW), Err(UseError::NoSuchCode));
    assert_eq!(set.codes[0].state, CodeState::Unused);
    set.refused(1, String::new(), NOW).unwrap();
    assert_eq!(set.mark_elsewhere_used(&[0, 1, 0], NOW), Ok(1));
    assert_eq!((name(&set.codes[0].state), name(&set.codes[1].state)), ("used", "invalid"));
}

#[test]
fn the_past_is_bounded() {
    let mut set = set(1, Effect::Consume);
    for _ in 0..20 {
        let _ = set.reserve(Which::Next, NOW).unwrap();
        set.release(0, NOW).unwrap();
    }
    assert_eq!(set.codes[0].past.len(), RecoveryCode::LONGEST_PAST);
}

#[test]
fn each_refusal_says_what_to_do_next() {
    use UseError::*;
    for error in [
        NoSuchCode,
        NoSuchNumber(7),
        Empty,
        AlreadyReserved,
        AlreadyUsed,
        AlreadyRefused,
        Doubtful,
        NotHandedOut,
        NothingToUndo,
        NewKeyNeeded,
        NotAKey,
        SameKey,
        Superseded,
        Archived,
        InForce,
        ByItself,
    ] {
        let text = error.to_string();
        assert_eq!(text.matches(". ").count() + 1, 2, "{text}");
        assert!(text.ends_with('.'), "{text}");
    }
}

proptest! {
    // Whatever is done, a code is handed out a second time only after somebody undid or released, and none is lost.
    #[test]
    fn no_code_is_handed_out_twice_and_none_is_lost(
        steps in proptest::collection::vec((0..8_u8, 0..6_usize, any::<bool>()), 0..200),
    ) {
        let mut set = set(5, Effect::Consume);
        let mut out = HashSet::new();
        for (operation, at, next) in steps {
            let note = String::new();
            match operation {
                0..=2 => {
                    let which = if next { Which::Next } else { Which::At(at) };
                    if let Ok(handed) = set.reserve(which, NOW) {
                        prop_assert!(out.insert(handed.at), "{} was handed out before", handed.at);
                    }
                }
                3 => _ = set.worked(at, note, NOW),
                4 => _ = set.refused(at, note, NOW),
                5 => _ = set.unsure(at, NOW),
                6 if set.release(at, NOW).is_ok() => _ = out.remove(&at),
                7 if set.undo(at, NOW).is_ok() => {
                    if set.codes[at].state == CodeState::Unused {
                        out.remove(&at);
                    } else if set.codes[at].past.iter().any(|state| matches!(state, CodeState::Reserved { .. }))
                        || matches!(set.codes[at].state, CodeState::Reserved { .. }) {
                        out.insert(at);
                    }
                }
                _ => {}
            }
            let texts: HashSet<&str> = set.codes.iter().map(|code| code.text.expose()).collect();
            prop_assert_eq!(texts.len(), 5);
            let spent = set.codes.iter().filter(|code| matches!(code.state, CodeState::Used { .. })).count();
            prop_assert!(spent <= 5);
        }
    }

    // A spent code stays spent under everything but undo.
    #[test]
    fn a_spent_code_stays_spent(steps in proptest::collection::vec((0..6_u8, any::<bool>()), 0..50)) {
        let mut set = set(2, Effect::Consume);
        set.worked(0, String::new(), NOW).unwrap();
        for (operation, next) in steps {
            let _: Result<(), UseError> = match operation {
                0 => set.reserve(if next { Which::Next } else { Which::At(0) }, NOW).map(|_| ()),
                1 => set.worked(0, String::new(), NOW),
                2 => set.refused(0, String::new(), NOW),
                3 => set.unsure(0, NOW),
                4 => set.release(0, NOW),
                _ => set.mark_elsewhere_used(&[0], NOW).map(|_| ()),
            };
            prop_assert_eq!(&set.codes[0].state, &CodeState::Used { at: Some(NOW), note: String::new() });
        }
    }
}
