//! The client half before a relying party that nobody here wrote (`webauthn-rs`), and what a page learns when it goes wrong.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

#[path = "../../../crates/fido/tests/support/mod.rs"]
mod support;

use approval::{Decision, Gesture, Step};
use fido::client::{Caller, ClientError, Direct, NoRelatedOrigins, Origin, create, get};
use fido::{Algorithm, Backup, Call, MemoryCredentials, Model};
use serde_json::{Value, json};
use support::Bench;
use webauthn_rs::prelude::{Passkey, Url, Uuid, Webauthn, WebauthnBuilder};

const ORIGIN: &str = "https://login.example.com";

fn vault() -> Bench {
    Bench::over(Model::vault(), MemoryCredentials::new(100).with_backup(Backup::BackedUp))
}

fn caller(origin: &str) -> Caller {
    Caller::at(Origin::parse(origin).unwrap())
}

fn site() -> Webauthn {
    WebauthnBuilder::new("example.com", &Url::parse(ORIGIN).unwrap()).unwrap().build().unwrap()
}

fn created(bench: &mut Bench, options: &Value) -> Result<Value, ClientError> {
    let mut token = Direct { device: &mut bench.device, call: Call::unknown() };
    create(&options.to_string(), &caller(ORIGIN), &NoRelatedOrigins, &mut token)
        .map(|json| serde_json::from_str(&json).unwrap())
}

fn got(bench: &mut Bench, options: &Value) -> Result<Value, ClientError> {
    let mut token = Direct { device: &mut bench.device, call: Call::unknown() };
    get(&options.to_string(), &caller(ORIGIN), &NoRelatedOrigins, &mut token)
        .map(|json| serde_json::from_str(&json).unwrap())
}

/// The options inside what the server sends.
fn inner(challenge: &impl serde::Serialize) -> Value {
    serde_json::to_value(challenge).unwrap()["publicKey"].clone()
}

fn registered(bench: &mut Bench, site: &Webauthn, name: &str) -> (Uuid, Passkey) {
    let user = Uuid::new_v4();
    let (challenge, state) = site.start_passkey_registration(user, name, name, None).unwrap();
    let response = created(bench, &with_residence(inner(&challenge))).unwrap();
    let response = serde_json::from_value(response).unwrap();
    (user, site.finish_passkey_registration(&response, &state).unwrap())
}

fn with_residence(mut options: Value) -> Value {
    options["authenticatorSelection"]["residentKey"] = "required".into();
    options
}

#[test]
fn a_passkey_is_registered_and_signs_in() {
    let (mut bench, site) = (vault(), site());
    let (_, passkey) = registered(&mut bench, &site, "ann");
    let (challenge, state) = site.start_passkey_authentication(std::slice::from_ref(&passkey)).unwrap();
    let response = serde_json::from_value(got(&mut bench, &inner(&challenge)).unwrap()).unwrap();
    let result = site.finish_passkey_authentication(&response, &state).unwrap();
    assert!(result.user_verified() && result.backup_eligible() && result.backup_state());
    assert_eq!(result.counter(), 0);
    let asked = bench.asked();
    assert_eq!(asked.len(), 2, "one question a ceremony");
    assert!(asked.iter().all(|asked| asked.needs == Gesture::Verified));
}

#[test]
fn a_passkey_is_found_without_being_named_and_the_person_chooses() {
    let (mut bench, site) = (vault(), site());
    let (ann, of_ann) = registered(&mut bench, &site, "ann");
    registered(&mut bench, &site, "bob");
    let (challenge, state) = site.start_discoverable_authentication().unwrap();
    bench.person.then(Step::Answer(Decision::Yes { gesture: Gesture::Verified, account: 1 }));
    bench.asked();
    let response = serde_json::from_value(got(&mut bench, &inner(&challenge)).unwrap()).unwrap();
    assert_eq!(bench.asked()[0].accounts, ["bob", "ann"]);
    let (user, _) = site.identify_discoverable_authentication(&response).unwrap();
    assert_eq!(user, ann);
    site.finish_discoverable_authentication_v2(&response, state, &of_ann).unwrap();
}

#[test]
fn a_second_passkey_is_not_made_where_one_is_excluded() {
    let (mut bench, site) = (vault(), site());
    let (user, passkey) = registered(&mut bench, &site, "ann");
    let excluded = Some(vec![passkey.cred_id().clone()]);
    let (challenge, _) = site.start_passkey_registration(user, "ann", "ann", excluded).unwrap();
    let refused = created(&mut bench, &inner(&challenge));
    assert_eq!(refused, Err(ClientError::AlreadyRegistered));
    assert_eq!(ClientError::AlreadyRegistered.dom_name(), "InvalidStateError");
}

fn creation() -> Value {
    json!({
        "rp": { "id": "example.com", "name": "Example" },
        "user": { "id": "YW5u", "name": "ann", "displayName": "Ann" },
        "challenge": "AAAA",
        "pubKeyCredParams": [{ "type": "public-key", "alg": -7 }],
        "authenticatorSelection": { "residentKey": "required" },
    })
}

fn request() -> Value {
    json!({ "challenge": "AAAA", "rpId": "example.com" })
}

/// `options` with the value at `path` changed.
fn with(mut options: Value, path: &str, value: Value) -> Value {
    match options.pointer_mut(path) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = path.rsplit_once('/').unwrap();
            options.pointer_mut(parent).unwrap()[name] = value;
        }
    }
    options
}

#[test]
fn every_fault_of_a_registration_has_its_name() {
    let rows = [
        ("/rp/id", json!("example.org"), "SecurityError"),
        ("/rp/id", json!("com"), "SecurityError"),
        ("/rp/id", json!(7), "TypeError"),
        ("/user/id", json!(""), "TypeError"),
        ("/user/id", json!("A".repeat(88)), "TypeError"),
        ("/user/id", json!("not base64!"), "TypeError"),
        ("/challenge", json!(null), "TypeError"),
        ("/pubKeyCredParams", json!([{ "type": "public-key", "alg": -999 }]), "NotSupportedError"),
        ("/pubKeyCredParams", json!([{ "type": "other", "alg": -7 }]), "NotSupportedError"),
        ("/authenticatorSelection/authenticatorAttachment", json!("cross-platform"), "NotAllowedError"),
        ("/extensions", json!({ "largeBlob": { "support": "required" } }), "ConstraintError"),
        ("/extensions", json!({ "largeBlob": { "read": true } }), "NotSupportedError"),
        ("/extensions", json!({ "prf": { "evalByCredential": {} } }), "NotSupportedError"),
        ("/extensions", json!({ "credentialProtectionPolicy": "nonsense" }), "TypeError"),
    ];
    for (path, value, name) in rows {
        let mut bench = vault();
        let refused =
            created(&mut bench, &with(creation(), path, value.clone())).map_err(ClientError::dom_name);
        assert_eq!(refused.err(), Some(name), "{path} = {value}");
        assert!(bench.asked().is_empty(), "{path} = {value}: nobody is asked in vain");
    }
}

#[test]
fn every_fault_of_a_sign_in_has_its_name() {
    let mut bench = vault();
    let made = created(&mut bench, &creation()).unwrap();
    let named = json!([{ "type": "public-key", "id": made["id"] }]);
    let prf = |by: Value| json!({ "prf": { "evalByCredential": by } });
    let salt = json!({ "first": "AAAA" });
    let rows = [
        (with(request(), "/rpId", json!("example.org")), "SecurityError"),
        (with(request(), "/challenge", json!(1)), "TypeError"),
        (
            with(request(), "/allowCredentials", json!([{ "type": "public-key", "id": "AAAA" }])),
            "NotAllowedError",
        ),
        (with(request(), "/extensions", prf(json!({ "AAAA": salt }))), "NotSupportedError"),
        (
            with(with(request(), "/allowCredentials", named), "/extensions", prf(json!({ "AAAA": salt }))),
            "SyntaxError",
        ),
    ];
    for (options, name) in rows {
        assert_eq!(got(&mut bench, &options).map_err(ClientError::dom_name).err(), Some(name), "{options}");
    }
}

#[test]
fn what_the_person_does_decides_and_the_page_learns_little() {
    let answers = [
        (Step::Answer(Decision::No), "NotAllowedError"),
        (Step::Answer(Decision::NotVerified), "NotAllowedError"),
        (Step::Answer(Decision::yes(Gesture::Present)), "NotAllowedError"),
        (Step::AnswerAfter(approval::Request::PATIENCE, Decision::yes(Gesture::Verified)), "NotAllowedError"),
    ];
    for (step, name) in answers {
        let mut bench = vault();
        bench.person.otherwise(step.clone());
        let refused = created(&mut bench, &creation()).map_err(ClientError::dom_name);
        assert_eq!(refused.err(), Some(name), "{step:?}");
    }
}

#[test]
fn a_page_that_takes_its_request_back_gets_an_abort() {
    let mut bench = vault();
    let call = Call::unknown();
    call.cancel.cancel(&*bench.clock);
    let mut token = Direct { device: &mut bench.device, call };
    let refused = create(&creation().to_string(), &caller(ORIGIN), &NoRelatedOrigins, &mut token);
    assert_eq!(refused.unwrap_err().dom_name(), "AbortError");
}

#[test]
fn verification_follows_what_the_site_wants() {
    for (wanted, needs) in [
        (json!("required"), Gesture::Verified),
        (json!("preferred"), Gesture::Verified),
        (json!("discouraged"), Gesture::Present),
        (json!("a word of the future"), Gesture::Verified),
    ] {
        let mut bench = vault();
        created(&mut bench, &creation()).unwrap();
        bench.asked();
        got(&mut bench, &with(request(), "/userVerification", wanted.clone())).unwrap();
        assert_eq!(bench.asked()[0].needs, needs, "{wanted}");
    }
}

#[test]
fn prf_is_the_same_at_registration_and_at_every_sign_in() {
    let mut bench = vault();
    let prf = json!({ "prf": { "eval": { "first": "c2FsdA", "second": "b3RoZXI" } }, "credProps": true });
    let made = created(&mut bench, &with(creation(), "/extensions", prf.clone())).unwrap();
    let results = &made["clientExtensionResults"];
    assert_eq!(results["prf"]["enabled"], true);
    assert_eq!(results["credProps"]["rk"], true);
    let again = got(&mut bench, &with(request(), "/extensions", prf)).unwrap();
    assert_eq!(again["clientExtensionResults"]["prf"]["results"], results["prf"]["results"]);
    assert_ne!(results["prf"]["results"]["first"], results["prf"]["results"]["second"]);

    // Inputs by credential outweigh those for all.
    let id = made["id"].as_str().unwrap();
    let by =
        json!({ "prf": { "eval": { "first": "AAAA" }, "evalByCredential": { id: { "first": "c2FsdA" } } } });
    let named = json!([{ "type": "public-key", "id": "AAAA" }, { "type": "public-key", "id": id }]);
    let options = with(with(request(), "/allowCredentials", named), "/extensions", by);
    let chosen = got(&mut bench, &options).unwrap();
    assert_eq!(
        chosen["clientExtensionResults"]["prf"]["results"]["first"],
        results["prf"]["results"]["first"]
    );
}

#[test]
fn long_lists_are_looked_through_without_asking() {
    let mut bench = vault();
    let made = created(&mut bench, &creation()).unwrap();
    let strangers = (0..200_u8)
        .map(|n| json!({ "type": "public-key", "id": data_encoding::BASE64URL_NOPAD.encode(&[n; 32]) }));
    let mut named: Vec<Value> = strangers.collect();
    named.push(json!({ "type": "public-key", "id": made["id"] }));
    bench.asked();
    let answer = got(&mut bench, &with(request(), "/allowCredentials", json!(named))).unwrap();
    assert_eq!(answer["id"], made["id"]);
    assert_eq!(bench.asked().len(), 1);
    let other_user = with(creation(), "/user/id", json!("Ym9i"));
    let refused = created(&mut bench, &with(other_user, "/excludeCredentials", json!(named)));
    assert_eq!(refused, Err(ClientError::AlreadyRegistered));
}

#[test]
fn every_algorithm_is_told_with_its_public_key() {
    for algorithm in Algorithm::ALL {
        let mut bench = vault();
        let wanted = json!([{ "type": "public-key", "alg": algorithm.cose() }]);
        let made = created(&mut bench, &with(creation(), "/pubKeyCredParams", wanted)).unwrap();
        assert_eq!(made["response"]["publicKeyAlgorithm"], algorithm.cose());
        assert!(made["response"]["publicKey"].is_string(), "{algorithm:?}");
    }
}
