//! Accounts typed in by hand.
use zeroize::Zeroizing;

use super::*;

fn form(secret: &str) -> ManualForm {
    ManualForm {
        issuer: "Acme".to_owned(),
        name: "ann".to_owned(),
        secret: Zeroizing::new(secret.to_owned()),
        ..ManualForm::default()
    }
}

#[test]
fn a_form_is_read_by_the_rules_of_a_qr_code() {
    let mut desk = desk();
    for (form, kind, code_at_59) in [
        (
            ManualForm { digits: 8, ..form("gezd gnbv-GY3T qojq GEZDGNBVGY3TQOJQ==") },
            "totp",
            Some("94287082"),
        ),
        (ManualForm { kind: FormKind::Hotp, counter: 3, ..form(RFC_SECRET) }, "hotp", None),
        (ManualForm { kind: FormKind::Steam, ..form(RFC_SECRET) }, "steam", Some("HKGHR")),
        (
            ManualForm {
                kind: FormKind::Motp,
                pin: Zeroizing::new("1234".to_owned()),
                ..form("e3152afee62599c8")
            },
            "motp",
            None,
        ),
    ] {
        let offer = desk.offer_manual(&form, std::time::UNIX_EPOCH + Duration::from_secs(59)).unwrap();
        let candidate = &offer.candidates[0];
        assert_eq!(
            (candidate.kind, candidate.issuer.as_str(), candidate.name.as_str()),
            (kind, "Acme", "ann")
        );
        if let (Some(expected), "totp") = (code_at_59, kind) {
            assert_eq!(candidate.code.as_ref().unwrap().as_str(), expected);
        }
    }
}

#[test]
fn a_form_says_which_part_is_wrong() {
    let mut desk = desk();
    for (form, said) in [
        (form("not base32!"), ActionError::Enrolment(SecretError::NotBase32.into())),
        (form("a&digits=8"), ActionError::Enrolment(SecretError::NotBase32.into())),
        (form(""), ActionError::Enrolment(OtpAuthError::NoSecret)),
        (
            ManualForm { digits: 0, ..form(RFC_SECRET) },
            ActionError::Enrolment(otp::ParameterError::Digits.into()),
        ),
        (
            ManualForm { period_secs: 0, ..form(RFC_SECRET) },
            ActionError::Enrolment(otp::ParameterError::Period.into()),
        ),
        (
            ManualForm { kind: FormKind::Motp, ..form("00ff00ff00ff00ff") },
            ActionError::Enrolment(OtpAuthError::PinNeeded),
        ),
        (
            ManualForm { issuer: String::new(), name: String::new(), ..form(RFC_SECRET) },
            ActionError::Text(TextError::NoName),
        ),
    ] {
        let error = desk.offer_manual(&form, now()).unwrap_err();
        assert_eq!(error.to_string(), said.to_string());
    }
}

#[test]
fn a_uri_typed_into_the_form_counts_instead_of_it_and_takes_the_pin() {
    let mut desk = desk();
    let offer =
        desk.offer_manual(&form(&format!("otpauth://totp/Bank:bob?secret={RFC_SECRET}")), now()).unwrap();
    assert_eq!(offer.candidates[0].issuer, "Bank");
    let with_pin = ManualForm {
        pin: Zeroizing::new("1234".to_owned()),
        ..form("otpauth://motp/Bank:bob?secret=e3152afee62599c8")
    };
    assert_eq!(desk.offer_manual(&with_pin, now()).unwrap().candidates[0].kind, "motp");
}
