//! The accounts in the order they are shown, with the text they are searched by. Made once per revision of the vault,
//! so that a keystroke costs one pass over prepared text.
use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use vault::{Account, AccountId};

use crate::{
    ActionError, Desk, Sort,
    search::{Words, folded},
};

/// One account that is not in the bin, ready to be searched.
#[derive(Debug)]
pub(crate) struct Entry {
    account: Arc<Account>,
    /// Issuer, name and tags, folded.
    text: Box<str>,
}

impl Entry {
    pub(crate) fn account(&self) -> &Arc<Account> {
        &self.account
    }
}

/// The prepared list.
#[derive(Debug, Default)]
pub(crate) struct List {
    entries: Vec<Entry>,
    /// The revision and the order it was made for.
    made_for: Option<(u64, Sort)>,
    /// How often each account had been used when the vault was opened. The order by use holds to it: a row must not
    /// jump away under the pointer because it was clicked.
    uses: HashMap<AccountId, u32>,
}

impl List {
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The entries in which every word is found, in the order shown.
    pub(crate) fn matching<'a>(&'a self, words: &'a Words) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| words.all_in(&entry.text))
    }

    fn make(&mut self, accounts: &[Arc<Account>], sort: Sort) {
        let mut known: HashMap<AccountId, Entry> =
            self.entries.drain(..).map(|entry| (entry.account.id, entry)).collect();
        self.entries = accounts
            .iter()
            .filter(|account| account.binned.is_none())
            .map(|account| match known.remove(&account.id) {
                Some(entry) if Arc::ptr_eq(&entry.account, account) => entry,
                _ => Entry { account: Arc::clone(account), text: searched(account).into() },
            })
            .collect();
        for entry in &self.entries {
            self.uses.entry(entry.account.id).or_insert(entry.account.uses);
        }
        // Stable sorts: what compares equal stays in the person's order.
        match sort {
            Sort::Manual => self.entries.sort_by_key(|entry| !entry.account.pinned),
            Sort::Name => {
                self.entries.sort_by(|a, b| (!a.account.pinned, &a.text).cmp(&(!b.account.pinned, &b.text)))
            }
            Sort::Use => self.entries.sort_by_key(|entry| {
                (!entry.account.pinned, Reverse(self.uses.get(&entry.account.id).copied()))
            }),
        }
    }
}

/// What an account is searched by. Line breaks keep a word from matching across two fields, and put an issuer before
/// a longer one in the order by name.
fn searched(account: &Account) -> String {
    let mut text = format!("{}\n{}", account.issuer, account.name);
    for tag in &account.tags {
        text.push('\n');
        text.push_str(tag);
    }
    folded(&text)
}

impl Desk {
    /// Brings the list up to date with the vault and the settings.
    pub(super) fn renew_list(&mut self) -> Result<(), ActionError> {
        let sort = self.settings().sort;
        let vault = self.vault()?;
        let made_for = Some((vault.revision(), sort));
        if self.list.made_for != made_for {
            let accounts = vault.contents().accounts.clone();
            self.list.make(&accounts, sort);
            self.list.made_for = made_for;
        }
        Ok(())
    }
}
