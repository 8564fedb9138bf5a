//! Any text as an `otpauth://` URI: it is refused, or what was read writes back to the same account.
#![no_main]

use libfuzzer_sys::fuzz_target;
use otp::OtpAuth;

fuzz_target!(|text: &str| {
    // Most noise is no URI at all; with the scheme in front the rest is looked at.
    for uri in [
        text.to_owned(),
        format!("otpauth://totp/{text}"),
        format!("otpauth://totp/a?secret=AAAAAAAA&{text}"),
    ] {
        let Ok(read) = OtpAuth::parse(&uri) else { continue };
        let written = read.to_uri();
        let again = OtpAuth::parse(&written).expect("what we wrote can be read");
        assert_eq!(*again.to_uri(), *written, "read from {uri}");
        assert!(again.key.same_as(&read.key));
    }
});
