//! Names what a QR code is when it does not add an account, and says what to do instead.
//! Looks at the first characters only; decodes nothing, and repeats nothing from the payload except a host name,
//! because a Wi-Fi code holds a password and a web address may hold a token.
use std::fmt;

/// A QR code that can be read but adds no account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotEnrolment {
    /// `http:` or `https:`, with the host if it is a plain one.
    WebAddress {
        /// Letters, digits, dots and hyphens only.
        host: Option<String>,
    },
    /// `WIFI:`.
    WiFi,
    /// A vCard or MeCard.
    ContactCard,
    /// An iCalendar event.
    Event,
    /// `mailto:` or `MATMSG:`.
    Email,
    /// `tel:`, `sms:` or `smsto:`.
    Phone,
    /// `geo:`.
    Place,
    /// A payment request (EPC, UPI, Bitcoin, Lightning).
    Payment,
    /// `FIDO:/` and digits: a passkey sign-in between a computer and a phone (CTAP 2.2 §11.5).
    PasskeySignIn,
    /// Enrolment of a push approval app that keeps its protocol to itself, or one we do not take part in.
    Push(PushApp),
    /// Anything else.
    Text,
}

/// The app a push enrolment is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushApp {
    /// Duo Mobile.
    Duo,
    /// Okta Verify.
    OktaVerify,
    /// Microsoft Authenticator (`phonefactor:`).
    Microsoft,
    /// ForgeRock Authenticator.
    ForgeRock,
    /// privacyIDEA Authenticator.
    PrivacyIdea,
    /// eduMFA Authenticator.
    EduMfa,
    /// tiqr and eduID.
    Tiqr,
    /// RSA SecurID.
    SecurId,
    /// The sign-in of the Steam mobile app.
    Steam,
}

impl PushApp {
    /// The app as its makers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duo => "Duo Mobile",
            Self::OktaVerify => "Okta Verify",
            Self::Microsoft => "Microsoft Authenticator",
            Self::ForgeRock => "ForgeRock Authenticator",
            Self::PrivacyIdea => "privacyIDEA Authenticator",
            Self::EduMfa => "eduMFA Authenticator",
            Self::Tiqr => "tiqr",
            Self::SecurId => "RSA SecurID",
            Self::Steam => "the Steam app",
        }
    }
}

/// What a payload starts with (lower case) and what it therefore is. Longer beginnings stand before shorter ones.
const BEGINNINGS: &[(&str, NotEnrolment)] = &[
    ("wifi:", NotEnrolment::WiFi),
    ("begin:vcard", NotEnrolment::ContactCard),
    ("mecard:", NotEnrolment::ContactCard),
    ("begin:vevent", NotEnrolment::Event),
    ("begin:vcalendar", NotEnrolment::Event),
    ("mailto:", NotEnrolment::Email),
    ("matmsg:", NotEnrolment::Email),
    ("smtp:", NotEnrolment::Email),
    ("tel:", NotEnrolment::Phone),
    ("sms:", NotEnrolment::Phone),
    ("smsto:", NotEnrolment::Phone),
    ("geo:", NotEnrolment::Place),
    ("bcd\n", NotEnrolment::Payment),
    ("bcd\r\n", NotEnrolment::Payment),
    ("spc\n", NotEnrolment::Payment),
    ("spc\r\n", NotEnrolment::Payment),
    ("upi:", NotEnrolment::Payment),
    ("bitcoin:", NotEnrolment::Payment),
    ("ethereum:", NotEnrolment::Payment),
    ("lightning:", NotEnrolment::Payment),
    ("fido:/", NotEnrolment::PasskeySignIn),
    ("duo:", NotEnrolment::Push(PushApp::Duo)),
    ("oktaverify:", NotEnrolment::Push(PushApp::OktaVerify)),
    ("phonefactor:", NotEnrolment::Push(PushApp::Microsoft)),
    ("pushauth:", NotEnrolment::Push(PushApp::ForgeRock)),
    ("mfauth:", NotEnrolment::Push(PushApp::ForgeRock)),
    ("otpauth://pipush/", NotEnrolment::Push(PushApp::PrivacyIdea)),
    ("pia://pipush/", NotEnrolment::Push(PushApp::PrivacyIdea)),
    ("edumfa-push:", NotEnrolment::Push(PushApp::EduMfa)),
    ("tiqrenroll:", NotEnrolment::Push(PushApp::Tiqr)),
    ("tiqrauth:", NotEnrolment::Push(PushApp::Tiqr)),
    ("com.rsa.securid", NotEnrolment::Push(PushApp::SecurId)),
    ("http://127.0.0.1/securid/", NotEnrolment::Push(PushApp::SecurId)),
    ("https://s.team/", NotEnrolment::Push(PushApp::Steam)),
];

impl NotEnrolment {
    /// What `payload` is, or `None` when it may be an enrolment (`otpauth:`, `otpauth-migration:`, `motp:`) and has to be parsed.
    ///
    /// ```
    /// use actions::NotEnrolment;
    /// assert_eq!(NotEnrolment::recognise("WIFI:T:WPA;S:home;P:hunter2;;"), Some(NotEnrolment::WiFi));
    /// assert_eq!(NotEnrolment::recognise("otpauth://totp/Acme:ann?secret=MZXW6YTB"), None);
    /// ```
    pub fn recognise(payload: &str) -> Option<Self> {
        let payload = payload.trim_start();
        let starts_with = |beginning: &str| {
            payload
                .as_bytes()
                .get(..beginning.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(beginning.as_bytes()))
        };
        if let Some((_, known)) = BEGINNINGS.iter().find(|(beginning, _)| starts_with(beginning)) {
            Some(known.clone())
        } else if ["otpauth:", "otpauth-migration:", "motp:"].into_iter().any(starts_with) {
            None
        } else if starts_with("http://") || starts_with("https://") {
            Some(Self::WebAddress { host: host(payload) })
        } else if is_duo_activation(payload) {
            Some(Self::Push(PushApp::Duo))
        } else {
            Some(Self::Text)
        }
    }
}

/// The host of a web address, if it consists of characters that cannot deceive.
fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("//")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let plain = !host.is_empty()
        && host.len() <= 100
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
    plain.then(|| host.to_ascii_lowercase())
}

/// Duo's QR codes are an activation code, a hyphen and the base64 of a host that starts with `api`.
fn is_duo_activation(payload: &str) -> bool {
    payload.split_once('-').is_some_and(|(code, host)| {
        code.len() == 20 && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) && host.starts_with("YXBp")
    })
}

/// What helps in almost every case.
const LOOK_FOR_CODES: &str = "On the site's two-factor page choose \u{201c}authenticator app\u{201d} and scan the QR code shown there.";

/// Two sentences: what it is, and what to do next.
impl fmt::Display for NotEnrolment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::WebAddress { host: Some(host) } => {
                return write!(out, "This is a web address ({host}), not an account. {LOOK_FOR_CODES}");
            }
            Self::WebAddress { host: None } => "a web address",
            Self::WiFi => "the access to a Wi-Fi network",
            Self::ContactCard => "a contact card",
            Self::Event => "a calendar event",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
            Self::Place => "a place on a map",
            Self::Payment => "a payment request",
            Self::PasskeySignIn => {
                return out.write_str(
                    "This code signs in with a passkey that is kept on a phone. Scan it with that phone; for \
                     one-time codes choose \u{201c}authenticator app\u{201d} on the site's two-factor page.",
                );
            }
            Self::Push(app) => {
                return write!(
                    out,
                    "This code sets up approvals in {}, which Keepward cannot receive. On the site's two-factor \
                     page look for one-time codes (TOTP, often called \u{201c}another authenticator app\u{201d}) and scan that QR code.",
                    app.name()
                );
            }
            Self::Text => "some text",
        };
        write!(out, "This is {what}, not an account. {LOOK_FOR_CODES}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_is_is_recognised_by_its_beginning() {
        for (payload, is) in [
            ("wifi:S:x;;", NotEnrolment::WiFi),
            ("BEGIN:VCARD\nVERSION:3.0", NotEnrolment::ContactCard),
            ("MECARD:N:Ann;;", NotEnrolment::ContactCard),
            ("BEGIN:VEVENT\nSUMMARY: x", NotEnrolment::Event),
            ("MAILTO:ann@acme.example", NotEnrolment::Email),
            ("SMSTO:+1:hi", NotEnrolment::Phone),
            ("geo:32.8,-117.1", NotEnrolment::Place),
            ("BCD\n002\n1\nSCT", NotEnrolment::Payment),
            ("FIDO:/13086400838107303667332719012595", NotEnrolment::PasskeySignIn),
            ("phonefactor://activate_account?code=1", NotEnrolment::Push(PushApp::Microsoft)),
            ("oktaverify://a@b?t=1", NotEnrolment::Push(PushApp::OktaVerify)),
            ("duo://x", NotEnrolment::Push(PushApp::Duo)),
            ("aBcDeFgHiJkLmNoPqRsT-YXBpLTEyMzQuZHVvc2VjdXJpdHkuY29t", NotEnrolment::Push(PushApp::Duo)),
            ("pushauth://push/forgerock:ann?s=x", NotEnrolment::Push(PushApp::ForgeRock)),
            ("otpauth://PIPUSH/PIPU0001?url=x", NotEnrolment::Push(PushApp::PrivacyIdea)),
            ("pia://pipush/x", NotEnrolment::Push(PushApp::PrivacyIdea)),
            (
                "https://Example.com/path?token=1",
                NotEnrolment::WebAddress { host: Some("example.com".to_owned()) },
            ),
            ("hello", NotEnrolment::Text),
            ("", NotEnrolment::Text),
        ] {
            assert_eq!(NotEnrolment::recognise(payload), Some(is), "{payload}");
        }
    }

    #[test]
    fn an_enrolment_is_left_to_the_parsers() {
        for payload in [
            "otpauth://totp/a?secret=AA",
            " OTPAUTH://hotp/a",
            "otpauth-migration://offline?data=x",
            "otpauth:x",
            "motp://a?secret=00",
        ] {
            assert_eq!(NotEnrolment::recognise(payload), None);
        }
    }

    #[test]
    fn nothing_private_is_repeated() {
        for payload in [
            "WIFI:S:home;P:hunter2;;",
            "https://acme.example/hunter2",
            "https://ann:hunter2@acme.example",
            "hunter2",
        ] {
            let sentence = NotEnrolment::recognise(payload).unwrap().to_string();
            assert!(!sentence.contains("hunter2"), "{sentence}");
        }
    }

    #[test]
    fn a_host_that_could_deceive_is_not_shown() {
        for payload in ["https://\u{202e}moc.live/", "https://a\nb/", "https:///x", "https://аcme.example/"]
        {
            assert_eq!(
                NotEnrolment::recognise(payload),
                Some(NotEnrolment::WebAddress { host: None }),
                "{payload:?}"
            );
        }
    }
}
