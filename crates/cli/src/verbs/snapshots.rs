//! `snapshots`: the earlier versions that can be put back. Needs no passphrase.
use actions::{Snapshot, SnapshotKind};
use recovery::write::moment;
use serde::Serialize;

use crate::{
    failure::Failure,
    line::Everywhere,
    opening,
    output::{Format, Output},
};

#[derive(Serialize)]
struct Listed {
    vault: Vec<Line>,
    recovery: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    id: String,
    kind: &'static str,
    taken: Option<String>,
    bytes: u64,
}

pub(crate) fn run(everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let desk = opening::desk(everywhere);
    let lines = |snapshots: Vec<Snapshot>| snapshots.into_iter().map(Line::from).collect::<Vec<_>>();
    let listed = Listed { vault: lines(desk.snapshots()?), recovery: lines(desk.recovery_snapshots()?) };
    if output.format() == Format::Json {
        return output.json(&listed);
    }
    for (what, lines) in [("accounts", &listed.vault), ("recovery codes", &listed.recovery)] {
        for line in lines {
            let taken = line.taken.as_deref().unwrap_or("-");
            output.line(&format!("{}  {what}  {}  {taken}  {} bytes", line.id, line.kind, line.bytes))?;
        }
    }
    if listed.vault.is_empty() && listed.recovery.is_empty() {
        output.remark("There is no earlier version yet. One is kept before a change, at most one an hour.");
    }
    Ok(())
}

impl From<Snapshot> for Line {
    fn from(it: Snapshot) -> Self {
        Self {
            id: it.id.to_string(),
            kind: match it.kind {
                SnapshotKind::Earlier => "earlier",
                SnapshotKind::KeptAside => "kept-aside",
                SnapshotKind::KeyFile => "key-file",
            },
            // The copy of the key file has no time of its own.
            taken: (it.kind != SnapshotKind::KeyFile).then(|| moment(it.taken.into())),
            bytes: it.size,
        }
    }
}
