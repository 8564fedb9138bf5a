//! A throw-away vault with made-up accounts, for looking around without a service. The companies and people do not exist,
//! the secrets are not random, and the folder is removed with the desk.
use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use otp::OtpAuth;
use vault::{Account, ActivityKind, LockedVault, MemorySecretStore, Passphrase, Place, WorkFactor};

use crate::{
    ActionError, Desk, Settings, SettingsFile, Sort,
    desk::{State, event},
};

/// What opens the demo vault after it was locked.
pub const DEMO_PASSPHRASE: &str = "demo";

/// URI, tags, uses, how many days ago it was added. Secrets count up: nobody mistakes them for real ones.
const ACCOUNTS: &[(&str, &[&str], u32, u64)] = &[
    (
        "otpauth://totp/GitHub:ann%40acme.example?secret=AAAQEAYEAUDAOCAJ&issuer=GitHub",
        &["work", "code"],
        214,
        410,
    ),
    (
        "otpauth://totp/Google:ann.example%40gmail.example?secret=BIFQYDIOB4IBCEQT&issuer=Google",
        &["personal"],
        120,
        410,
    ),
    (
        "otpauth://totp/Acme%20VPN:ann?secret=CQKRMFYYDENBWHA5&issuer=Acme%20VPN&digits=8&algorithm=SHA256",
        &["work"],
        96,
        300,
    ),
    (
        "otpauth://totp/Proton:ann%40proton.example?secret=DYPSAIJCEMSCKJRH&issuer=Proton",
        &["personal", "mail"],
        61,
        290,
    ),
    ("otpauth://steam/Steam:ann_plays?secret=FAUSUKZMFUXC6MBR&issuer=Steam", &["games"], 58, 280),
    (
        "otpauth://totp/Amazon%20Web%20Services:ann%40acme-prod?secret=GIZTINJWG44DSOR3&issuer=Amazon%20Web%20Services",
        &["work", "cloud"],
        44,
        250,
    ),
    (
        "otpauth://hotp/Harbour%20Library:reader-2041?secret=HQ6T4P2AIFBEGRCF&issuer=Harbour%20Library&counter=7",
        &["personal"],
        7,
        240,
    ),
    (
        "otpauth://totp/Cloudflare:ops%40acme.example?secret=IZDURSKKJNGE2TSP&issuer=Cloudflare",
        &["work", "cloud"],
        31,
        200,
    ),
    (
        "otpauth://totp/Northwind%20Bank:ann.example?secret=KBIVEU2UKVLFOWCZ&issuer=Northwind%20Bank&period=60",
        &["money"],
        27,
        180,
    ),
    (
        "otpauth://totp/Mastodon:%40ann%40social.example?secret=LJNVYXK6L5QGCYTD&issuer=Mastodon",
        &["personal"],
        19,
        150,
    ),
    ("otpauth://totp/Dropbox:ann%40acme.example?secret=MRSWMZ3INFVGW3DN&issuer=Dropbox", &["work"], 12, 120),
    ("otpauth://totp/PayPal:ann%40example.org?secret=NZXXA4LSON2HK5TX&issuer=PayPal", &["money"], 9, 90),
    (
        "otpauth://totp/GitLab:ann%40acme.example?secret=PB4XU634PV7H7AEB&issuer=GitLab",
        &["work", "code"],
        5,
        60,
    ),
    (
        "otpauth://totp/Nextcloud:ann%40cloud.example?secret=QKBYJBMGQ6EITCUL&issuer=Nextcloud&algorithm=SHA512",
        &["personal"],
        2,
        20,
    ),
    ("otpauth://totp/Discord:ann%40example.org?secret=RSGY5D4QSGJJHFEV&issuer=Discord", &[], 0, 1),
];

/// How many of them are pinned.
const PINNED: usize = 3;

impl Desk {
    /// Sits down at a new throw-away vault, which is open.
    ///
    /// # Errors
    /// [`ActionError::Demo`] when no temporary folder can be made, [`ActionError::Vault`] when it cannot be written.
    pub fn demo(now: SystemTime) -> Result<Self, ActionError> {
        let folder =
            tempfile::Builder::new().prefix("keepward-demo-").tempdir().map_err(ActionError::Demo)?;
        let place = Place {
            secrets: Arc::new(MemorySecretStore::default()),
            // Everybody knows this passphrase, so nobody has to be kept from guessing it.
            work_factor: WorkFactor::weak_for_tests(),
            ..Place::on_disk(folder.path().join("vault"))
        };
        let vault = LockedVault::create(place.clone(), &Passphrase::from(DEMO_PASSPHRASE.to_owned()), now)?;

        let mut settings = SettingsFile::open(folder.path().join("settings.json"));
        settings.save(Settings { sort: Sort::Manual, ..Settings::default() })?;
        let mut desk = Self::new(place, settings);
        desk.demo = Some(folder);
        desk.state = State::Open(Box::new(vault));
        desk.fill(now)?;
        Ok(desk)
    }

    /// One write with every sample account and some history.
    fn fill(&mut self, now: SystemTime) -> Result<(), ActionError> {
        let accounts: Vec<_> =
            ACCOUNTS.iter().enumerate().map(|(place, sample)| account(place, sample, now)).collect();
        self.change(now, |contents| {
            for account in &accounts {
                contents.activity.record(event(account.id, ActivityKind::Added, account.created.into()));
            }
            for account in &accounts {
                if let Some(used) = account.last_used {
                    contents.activity.record(event(account.id, ActivityKind::Copied, used.into()));
                }
            }
            contents.accounts.extend(accounts.iter().cloned());
            Ok(())
        })
    }
}

fn account(
    place: usize,
    (uri, tags, uses, days): &(&str, &[&str], u32, u64),
    now: SystemTime,
) -> Arc<Account> {
    let enrolment = OtpAuth::parse(uri).expect("the sample accounts are tested");
    let created = now.checked_sub(Duration::from_secs(days * 86_400)).unwrap_or(now);
    let mut account = Account::new(Arc::new(enrolment.key), created.into());
    account.issuer = enrolment.issuer.unwrap_or_default();
    account.name = enrolment.account;
    account.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    account.pinned = place < PINNED;
    account.uses = *uses;
    let used = now.checked_sub(Duration::from_secs(3600 * (u64::from(*uses) % 29 + 1)));
    account.last_used = used.filter(|_| *uses > 0).map(Into::into);
    if place == 0 {
        account.notes = "The machine account has its own entry.".to_owned();
    }
    Arc::new(account)
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;
    use crate::{CodesQuery, Phase, Rollback, Timing};

    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_800_000_000)
    }

    #[test]
    fn every_sample_has_a_code_or_a_counter() {
        let mut desk = Desk::demo(now()).unwrap();
        let page = desk.codes(&CodesQuery { text: String::new(), from: 0, count: 100, now: now() }).unwrap();
        assert_eq!(page.rows.len(), ACCOUNTS.len());
        assert_eq!(page.pinned, 3);
        assert!(page.rows.iter().all(|row| row.code.is_some() || row.timing == Timing::Counter));
        let mut kinds: Vec<_> =
            page.rows.iter().map(|row| desk.account(row.id, now()).unwrap().kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds, ["hotp", "steam", "totp"]);
    }

    #[test]
    fn it_locks_and_opens_with_its_passphrase_and_leaves_nothing_behind() {
        let mut desk = Desk::demo(now()).unwrap();
        let folder = desk.demo.as_ref().unwrap().path().to_owned();
        desk.lock();
        desk.unlock(&Passphrase::from(DEMO_PASSPHRASE.to_owned()), Rollback::Refuse, now()).unwrap();
        let status = desk.status(now());
        assert!(status.demo && status.phase == Phase::Open);
        drop(desk);
        assert!(!folder.exists());
    }
}
