//! ONE code for one login: reserved on disk before anybody sees it, then shown and copied, then answered for. What the
//! clipboard does with it is the shell's business.

use std::{
    sync::Arc,
    time::{Duration, SystemTime},
};

use recovery::{
    CodeState, CodeText, Effect, EventKind, RecoveryCode, RecoverySet, SetId, Validity, Variant, Which,
};
use zeroize::Zeroizing;

use super::SetView;
use crate::{ActionError, Desk};

/// The longest note on a used code, in characters.
const LONGEST_NOTE: usize = 500;

/// A code that was handed out.
#[derive(Debug)]
pub struct HandedOut {
    /// Its set.
    pub set: SetId,
    /// Its place in the set, from 0.
    pub position: usize,
    /// The number printed beside it.
    pub number: Option<u32>,
    /// The code, to be shown once.
    pub text: Arc<CodeText>,
    /// The ways in which it may be copied; the first is as printed.
    pub variants: Vec<Variant>,
    /// What using it does.
    pub effect: Effect,
    /// The service said that it works no more; trying does no harm.
    pub expired: bool,
    /// When it should be cleared from the clipboard.
    pub clears_in: Option<Duration>,
}

impl HandedOut {
    /// What goes on the clipboard by itself: the code as printed.
    pub fn for_clipboard(&self) -> Zeroizing<String> {
        Zeroizing::new(self.text.expose().to_owned())
    }
}

/// What the person says of a code that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeAnswer {
    /// It worked and is spent.
    Worked,
    /// The service refused it.
    Refused,
    /// Nobody knows.
    Unsure,
    /// It was not tried.
    Returned,
}

impl Desk {
    /// Hands out one unused code. It is reserved on disk when this returns, so that nobody gets it a second time, not
    /// even after a crash. A key that goes on working is only shown.
    ///
    /// # Errors
    /// [`ActionError::RecoveryClosed`], [`ActionError::NoSuchSet`], [`ActionError::Use`], or whatever keeps the disk from
    /// being written: then nothing was handed out.
    pub fn take_code(&mut self, id: SetId, which: Which, now: SystemTime) -> Result<HandedOut, ActionError> {
        let is_reusable = self.recovery_set_contents(id, now)?.effect == Effect::Reusable;
        let position = if is_reusable {
            let position = self.reusable(id, which, now)?;
            self.change_set(id, &EventKind::Revealed, now, |_| Ok(Some(position)))?;
            position
        } else {
            let reserve = |set: &mut RecoverySet| Ok(Some(set.reserve(which, now)?.at));
            self.change_set(id, &EventKind::Reserved, now, reserve)?.unwrap_or_default()
        };
        self.handed_out(id, position, now)
    }

    /// A code that was handed out, once more: the window was closed, or Keepward crashed before anybody answered for it.
    ///
    /// # Errors
    /// [`ActionError::NotHandedOut`] for a code that was not, [`ActionError::RecoveryClosed`], [`ActionError::NoSuchSet`].
    pub fn show_taken(
        &mut self,
        id: SetId,
        position: usize,
        now: SystemTime,
    ) -> Result<HandedOut, ActionError> {
        let shown = |set: &mut RecoverySet| given_out(set, position).map(|_| Some(position));
        self.change_set(id, &EventKind::Revealed, now, shown)?;
        self.handed_out(id, position, now)
    }

    /// A code that was handed out in one of its variants, for the clipboard, and when it should be cleared from there.
    ///
    /// # Errors
    /// As [`Desk::show_taken`].
    pub fn copy_taken(
        &self,
        id: SetId,
        position: usize,
        variant: usize,
        now: SystemTime,
    ) -> Result<(Zeroizing<String>, Option<Duration>), ActionError> {
        let set = self.recovery_set_contents(id, now)?;
        let code = given_out(set, position)?;
        let variants = recovery::variants(&code.text, set.service.as_deref());
        let variant = variants.get(variant).ok_or(ActionError::NotHandedOut)?;
        Ok((variant.of(&code.text), self.settings().clears_clipboard_in()))
    }

    /// Says what became of a code that was handed out.
    ///
    /// # Errors
    /// [`ActionError::Use`], above all when the new key has to be entered first.
    pub fn answer_code(
        &mut self,
        id: SetId,
        position: usize,
        answer: CodeAnswer,
        note: String,
        now: SystemTime,
    ) -> Result<SetView, ActionError> {
        let note: String = note.chars().filter(|c| !c.is_control()).take(LONGEST_NOTE).collect();
        let what = match answer {
            CodeAnswer::Worked => EventKind::Used,
            CodeAnswer::Refused => EventKind::Refused,
            CodeAnswer::Unsure => EventKind::Unsure,
            CodeAnswer::Returned => EventKind::Returned,
        };
        self.change_set(id, &what, now, |set| {
            match answer {
                CodeAnswer::Worked => set.worked(position, note.clone(), now)?,
                CodeAnswer::Refused => set.refused(position, note.clone(), now)?,
                CodeAnswer::Unsure => set.unsure(position, now)?,
                CodeAnswer::Returned => set.release(position, now)?,
            }
            Ok(Some(position))
        })?;
        self.recovery_set(id, now)
    }

    /// The key worked, and the service shows this new one. One write: the old key is spent when the new one is safe.
    ///
    /// # Errors
    /// [`ActionError::Code`] for a text that is no key, [`ActionError::Use`].
    pub fn replace_key(
        &mut self,
        id: SetId,
        position: usize,
        new: Zeroizing<String>,
        now: SystemTime,
    ) -> Result<SetView, ActionError> {
        self.change_set(id, &EventKind::Replaced, now, |set| {
            let new = CodeText::new(new.as_str().to_owned())?;
            set.replace_key(position, new, now)?;
            Ok(Some(position))
        })?;
        self.recovery_set(id, now)
    }

    /// Takes back the last change of a code. Only here a spent code comes back.
    ///
    /// # Errors
    /// [`ActionError::Use`] when there is nothing to take back.
    pub fn undo_code(&mut self, id: SetId, position: usize, now: SystemTime) -> Result<SetView, ActionError> {
        self.change_set(id, &EventKind::Undone, now, |set| {
            set.undo(position, now)?;
            Ok(Some(position))
        })?;
        self.recovery_set(id, now)
    }

    fn handed_out(&self, id: SetId, position: usize, now: SystemTime) -> Result<HandedOut, ActionError> {
        let set = self.recovery_set_contents(id, now)?;
        let code = given_out(set, position)?;
        Ok(HandedOut {
            set: id,
            position,
            number: code.number,
            text: Arc::clone(&code.text),
            variants: recovery::variants(&code.text, set.service.as_deref()),
            effect: set.effect,
            expired: matches!(set.validity(now), Validity::Expired(_)),
            clears_in: self.settings().clears_clipboard_in(),
        })
    }

    /// Which key of a set that goes on working is meant.
    fn reusable(&self, id: SetId, which: Which, now: SystemTime) -> Result<usize, ActionError> {
        // On a copy: what is refused for a list is refused here, and nothing is reserved.
        let mut set = self.recovery_set_contents(id, now)?.clone();
        Ok(set.reserve(which, now)?.at)
    }
}

/// The code at this place, if it was handed out and nobody has said that it is spent, or if it goes on working.
fn given_out(set: &RecoverySet, position: usize) -> Result<&RecoveryCode, ActionError> {
    let code = set.codes.get(position).ok_or(ActionError::NotHandedOut)?;
    match code.state {
        CodeState::Reserved { .. } | CodeState::Unsure { .. } => Ok(code),
        CodeState::Unused if set.effect == Effect::Reusable => Ok(code),
        CodeState::Unused | CodeState::Used { .. } | CodeState::Invalid { .. } => {
            Err(ActionError::NotHandedOut)
        }
    }
}
