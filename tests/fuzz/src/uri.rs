//! Any text as an `otpauth://` URI: it is refused with a sentence, or what was read is printed without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use otp::OtpAuth;

fuzz_target!(|text: &str| {
    // Most noise is no URI at all; with a beginning in front the rest is looked at.
    for uri in [
        text.to_owned(),
        format!("otpauth://totp/{text}"),
        format!("otpauth://totp/a?secret=AAAAAAAA&{text}"),
        format!("otpauth://yaotp/a?secret=LA2V6KMCGYMWWVEW64RNP3JA3I&pin={text}"),
    ] {
        match OtpAuth::parse(&uri) {
            Ok(account) => printed_without_loss(&account),
            Err(problem) => assert!(problem.to_string().ends_with('.'), "a problem is a sentence"),
        }
    }
});

fn printed_without_loss(account: &OtpAuth) {
    let printed = account.to_uri();
    let again = OtpAuth::parse(&printed).expect("what we print can be read");
    assert!(again.key.same_as(&account.key), "the same key");
    assert_eq!(
        (&again.issuer, &again.account, &again.other),
        (&account.issuer, &account.account, &account.other),
        "the same names and parameters"
    );
    assert_eq!(*again.to_uri(), *printed, "printing is settled after one round");
}
