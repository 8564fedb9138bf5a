//! Any text as the options of a ceremony and any as an origin: refused by a name that WebAuthn knows, or answered with JSON.
#![no_main]

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use approval::{Decision, FixedClock, Gesture, ScriptedApprover, Step};
use fido::client::{Caller, Direct, NoRelatedOrigins, Origin, create, get};
use fido::{Authenticator, Call, MemoryCredentials, Model};
use libfuzzer_sys::fuzz_target;

/// Good options, of which the noise replaces a piece.
const CREATION: &str = r#"{"rp":{"id":"example.com","name":"x"},"user":{"id":"AAAA","name":"x","displayName":"x"},
"challenge":"AAAA","pubKeyCredParams":[{"type":"public-key","alg":-7}],"extensions":{"prf":{"eval":{"first":"AA"}}}}"#;
const REQUEST: &str = r#"{"challenge":"AAAA","rpId":"example.com","allowCredentials":[{"type":"public-key","id":"AAAA"}],
"extensions":{"prf":{"evalByCredential":{"AAAA":{"first":"AA"}}}}}"#;

fuzz_target!(|input: (u8, u8, u8, &str)| {
    let (at, length, _, text) = input;
    if let Ok(origin) = Origin::parse(text) {
        assert_eq!(origin.as_str(), text, "an origin has one spelling");
    }
    let clock = Arc::new(FixedClock::new(UNIX_EPOCH));
    let yes = Step::Answer(Decision::yes(Gesture::Verified));
    let person = Arc::new(ScriptedApprover::always(Arc::clone(&clock), yes));
    let mut device = Authenticator::new(Model::vault(), MemoryCredentials::new(3), person, clock);
    let caller = Caller::at(Origin::parse("https://example.com").expect("an origin"));
    let mut token = Direct { device: &mut device, call: Call::unknown() };
    for json in [text.to_owned(), spliced(CREATION, at, length, text)] {
        judged(create(&json, &caller, &NoRelatedOrigins, &mut token));
    }
    for json in [text.to_owned(), spliced(REQUEST, at, length, text)] {
        judged(get(&json, &caller, &NoRelatedOrigins, &mut token));
    }
});

fn spliced(good: &str, at: u8, length: u8, text: &str) -> String {
    let at = usize::from(at).min(good.len());
    let end = (at + usize::from(length)).min(good.len());
    let piece = |range| good.get(range).unwrap_or_default();
    [piece(0..at), text, piece(end..good.len())].concat()
}

fn judged(result: Result<String, fido::client::ClientError>) {
    match result {
        Ok(json) => assert!(json.starts_with('{') && json.ends_with('}')),
        Err(error) => assert!(error.dom_name().ends_with("Error") && error.to_string().ends_with('.')),
    }
}
