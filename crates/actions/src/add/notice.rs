//! What a person should know about a reading that did not simply bring an account. Every notice is two sentences: what
//! happened, and what to do next.
use std::fmt;

use otp::{
    OtpAuthError,
    migration::{EntryProblem, MigrationError},
};

use super::{NotEnrolment, offered::MOST_CANDIDATES};

/// How many accounts that were left out are named one by one.
const NAMED: usize = 3;

/// One thing to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There was nothing to read.
    NothingFound,
    /// It can be read and is something else.
    NotEnrolment(NotEnrolment),
    /// It is an enrolment that cannot be used.
    Enrolment(OtpAuthError),
    /// It is an export of Google Authenticator that cannot be used.
    Migration(MigrationError),
    /// Some accounts of an export could not be read; the others were.
    LeftOut(Vec<EntryProblem>),
    /// More accounts than can wait at once.
    TooMany,
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingFound => out.write_str(
                "No QR code was found. Make sure that the whole code with its white border is in the picture, sharp and straight.",
            ),
            Self::NotEnrolment(kind) => kind.fmt(out),
            Self::Enrolment(error) => error.fmt(out),
            Self::Migration(error) => error.fmt(out),
            Self::LeftOut(problems) => {
                for (number, problem) in problems.iter().take(NAMED).enumerate() {
                    if number > 0 {
                        out.write_str(" ")?;
                    }
                    problem.fmt(out)?;
                }
                match problems.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(out, " So were {more} more."),
                }
            }
            Self::TooMany => write!(
                out,
                "More than {MOST_CANDIDATES} accounts wait to be added. Add or discard these first, then go on."
            ),
        }
    }
}
