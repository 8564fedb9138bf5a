//! The emergency kit: a key that exists only on paper and opens everything on the day the passphrase is lost. Made after the
//! passphrase was asked for, proven by reading it back, and used to give the vault a new passphrase.

use std::time::SystemTime;

use recovery::EventKind;
use sheet::{Block, Grouping, Key, Paper, Qr, Secret, Sheet};
use vault::{Kit, Passphrase, RestoredFromKit, UnlockedVault};
use zeroize::Zeroizing;

use super::{
    care::day_of,
    output::{Output, SheetFormat, printed},
    overview::KitDates,
};
use crate::{ActionError, Clock, Desk, desk::State};

/// The kit as `vault` knows it.
pub(crate) fn kit_dates(vault: &UnlockedVault) -> KitDates {
    vault.kit().map_or(KitDates::default(), |kit| KitDates {
        made: Some(kit.created.unwrap_or_default().into()),
        proven: kit.proven.map(SystemTime::from),
    })
}

impl Desk {
    /// Draws the page of a new kit. It is in force once it was brought to the person and [`Desk::adopt_kit`] was called; until
    /// then the kit before it counts, so that nobody is left with a page that was never printed.
    ///
    /// # Errors
    /// [`ActionError::Unlock`] when the passphrase is not accepted, [`ActionError::RecoveryClosed`].
    pub fn draft_kit(
        &mut self,
        format: SheetFormat,
        paper: Paper,
        passphrase: &Passphrase,
        clock: impl Clock,
    ) -> Result<Output, ActionError> {
        self.verify_with_recovery_open(passphrase, &clock)?;
        self.renew_recovery(clock.now())?; // it has to be open until the page was brought
        let folder = self.place.folder.name();
        let kit = Kit::generate(clock.now());
        let bytes = match format {
            SheetFormat::Text => Zeroizing::new(format!("{}\n", kit.expose()).into_bytes()),
            _ => printed(&page(&kit, &folder), format, paper),
        };
        self.drafted_kit = Some(kit);
        Ok(Output { name: format!("keepward-emergency-kit.{}", format.ending()), bytes })
    }

    /// Puts the kit whose page was drawn last in force, in the place of an older one.
    ///
    /// # Errors
    /// [`ActionError::NoDraft`], [`ActionError::RecoveryClosed`], [`ActionError::Kit`]; the kit before it is still the one that
    /// counts then, and the new page opens nothing.
    pub fn adopt_kit(&mut self, clock: impl Clock) -> Result<(), ActionError> {
        let kit = self.drafted_kit.take().ok_or(ActionError::NoDraft)?;
        let State::Open(vault) = &mut self.state else { return Err(ActionError::Locked) };
        let open = self.recovery.as_mut().ok_or(ActionError::RecoveryClosed)?;
        let adopted = vault.adopt_kit(&kit, open, &clock)?;
        self.kit_unfinished = adopted.unfinished.is_some();
        self.remember_recovery(None, &EventKind::KitMade, clock.now());
        Ok(())
    }

    /// Proves that a kit opens everything as it lies on disk, and remembers when.
    ///
    /// # Errors
    /// [`ActionError::Kit`] tells a mistyped kit, an older one and the kit of another vault apart.
    pub fn test_kit(
        &mut self,
        text: &Zeroizing<String>,
        clock: impl Clock,
    ) -> Result<SystemTime, ActionError> {
        self.vault_mut()?.test_kit(text, &clock)?;
        let now = clock.now();
        if self.recovery_is_open(now).is_ok() {
            self.remember_recovery(None, &EventKind::KitProven, now);
        }
        Ok(now)
    }

    /// "Lost the passphrase?": new keys behind a new passphrase, with the kit instead of the old one. The vault stays
    /// closed.
    ///
    /// # Errors
    /// [`ActionError::Kit`].
    pub fn restore_from_kit(
        &mut self,
        kit: &Zeroizing<String>,
        new: &Passphrase,
        clock: impl Clock,
    ) -> Result<RestoredFromKit, ActionError> {
        let restored = self.closed_vault()?.restore_from_kit(kit, new, &clock)?;
        self.state = State::found(&self.place);
        Ok(restored)
    }
}

fn page<'a>(kit: &'a Kit, folder: &str) -> Sheet<'a> {
    let text = |words: &'static str| Block::Text(words.into());
    let identity = kit.expose();
    let qr =
        Qr::new(Secret(identity), "Scan it in Keepward: \u{201c}Lost the passphrase?\u{201d}".into()).ok();
    Sheet {
        title: "Keepward emergency kit".into(),
        subtitle: format!("Made on {}", day_of(kit.created().into())).into(),
        footer: "Whoever holds this page and the vault's files can open everything. Keep it where you keep your passport."
            .into(),
        blocks: vec![
            text(
                "This page opens your vault when the passphrase is lost. Keep it on paper, away from the computer. Without \
                 the vault's files it opens nothing, and a newer kit takes the place of this one.",
            ),
            Block::Key(Key {
                label: "The key".into(),
                secret: Secret(identity),
                grouping: Grouping::Bech32,
                qr,
            }),
            Block::Heading("With Keepward".into()),
            text(
                "Open Keepward on the folder below, choose \u{201c}Lost the passphrase?\u{201d}, scan the square or type the \
                 key, and set a new passphrase.",
            ),
            Block::Heading("Without Keepward".into()),
            text(
                "Type the key into a file named kit.txt: in one line, in capitals, without blanks. Then use the age tool \
                 (age-encryption.org) in the folder with the vault's files. What comes out is readable text (JSON) that holds \
                 every secret: delete both files, and kit.txt, when you have what you need.",
            ),
            Block::Command(
                format!(
                    "cd '{folder}'\nage -d -i kit.txt vault.age > vault.json\nage -d -i kit.txt recovery.age > recovery.json"
                )
                .into(),
            ),
            Block::Fields(vec![
                "Backups of these files are kept at".into(),
                "".into(),
                "Copies of this page are with".into(),
            ]),
        ],
    }
}
