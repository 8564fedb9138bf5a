//! Random names for vaults and accounts. Nothing is ever keyed by issuer or login name, because two logins may share
//! both.

use std::fmt;
use std::str::FromStr;

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use rand::RngCore;

/// The text is not 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("An id is 32 hex digits; this is something else.")]
pub struct BadId;

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Its bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }

            /// A new id from the system's random numbers.
            pub fn random() -> Self {
                let mut bytes = [0; 16];
                rand::rng().fill_bytes(&mut bytes);
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                HEX.encode_display(&self.0).fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let mut bytes = [0; 16];
                let fits = HEX.decode_len(text.len()) == Ok(bytes.len());
                let read = fits.then(|| HEX.decode_mut(text.as_bytes(), &mut bytes));
                matches!(read, Some(Ok(16))).then_some(Self(bytes)).ok_or(BadId)
            }
        }
    };
}

random_id! {
    /// Names an account for ever: 16 random bytes, printed as 32 hex digits.
    AccountId
}

random_id! {
    /// Names a vault for ever, through every change of passphrase and keys. It is not secret.
    VaultId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_what_it_prints() {
        let id = AccountId::random();
        assert_eq!(id.to_string().len(), 32);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        assert_ne!(AccountId::random(), id);
    }

    #[test]
    fn anything_else_is_not_an_id() {
        for text in ["", "00", "0123456789abcdef0123456789abcdeg", "0123456789abcdef0123456789abcdef0"] {
            assert_eq!(text.parse::<AccountId>(), Err(BadId), "{text}");
        }
    }
}
