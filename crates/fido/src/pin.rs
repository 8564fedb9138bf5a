//! What a power cycle clears of PIN and verification: agreement keys, the token, and the count of wrong PINs in a row. The
//! command is in `command/client_pin.rs`.

pub(crate) mod protocol;
pub(crate) mod token;

use protocol::{AgreementKey, Protocol};
use token::Token;

/// Volatile PIN/UV state.
pub(crate) struct PinState {
    one: AgreementKey,
    two: AgreementKey,
    pub token: Option<Token>,
    /// Wrong PINs since power-up or the last right one (CTAP 2.2 §6.5.2.2): three block until the next power-up.
    pub wrong_in_a_row: u8,
    /// Built-in verifications that may still fail.
    pub uv_retries: u8,
}

impl PinState {
    /// CTAP 2.2 §6.5.2.2.
    pub const WRONG_IN_A_ROW: u8 = 3;
    /// CTAP 2.2 §6.5.2.3: between 1 and 25.
    pub const UV_RETRIES: u8 = 5;

    pub fn new() -> Self {
        Self {
            one: AgreementKey::generate(),
            two: AgreementKey::generate(),
            token: None,
            wrong_in_a_row: 0,
            uv_retries: Self::UV_RETRIES,
        }
    }

    pub fn key(&self, protocol: Protocol) -> &AgreementKey {
        match protocol {
            Protocol::One => &self.one,
            Protocol::Two => &self.two,
        }
    }

    /// A new key, after a PIN that was wrong (CTAP 2.2 §6.5.5.6 and following: "call regenerate").
    pub fn regenerate(&mut self, protocol: Protocol) {
        let key = AgreementKey::generate();
        match protocol {
            Protocol::One => self.one = key,
            Protocol::Two => self.two = key,
        }
    }
}
