//! No secret leaves: the commands are run over a vault of marker secrets, and no marker is in a reply, a piece of news or
//! a printed value. Screen, clipboard, camera and file dialog are left out, because they are the developer's own here;
//! `tests/secrets` does the same through the real window.

use std::{
    env,
    fmt::Debug,
    process,
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use actions::{Desk, FixedClock, MemoryFolder, MemorySecretStore, Place, SettingsFile, WorkFactor};
use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use serde::Serialize;
use zeroize::Zeroizing;

use super::super::{accounts, add, codes, settings, vault};
use crate::{
    clipboard::{Board, Clipboard, CopyError},
    error::UiError,
    page::{News, Page},
    state::App,
    views::{AccountEdit, Kind, ManualForm, NewAccount, Typed},
};

const PASSPHRASE: &str = "marker passphrase one";
const NEXT_PASSPHRASE: &str = "marker passphrase two";
const PIN: &str = "90218734";
/// A recovery code, a security answer and a new key, as they are printed.
const CODES: [&str; 4] = ["ab1f0-c1d0e", "ab1f1-c1d1e", "marker answer", "marker new key"];
const SECRETS: [&[u8]; 5] = [
    b"marker-secret-by-clock",
    b"marker-secret-by-counter",
    b"marker-secret-by-hand",
    b"marker-secret-replacing",
    b"marker-secret-misprinted",
];

/// Everything that came out: replies, news and printed values.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<String>>);

impl Heard {
    fn add(&self, said: &(impl Debug + ?Sized), sent: Option<String>) {
        let mut heard = self.0.lock().unwrap();
        heard.push_str(&format!("{said:?}\n{}\n", sent.unwrap_or_default()));
    }

    /// A reply, as it is sent and as it would be printed.
    fn reply<T: Debug + Serialize>(&self, reply: Result<T, UiError>) -> Result<T, UiError> {
        let sent = match &reply {
            Ok(reply) => serde_json::to_string(reply),
            Err(error) => serde_json::to_string(error),
        };
        self.add(&reply, Some(sent.unwrap()));
        reply
    }

    /// One of the few replies that hold a code: this one, as it is sent, and nothing as it would be printed.
    #[track_caller]
    fn named<T: Debug + Serialize>(&self, reply: Result<T, UiError>, holds: &str) -> T {
        self.add(&reply, None);
        let reply = reply.unwrap();
        let sent = serde_json::to_string(&reply).unwrap();
        assert!(sent.contains(holds), "the page does not get what it asked for (not repeated here)");
        let rest = sent.replace(holds, "");
        self.add(&"beside it", Some(rest));
        reply
    }

    #[track_caller]
    fn assert_clean(&self) {
        let heard = self.0.lock().unwrap();
        for marker in markers() {
            assert!(!heard.contains(&marker), "a secret came out (not repeated here)");
        }
    }
}

impl Page for Heard {
    fn tell(&self, news: News) {
        let sent = match &news {
            News::Status(status) => serde_json::to_string(status),
            News::Offered(offer) => serde_json::to_string(offer),
            News::ScanFailed(error) => serde_json::to_string(error),
            News::Camera(event) => serde_json::to_string(event),
            News::Codes
            | News::Settings
            | News::CalledForward
            | News::Recovery
            | News::RecoveryFile
            | News::KitScanned => Ok(String::new()),
        };
        self.add(&news, Some(sent.unwrap()));
    }
}

/// Every way in which a secret could be written down.
fn markers() -> Vec<String> {
    let mut markers = vec![PASSPHRASE.to_owned(), NEXT_PASSPHRASE.to_owned(), PIN.to_owned()];
    for code in CODES {
        let bare: String = code.chars().filter(|c| !" -".contains(*c)).collect();
        markers.extend([HEXLOWER.encode(code.as_bytes()), BASE64.encode(code.as_bytes())]);
        markers.extend([code.to_owned(), code.to_uppercase(), bare]);
    }
    for secret in SECRETS {
        let base32 = BASE32_NOPAD.encode(secret);
        markers.extend([base32.to_lowercase(), base32, HEXLOWER.encode(secret), BASE64.encode(secret)]);
        markers.push(String::from_utf8(secret.to_vec()).unwrap());
        markers.push(format!("{secret:?}").trim_matches(['[', ']']).to_owned());
    }
    markers
}

fn uri(kind: &str, issuer: &str, secret: &[u8]) -> String {
    format!("otpauth://{kind}/{issuer}:ann?secret={}&issuer={issuer}&counter=1", BASE32_NOPAD.encode(secret))
}

fn typed(text: &str) -> Typed {
    text.to_owned().into()
}

/// A clipboard nobody looks at.
struct Nowhere;

impl Board for Nowhere {
    fn open() -> Result<Self, CopyError> {
        Ok(Self)
    }
    fn put(&mut self, _: &str) -> Result<(), CopyError> {
        Ok(())
    }
    fn text(&mut self) -> Result<Option<Zeroizing<String>>, CopyError> {
        Ok(None)
    }
    fn clear(&mut self) -> Result<(), CopyError> {
        Ok(())
    }
}

fn app(heard: &Heard) -> App {
    let place = Place {
        folder: Arc::new(MemoryFolder::default()),
        secrets: Arc::new(MemorySecretStore::default()),
        work_factor: WorkFactor::weak_for_tests(),
    };
    let settings = env::temp_dir().join(format!("keepward-secrets-{}/settings.json", process::id()));
    let clock = FixedClock::new(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000));
    let desk = Desk::new(place, SettingsFile::open(settings));
    App::new(desk, Arc::new(clock), Clipboard::new::<Nowhere>(), Arc::new(heard.clone()))
}

/// Adds what was read under the names it came with.
fn add_first(app: &App, heard: &Heard, offer: Result<crate::views::Offer, UiError>) -> String {
    let candidate = heard.reply(offer).unwrap().candidates.remove(0);
    let tags = vec!["work".to_owned()];
    let account =
        NewAccount { candidate: candidate.id, issuer: candidate.issuer, name: candidate.name, tags };
    heard.reply(add::add_candidates(app.clone(), vec![account])).unwrap().remove(0)
}

fn filled(app: &App, heard: &Heard) -> [String; 3] {
    heard.reply(vault::create_vault(app.clone(), typed(PASSPHRASE), true)).unwrap();
    let by_clock = add::read_text(app.clone(), typed(&uri("totp", "Acme", SECRETS[0])));
    let by_counter = add::read_text(app.clone(), typed(&uri("hotp", "Globex", SECRETS[1])));
    let by_hand = add::offer_manual(
        app.clone(),
        ManualForm {
            issuer: "Initech".to_owned(),
            name: "ann".to_owned(),
            secret: typed(&HEXLOWER.encode(SECRETS[2])),
            kind: Kind::Motp,
            algorithm: "SHA-1".to_owned(),
            digits: 6,
            period_secs: 30,
            counter: 0,
            pin: typed(PIN),
        },
    );
    [by_clock, by_counter, by_hand].map(|offer| add_first(app, heard, offer))
}

#[test]
fn no_marker_comes_out_while_everything_is_done_to_the_accounts() {
    let heard = Heard::default();
    let app = app(&heard);
    let [by_clock, by_counter, by_hand] = filled(&app, &heard);
    let edit = AccountEdit {
        issuer: "Acme".to_owned(),
        name: "ann".to_owned(),
        icon: None,
        tags: Vec::new(),
        notes: "some notes".to_owned(),
        offset_secs: 0,
    };
    let h = &heard;
    h.reply(codes::codes(app.clone(), String::new(), 0, 50)).unwrap();
    h.reply(codes::reveal_code(app.clone(), by_clock.clone())).unwrap();
    h.reply(codes::copy_code(app.clone(), by_clock.clone())).unwrap();
    h.reply(codes::next_code(app.clone(), by_counter.clone())).unwrap();
    h.reply(accounts::pin(app.clone(), by_hand.clone(), true)).unwrap();
    h.reply(accounts::move_account(app.clone(), by_clock.clone(), 2)).unwrap();
    h.reply(accounts::edit_account(app.clone(), by_clock.clone(), edit)).unwrap();
    // A picture of the secret is what the person asked for; it must not say the secret in any other way.
    h.reply(accounts::account_qr(app.clone(), by_clock.clone(), typed(PASSPHRASE))).unwrap();
    h.reply(accounts::account_qr(app.clone(), by_clock.clone(), typed(NEXT_PASSPHRASE))).unwrap_err();
    let offer = h.reply(add::read_text(app.clone(), typed(&uri("totp", "Acme", SECRETS[3])))).unwrap();
    let candidate = offer.candidates.first().unwrap().id;
    h.reply(accounts::start_replacement(app.clone(), by_clock.clone(), candidate)).unwrap();
    for id in [&by_clock, &by_counter, &by_hand] {
        h.reply(accounts::account(app.clone(), id.clone())).unwrap();
    }
    h.reply(accounts::confirm_replacement(app.clone(), by_clock.clone())).unwrap();
    h.reply(accounts::cancel_replacement(app.clone(), by_clock.clone())).unwrap_err();
    h.reply(accounts::bin_account(app.clone(), by_hand.clone())).unwrap();
    h.reply(accounts::bin(app.clone())).unwrap();
    h.reply(accounts::restore_account(app.clone(), by_hand.clone())).unwrap();
    h.reply(accounts::bin_account(app.clone(), by_hand.clone())).unwrap();
    h.reply(accounts::delete_forever(app.clone(), by_hand)).unwrap();
    heard.assert_clean();
}

#[test]
fn no_marker_comes_out_of_the_vaults_own_commands() {
    let heard = Heard::default();
    let app = app(&heard);
    let h = &heard;
    h.reply(Ok(vault::status(app.clone()))).unwrap();
    filled(&app, &heard);
    h.reply(Ok(vault::rate_passphrase(typed(PASSPHRASE)))).unwrap();
    h.reply(vault::lock(app.clone())).unwrap();
    h.reply(vault::unlock(app.clone(), typed(NEXT_PASSPHRASE), false)).unwrap_err();
    h.reply(vault::unlock(app.clone(), typed(PASSPHRASE), false)).unwrap();
    h.reply(vault::enable_quick_unlock(app.clone(), typed(PASSPHRASE))).unwrap();
    h.reply(vault::change_passphrase(app.clone(), typed(PASSPHRASE), typed(NEXT_PASSPHRASE))).unwrap();
    h.reply(vault::replace_keys(app.clone(), typed(NEXT_PASSPHRASE), typed(PASSPHRASE))).unwrap();
    h.reply(vault::set_aside(app.clone())).unwrap();
    h.reply(vault::lock(app.clone())).unwrap();
    h.reply(codes::codes(app.clone(), String::new(), 0, 50)).unwrap_err();
    h.reply(vault::quick_unlock(app.clone())).unwrap();
    h.reply(vault::lock(app.clone())).unwrap();
    for snapshot in h.reply(vault::snapshots(app.clone())).unwrap() {
        let _either = h.reply(vault::restore_snapshot(app.clone(), snapshot.id, typed(PASSPHRASE)));
    }
    h.reply(settings::settings(app.clone())).unwrap();
    h.reply(settings::check_clock(app.clone())).unwrap_err();
    h.reply(settings::about(app.clone())).unwrap();
    heard.assert_clean();
}

#[test]
fn no_marker_comes_out_of_what_cannot_be_read() {
    let heard = Heard::default();
    let app = app(&heard);
    filled(&app, &heard);
    let good = uri("totp", "Acme", SECRETS[4]);
    for (from, to) in [
        ("otpauth", "otpauht"),
        ("totp", "xotp"),
        ("secret=", "secret=!"),
        ("counter=1", "digits=99"),
        ("secret", "sceret"),
    ] {
        let _either = heard.reply(add::read_text(app.clone(), typed(&good.replace(from, to))));
    }
    heard.reply(add::scan_image(app.clone(), SECRETS[4].to_vec())).unwrap_err();
    app.take_links(vec![good.replace("totp", "xotp").into()]);
    heard.reply(add::pending_offer(app.clone())).unwrap();
    heard.reply(vault::lock(app.clone())).unwrap();
    app.take_links(vec![good.into()]);
    heard.reply(add::pending_offer(app.clone())).unwrap_err();
    heard.reply(vault::unlock(app.clone(), typed(PASSPHRASE), false)).unwrap();
    let offer = heard.reply(add::pending_offer(app.clone())).unwrap();
    assert_eq!(offer.map(|offer| offer.candidates.len()), Some(1), "the link waited for the passphrase");
    heard.assert_clean();
}

mod recovery;

#[test]
fn the_search_for_markers_finds_one() {
    let heard = Heard::default();
    for marker in [uri("totp", "Acme", SECRETS[0]), CODES[0].to_owned(), CODES[3].to_owned()] {
        let heard = Heard::default();
        heard.add(&marker, None);
        assert!(std::panic::catch_unwind(|| heard.assert_clean()).is_err());
    }
    heard.assert_clean();
}
