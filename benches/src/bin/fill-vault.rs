//! `fill-vault FOLDER PASSPHRASE-FILE COUNT`: gives an existing vault COUNT accounts, for the figures of the app.
//! It measures nothing.

use std::{convert::Infallible, env, path::Path, sync::Arc, time::SystemTime};

use otp::{OtpKey, OtpSecret};
use vault::{Account, LockedVault, Passphrase, Place, Rollback, Timestamp};

#[expect(clippy::disallowed_methods, reason = "a program's own main may ask for the time")]
fn main() {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().expect("usage: fill-vault FOLDER PASSPHRASE-FILE COUNT");
    let (folder, passphrase, count) = (next(), next(), next());
    let count: u32 = count.parse().expect("COUNT is a number");
    let passphrase = Passphrase::from_file(Path::new(&passphrase)).expect("a passphrase file");
    let now = SystemTime::now();

    let locked = LockedVault::find(Place::on_disk(folder)).expect("a readable folder").expect("a vault");
    let mut open = locked.unlock(&passphrase, now, Rollback::Refuse).expect("the right passphrase");
    let accounts: Vec<Arc<Account>> = (0..count).map(|index| Arc::new(account(index, now.into()))).collect();
    open.change(now, |contents| {
        contents.accounts.clone_from(&accounts);
        Ok::<_, Infallible>(())
    })
    .expect("room on the disk");
}

fn account(index: u32, now: Timestamp) -> Account {
    let bytes = index.wrapping_mul(2_654_435_761).to_be_bytes().repeat(5);
    let key = OtpKey::totp(OtpSecret::new(bytes).expect("20 bytes are a secret"));
    let mut account = Account::new(Arc::new(key), now);
    account.issuer = format!("Service {index:05}");
    account.name = format!("person{index}@example.org");
    account
}
