//! What may be done with a set: hand out one code, say what became of it, take that back, store the key that came in its
//! place, put the whole set away. A spent code never comes back by itself: only [`RecoverySet::undo`] and
//! [`RecoverySet::release`] bring one back, and those a person asks for. Nothing here writes or logs.

use std::time::SystemTime;

use crate::{CodeState, CodeText, Effect, Order, RecoveryCode, RecoverySet, SetId, SetKind, Standing};

mod error;
#[cfg(test)]
mod tests;
mod variants;

pub use error::UseError;
pub use variants::{Variant, variants};

/// Which code to hand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first one nobody has used, in printed order.
    Next,
    /// The one with this printed number, because the service asks for it.
    Number(u32),
    /// The one at this place, from 0.
    At(usize),
}

/// A code that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "it says which code was reserved, and a reserved code is not handed out again"]
pub struct HandedOut {
    /// Its place in the set, from 0.
    pub at: usize,
    /// Whether the service may still take it.
    pub validity: Validity,
}

/// Whether a set is still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// As far as is known.
    InTime,
    /// Its codes stopped working then, as the service said. Trying does no harm, so it is handed out all the same.
    Expired(SystemTime),
}

impl RecoverySet {
    /// Whether its codes still work at `now`, as far as is known.
    pub fn validity(&self, now: SystemTime) -> Validity {
        match self.expires {
            Some(end) if end <= now => Validity::Expired(end),
            _ => Validity::InTime,
        }
    }

    /// Hands out one unused code: it is reserved from now on, and nobody gets it a second time before somebody has said
    /// what became of it. Store the set before the code is shown.
    ///
    /// # Errors
    /// [`UseError::Superseded`], [`UseError::Archived`], [`UseError::Empty`], [`UseError::NoSuchNumber`],
    /// [`UseError::NoSuchCode`], and what keeps the code asked for from being handed out.
    pub fn reserve(&mut self, which: Which, now: SystemTime) -> Result<HandedOut, UseError> {
        match self.standing {
            Standing::Active => {}
            Standing::Superseded { .. } => return Err(UseError::Superseded),
            Standing::Archived { .. } => return Err(UseError::Archived),
        }
        let at = match which {
            Which::Next => self.next_unused().ok_or(UseError::Empty)?,
            Which::Number(number) => self.numbered(number)?,
            Which::At(at) => at,
        };
        match self.code(at)?.state {
            CodeState::Unused => self.set_state(at, CodeState::Reserved { at: now }, now)?,
            CodeState::Reserved { .. } => return Err(UseError::AlreadyReserved),
            CodeState::Used { .. } => return Err(UseError::AlreadyUsed),
            CodeState::Invalid { .. } => return Err(UseError::AlreadyRefused),
            CodeState::Unsure { .. } => return Err(UseError::Doubtful),
        }
        Ok(HandedOut { at, validity: self.validity(now) })
    }

    /// The code worked. It is spent, unless the set goes on working ([`Effect::Reusable`]): then it is free again.
    /// Also for a code that was used without being handed out here, and whatever the standing of the set.
    ///
    /// # Errors
    /// [`UseError::NewKeyNeeded`] for a set in force whose key is replaced by using it: see
    /// [`replace_key`](Self::replace_key). [`UseError::AlreadyUsed`], [`UseError::AlreadyRefused`],
    /// [`UseError::NoSuchCode`].
    pub fn worked(&mut self, at: usize, note: String, now: SystemTime) -> Result<(), UseError> {
        self.not_settled(at)?;
        match (self.effect, self.standing) {
            (Effect::Replace, Standing::Active) => Err(UseError::NewKeyNeeded),
            (Effect::Reusable, _) => self.set_state(at, CodeState::Unused, now),
            _ => self.set_state(at, CodeState::Used { at: Some(now), note }, now),
        }
    }

    /// The service refused the code. It is not handed out again.
    ///
    /// # Errors
    /// [`UseError::AlreadyUsed`], [`UseError::AlreadyRefused`], [`UseError::NoSuchCode`].
    pub fn refused(&mut self, at: usize, note: String, now: SystemTime) -> Result<(), UseError> {
        self.not_settled(at)?;
        self.set_state(at, CodeState::Invalid { at: now, note }, now)
    }

    /// The code was handed out, and the person does not know whether it worked.
    ///
    /// # Errors
    /// [`UseError::NotHandedOut`], [`UseError::Doubtful`], [`UseError::AlreadyUsed`], [`UseError::AlreadyRefused`],
    /// [`UseError::NoSuchCode`].
    pub fn unsure(&mut self, at: usize, now: SystemTime) -> Result<(), UseError> {
        self.not_settled(at)?;
        match self.code(at)?.state {
            CodeState::Unused => Err(UseError::NotHandedOut),
            CodeState::Unsure { .. } => Err(UseError::Doubtful),
            _ => self.set_state(at, CodeState::Unsure { at: now }, now),
        }
    }

    /// The code was handed out and not used at all: the person gives it back, and it can be handed out again.
    ///
    /// # Errors
    /// [`UseError::NotHandedOut`], [`UseError::AlreadyUsed`], [`UseError::AlreadyRefused`], [`UseError::NoSuchCode`].
    pub fn release(&mut self, at: usize, now: SystemTime) -> Result<(), UseError> {
        self.not_settled(at)?;
        match self.code(at)?.state {
            CodeState::Unused => Err(UseError::NotHandedOut),
            _ => self.set_state(at, CodeState::Unused, now),
        }
    }

    /// Takes back the last change of a code. This may make a spent code unspent, which nothing else does. The new key
    /// that [`replace_key`](Self::replace_key) stored stays.
    ///
    /// # Errors
    /// [`UseError::NothingToUndo`], [`UseError::NoSuchCode`].
    pub fn undo(&mut self, at: usize, now: SystemTime) -> Result<(), UseError> {
        let code = self.codes.get_mut(at).ok_or(UseError::NoSuchCode)?;
        code.state = code.past.pop().ok_or(UseError::NothingToUndo)?;
        self.modified = now;
        Ok(())
    }

    /// The key worked, and the service showed `new`, which takes its place. Gives the place of the new key.
    ///
    /// # Errors
    /// [`UseError::NotAKey`] for a list of codes that are spent one by one, [`UseError::SameKey`] if `new` is in the set
    /// already, [`UseError::AlreadyUsed`], [`UseError::AlreadyRefused`], [`UseError::NoSuchCode`].
    pub fn replace_key(&mut self, at: usize, new: CodeText, now: SystemTime) -> Result<usize, UseError> {
        self.not_settled(at)?;
        if self.effect != Effect::Replace && self.kind != SetKind::SingleKey {
            return Err(UseError::NotAKey);
        }
        if self.codes.iter().any(|code| code.text.same_as(&new)) {
            return Err(UseError::SameKey);
        }
        self.set_state(at, CodeState::Used { at: Some(now), note: "Replaced by a new key".to_owned() }, now)?;
        self.codes.push(RecoveryCode::unused(None, new));
        Ok(self.codes.len() - 1)
    }

    /// Notes that codes were used elsewhere, as a newer file of the service shows. What is spent or refused already stays
    /// as it is. Gives how many changed; nothing changes on an error.
    ///
    /// # Errors
    /// [`UseError::NoSuchCode`].
    pub fn mark_elsewhere_used(&mut self, places: &[usize], now: SystemTime) -> Result<usize, UseError> {
        if places.iter().any(|at| *at >= self.codes.len()) {
            return Err(UseError::NoSuchCode);
        }
        let mut changed = 0;
        for at in places {
            if self.not_settled(*at).is_ok() {
                let note = "Used elsewhere".to_owned();
                self.set_state(*at, CodeState::Used { at: None, note }, now)?;
                changed += 1;
            }
        }
        Ok(changed)
    }

    /// A newer set took the place of this one. Its codes keep their states, so that this can be taken back.
    ///
    /// # Errors
    /// [`UseError::Superseded`] if that was noted before, [`UseError::ByItself`].
    pub fn supersede(&mut self, by: SetId, now: SystemTime) -> Result<(), UseError> {
        if by == self.id {
            return Err(UseError::ByItself);
        }
        match self.standing {
            Standing::Superseded { .. } => Err(UseError::Superseded),
            Standing::Active | Standing::Archived { .. } => {
                self.stand(Standing::Superseded { by, at: now }, now)
            }
        }
    }

    /// The person puts the set away; nothing of it is handed out any more.
    ///
    /// # Errors
    /// [`UseError::Superseded`], [`UseError::Archived`].
    pub fn archive(&mut self, now: SystemTime) -> Result<(), UseError> {
        match self.standing {
            Standing::Active => self.stand(Standing::Archived { at: now }, now),
            Standing::Archived { .. } => Err(UseError::Archived),
            Standing::Superseded { .. } => Err(UseError::Superseded),
        }
    }

    /// A set that was put away or superseded is in force again.
    ///
    /// # Errors
    /// [`UseError::InForce`].
    pub fn unarchive(&mut self, now: SystemTime) -> Result<(), UseError> {
        match self.standing {
            Standing::Active => Err(UseError::InForce),
            Standing::Archived { .. } | Standing::Superseded { .. } => self.stand(Standing::Active, now),
        }
    }

    /// The place of the code that is handed out when any will do. The printed order is that of the numbers where each code
    /// has one, else that of the file.
    pub fn next_unused(&self) -> Option<usize> {
        let mut unused = self
            .codes
            .iter()
            .enumerate()
            .filter(|(_, code)| code.state == CodeState::Unused)
            .map(|(at, _)| at);
        let number = |at: &usize| self.codes.get(*at).and_then(|code| code.number);
        let by_number = self.order == Order::AsPrinted && self.codes.iter().all(|code| code.number.is_some());
        if by_number { unused.min_by_key(number) } else { unused.next() }
    }

    /// The place of the code with this number: of several, of the first that can be handed out.
    fn numbered(&self, number: u32) -> Result<usize, UseError> {
        let with_number = || self.codes.iter().enumerate().filter(|(_, code)| code.number == Some(number));
        with_number()
            .find(|(_, code)| code.state == CodeState::Unused)
            .or_else(|| with_number().next())
            .map(|(at, _)| at)
            .ok_or(UseError::NoSuchNumber(number))
    }

    fn code(&self, at: usize) -> Result<&RecoveryCode, UseError> {
        self.codes.get(at).ok_or(UseError::NoSuchCode)
    }

    /// Refuses a code about which the last word was said: only undo changes it.
    fn not_settled(&self, at: usize) -> Result<(), UseError> {
        match self.code(at)?.state {
            CodeState::Used { .. } => Err(UseError::AlreadyUsed),
            CodeState::Invalid { .. } => Err(UseError::AlreadyRefused),
            CodeState::Unused | CodeState::Reserved { .. } | CodeState::Unsure { .. } => Ok(()),
        }
    }

    /// The one place where a code changes its state, keeping the state before.
    fn set_state(&mut self, at: usize, state: CodeState, now: SystemTime) -> Result<(), UseError> {
        let code = self.codes.get_mut(at).ok_or(UseError::NoSuchCode)?;
        let surplus = (code.past.len() + 1).saturating_sub(RecoveryCode::LONGEST_PAST);
        code.past.drain(..surplus);
        code.past.push(std::mem::replace(&mut code.state, state));
        self.modified = now;
        Ok(())
    }

    fn stand(&mut self, standing: Standing, now: SystemTime) -> Result<(), UseError> {
        self.standing = standing;
        self.modified = now;
        Ok(())
    }
}
