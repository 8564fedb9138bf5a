//! Several programs at one vault: every account that was acknowledged is there in the end.
use std::process::Stdio;

use crate::home::{Home, Ran};

#[test]
fn two_programs_add_at_the_same_time_and_nothing_is_lost() {
    let home = Home::usual();
    for round in 0..4_u8 {
        let running: Vec<_> = (0..2_u8)
            .map(|writer| {
                let letters = format!("{}{}", char::from(b'A' + round), char::from(b'A' + writer));
                let uri =
                    format!("otpauth://totp/Round{round}:writer{writer}?secret=GEZDGNBVGEZDGN{letters}");
                let passphrase = home.path("passphrase");
                let mut command = home.command(&["add", &uri, "--passphrase-file", &passphrase]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for child in running {
            assert!(Ran::from(child.wait_with_output().unwrap()).done().starts_with("Added Round"));
        }
    }
    assert_eq!(home.names().len(), 3 + 8);
}

#[test]
fn a_desk_that_is_open_meanwhile_loses_nothing_either() {
    let home = Home::usual();
    let mut window = home.open_desk();
    home.unlocked(&["add", "otpauth://totp/Console:one?secret=GEZDGNBVGEZDGNAA"]).done();
    crate::home::add(&mut window, &["otpauth://totp/Window:two?secret=GEZDGNBVGEZDGNBA"]);
    let names = home.names();
    assert!(
        names.contains(&"Console:one".to_owned()) && names.contains(&"Window:two".to_owned()),
        "{names:?}"
    );
}
