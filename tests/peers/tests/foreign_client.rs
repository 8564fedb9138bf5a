//! A client that nobody here wrote (`webauthn-authenticator-rs`) drives the authenticator: PIN, registration, sign-in,
//! credential management, configuration, reset.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

#[path = "../../../crates/fido/tests/support/mod.rs"]
mod support;

use async_trait::async_trait;
use fido::{Call, Model, ResetRule};
use support::Bench;
use webauthn_authenticator_rs::WebauthnAuthenticator;
use webauthn_authenticator_rs::ctap2::CtapAuthenticator;
use webauthn_authenticator_rs::error::WebauthnCError;
use webauthn_authenticator_rs::transport::Token;
use webauthn_authenticator_rs::types::{CableRequestType, CableState, EnrollSampleStatus};
use webauthn_authenticator_rs::ui::UiCallback;
use webauthn_rs::prelude::{Url, Uuid, WebauthnBuilder};
use webauthn_rs_proto::AuthenticatorTransport;

const PIN: &str = "open sesame";

/// The authenticator as that client's token.
struct InProcess(Bench);

impl std::fmt::Debug for InProcess {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("InProcess")
    }
}

#[async_trait]
impl Token for InProcess {
    type Id = ();

    fn get_transport(&self) -> AuthenticatorTransport {
        AuthenticatorTransport::Usb
    }

    async fn transmit_raw<U: UiCallback>(&mut self, cbor: &[u8], _: &U) -> Result<Vec<u8>, WebauthnCError> {
        let mut answer = self.0.device.handle(cbor, &Call::unknown());
        match answer.remove(0) {
            0 => Ok(answer),
            code => Err(WebauthnCError::Ctap(code.into())),
        }
    }

    async fn cancel(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }

    async fn init(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }

    async fn close(&mut self) -> Result<(), WebauthnCError> {
        Ok(())
    }
}

/// Somebody who knows the PIN.
#[derive(Debug)]
struct Person;

impl UiCallback for Person {
    fn request_pin(&self) -> Option<String> {
        Some(PIN.to_owned())
    }
    fn request_touch(&self) {}
    fn processing(&self) {}
    fn fingerprint_enrollment_feedback(&self, _: u32, _: Option<EnrollSampleStatus>) {}
    fn cable_qr_code(&self, _: CableRequestType, _: String) {}
    fn dismiss_qr_code(&self) {}
    fn cable_status_update(&self, _: CableState) {}
}

async fn client(person: &Person) -> CtapAuthenticator<'_, InProcess, Person> {
    let model = Model { reset: ResetRule::Always, ..Model::security_key() };
    let mut client = CtapAuthenticator::new(InProcess(Bench::new(model)), person).await.expect("CTAP 2.1");
    client.set_new_pin(PIN).await.expect("a first PIN");
    client
}

#[tokio::test]
async fn a_foreign_client_and_a_foreign_server_meet_over_our_authenticator() {
    let mut client = client(&Person).await;
    let origin = Url::parse("https://example.com").unwrap();
    let site = WebauthnBuilder::new("example.com", &origin).unwrap().build().unwrap();
    let (challenge, state) = site.start_passkey_registration(Uuid::new_v4(), "ann", "Ann", None).unwrap();
    let response = client.do_registration(origin.clone(), challenge).unwrap();
    let passkey = site.finish_passkey_registration(&response, &state).unwrap();
    let mut counts = Vec::new();
    for _ in 0..3 {
        let (challenge, state) = site.start_passkey_authentication(std::slice::from_ref(&passkey)).unwrap();
        let response = client.do_authentication(origin.clone(), challenge).unwrap();
        let result = site.finish_passkey_authentication(&response, &state).unwrap();
        assert!(result.user_verified() && !result.backup_eligible());
        counts.push(result.counter());
    }
    assert!(counts.is_sorted_by(|one, two| one < two), "{counts:?}");
}

#[tokio::test]
async fn a_foreign_client_manages_pin_and_policy() {
    let mut client = client(&Person).await;
    client.change_pin(PIN, "another").await.unwrap();
    assert!(client.change_pin("wrong", PIN).await.is_err());
    client.change_pin("another", PIN).await.unwrap();
    let CtapAuthenticator::Fido21(newest) = &mut client else { panic!("we speak CTAP 2.1") };
    assert!(newest.supports_config() && newest.supports_ctap21_credential_management());
    newest.toggle_always_uv().await.unwrap();
    newest.toggle_always_uv().await.unwrap();
    newest.set_min_pin_length(Some(6), vec!["example.com".to_owned()], None).await.unwrap();
    let managing = client.credential_management().expect("credential management");
    assert!(managing.enumerate_rps().await.unwrap_or_default().is_empty());
    let metadata = managing.get_credentials_metadata().await.unwrap();
    assert_eq!(metadata.existing_resident_credentials_count, 0);
    client.selection().await.unwrap();
    client.factory_reset().await.unwrap();
}
