//! Mobile-OTP (motp.sourceforge.net): the first six hex digits of an MD5 over time, secret and PIN. The only
//! kind without HMAC, kept for the servers that still ask for it.

use md5::{Digest, Md5};

use crate::{OtpSecret, Pin, code::Code, rfc4648::BASE16};

/// The code of the ten-second step `step`: all three parts are hashed as text, the secret as lower-case hex.
pub(crate) fn code(secret: &OtpSecret, pin: &Pin, step: u64) -> Code {
    let hash = Md5::new()
        .chain_update(step.to_string())
        .chain_update(BASE16.encode(secret.expose()).as_bytes())
        .chain_update(pin.expose())
        .finalize();
    let hex = BASE16.encode(&hash);
    Code::of(hex.as_bytes().first_chunk::<6>().copied().expect("an MD5 has 32 hex digits"))
}
