//! What a later version, another program or a hand wrote into a vault: its plaintext changed and encrypted again, with
//! nothing but the age library, as docs/vault-format.md says it can be.
use std::{
    fs,
    io::{Read, Write},
};

use age::{Decryptor, Encryptor, secrecy::SecretString, x25519};
use serde_json::Value;

use crate::home::{Home, PASSPHRASE};

/// Rewrites what is inside the vault.
pub fn rewrite(home: &Home, change: impl FnOnce(&mut Value)) {
    let key_file = open(home, "vault-key.age", &age::scrypt::Identity::new(SecretString::from(PASSPHRASE)));
    let identity: x25519::Identity =
        key_file.lines().find(|line| line.starts_with("AGE-SECRET-KEY-1")).unwrap().parse().unwrap();
    let mut plaintext: Value = serde_json::from_str(&open(home, "vault.age", &identity)).unwrap();
    change(&mut plaintext);
    let recipient = identity.to_public();
    let encryptor = Encryptor::with_recipients(std::iter::once::<&dyn age::Recipient>(&recipient)).unwrap();
    let mut writer =
        encryptor.wrap_output(fs::File::create(home.vault().join("vault.age")).unwrap()).unwrap();
    writer.write_all(plaintext.to_string().as_bytes()).unwrap();
    writer.finish().unwrap();
}

fn open(home: &Home, file: &str, identity: &dyn age::Identity) -> String {
    let bytes = fs::read(home.vault().join(file)).unwrap();
    let mut plaintext = String::new();
    let decryptor = Decryptor::new(bytes.as_slice()).unwrap();
    decryptor.decrypt(std::iter::once(identity)).unwrap().read_to_string(&mut plaintext).unwrap();
    plaintext
}
