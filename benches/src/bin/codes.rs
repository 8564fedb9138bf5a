//! The codes of 10,000 accounts by `otp`, beside a bare `totp-rs` loop over the same secrets.
//! It measures computing alone; listing, searching and drawing are in the figures of the app.

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use keepward_bench::{Contender, print, race};
use otp::{OtpKey, OtpSecret};

const ACCOUNTS: u32 = 10_000;
const MOMENT: u64 = 1_795_000_000;

fn main() {
    let secrets: Vec<[u8; 20]> = (0..ACCOUNTS).map(secret).collect();
    let ours: Vec<Arc<OtpKey>> = secrets
        .iter()
        .map(|bytes| OtpSecret::new(bytes.to_vec()).expect("20 bytes are a secret"))
        .map(|secret| Arc::new(OtpKey::totp(secret)))
        .collect();
    let theirs: Vec<totp_rs::Totp> = secrets.iter().map(|bytes| peer(bytes)).collect();
    let moment: SystemTime = UNIX_EPOCH + Duration::from_secs(MOMENT);

    for (key, totp) in ours.iter().zip(&theirs) {
        assert_eq!(
            key.code_at(moment).as_str(),
            totp.generate(MOMENT).to_string(),
            "both must compute the same codes"
        );
    }
    let mut contenders = [
        Contender::new("totp-rs, bare loop", || {
            for totp in &theirs {
                black_box(totp.generate(MOMENT));
            }
        }),
        Contender::new("totp-rs, with the digits as text", || {
            for totp in &theirs {
                black_box(totp.generate(MOMENT).to_string());
            }
        }),
        Contender::new("otp::OtpKey::code_at", || {
            for key in &ours {
                black_box(key.code_at(moment));
            }
        }),
    ];
    race(200, &mut contenders);
    print("codes of 10,000 accounts (SHA-1, 6 digits, 30 s)", &contenders);
    for contender in &contenders {
        println!("  {:.2} million codes/s", f64::from(ACCOUNTS) / contender.quickest().as_secs_f64() / 1e6);
    }
}

/// Twenty bytes that differ from account to account.
fn secret(account: u32) -> [u8; 20] {
    let mut bytes = [0x5a; 20];
    bytes[..4].copy_from_slice(&account.wrapping_mul(2_654_435_761).to_be_bytes());
    bytes
}

fn peer(secret: &[u8]) -> totp_rs::Totp {
    totp_rs::Builder::new().with_secret(secret.to_vec()).build().expect("20 bytes are a secret")
}
