//! Why something cannot be done with a code or a set: what happened, and what to do next.

/// Why something cannot be done with a code or a set. Nothing changed. Never tells a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UseError {
    /// The place is beyond the end of the set.
    #[error("This set has no code at that place. Look at the set again, it may have changed meanwhile.")]
    NoSuchCode,
    /// No code has this printed number.
    #[error(
        "No code of this set has the number {0}. Check the number on the page of the service, or take the next code."
    )]
    NoSuchNumber(u32),
    /// No unused code is left.
    #[error("No unused code is left in this set. Log in another way and make a new set at the service.")]
    Empty,
    /// It was handed out, and nobody has said what became of it.
    #[error(
        "This code was handed out before, and nobody has said whether it worked. Say what became of it, or give it back."
    )]
    AlreadyReserved,
    /// It is spent.
    #[error("This code is used already. Take another one, or undo if it was marked by mistake.")]
    AlreadyUsed,
    /// The service refused it.
    #[error("The service refused this code before. Take another one, or undo if it was marked by mistake.")]
    AlreadyRefused,
    /// Nobody knows whether it worked.
    #[error(
        "Nobody knows whether this code has worked. Say what became of it, or give it back if it was not used at all."
    )]
    Doubtful,
    /// It was not handed out.
    #[error("This code was not handed out, it is still unused. There is nothing to give back or to doubt.")]
    NotHandedOut,
    /// It never changed, or everything was taken back already.
    #[error("Nothing was done with this code that could be taken back. Leave it as it is.")]
    NothingToUndo,
    /// Using the key replaces it.
    #[error(
        "The service shows a new key when this one is used. Enter the new key, or this account is left without one."
    )]
    NewKeyNeeded,
    /// The set is a list of codes.
    #[error(
        "The codes of this set are spent one by one, no new code comes in the place of a used one. Mark it as used instead."
    )]
    NotAKey,
    /// The new key is in the set already.
    #[error(
        "This key is in the set already. Copy the new key that the service shows after the old one was used."
    )]
    SameKey,
    /// A newer set took its place.
    #[error("A newer set took the place of this one. Use the newer set, or put this one back in force.")]
    Superseded,
    /// It was put away.
    #[error("This set was put away. Take it back before you use it.")]
    Archived,
    /// It was not put away.
    #[error("This set is in force. There is nothing to take back.")]
    InForce,
    /// A set cannot take its own place.
    #[error("A set cannot take its own place. Choose the newer set.")]
    ByItself,
}
