//! `add`: accounts from URIs, pictures or answers. What the vault already holds is not added twice.
use actions::{
    Candidate, CandidateEdit, CandidateId, Clock, CodesQuery, Desk, FormKind, ManualForm, Notice, Offer,
    SystemClock, unreadable,
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    ask,
    failure::Failure,
    line::{Add, Everywhere},
    named::name_of,
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
struct Report {
    added: Vec<Added>,
    /// Names of accounts that were in the vault before.
    already: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<Picture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<String>,
}

#[derive(Serialize)]
struct Added {
    id: String,
    issuer: String,
    name: String,
}

#[derive(Serialize)]
struct Picture {
    have: u32,
    of: u32,
}

/// What is to be read, settled before the passphrase is asked for.
enum Source {
    Texts(Vec<Zeroizing<String>>),
    Form(Box<ManualForm>),
}

pub(crate) fn run(add: &Add, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    opening::desk(everywhere).openable()?;
    let source = source(add)?;
    let mut desk = opening::open(everywhere, output)?;
    let now = SystemClock.now();
    let offer = match &source {
        Source::Texts(texts) => {
            desk.offer(&texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(), now)?
        }
        Source::Form(form) => desk.offer_manual(form, now)?,
    };
    let already = names_of_known(&mut desk, &offer)?;
    let new: Vec<_> = offer.candidates.iter().filter(|candidate| candidate.already.is_none()).collect();
    let edits = edits(add, &new)?;
    if edits.is_empty() {
        return Err(match (offer.notice, already.is_empty()) {
            (Some(notice), true) => Failure::Nothing(notice),
            (None, true) => Failure::Nothing(Notice::NothingFound),
            (_, false) => Failure::AlreadyThere(one_line(&already.join(", "))),
        });
    }
    let ids = desk.accept_all(&edits, now)?;
    opening::tell_of_warnings(&desk, output);
    for candidate in new.iter().filter(|candidate| candidate.same_name.is_some()) {
        let name = name_of(&candidate.issuer, &candidate.name);
        output.remark(&format!("Another account is called {} too; both are kept.", one_line(&name)));
    }
    let added = ids.iter().zip(edits).map(|(id, (_, edit))| Added {
        id: id.to_string(),
        issuer: edit.issuer,
        name: edit.name,
    });
    report(added.collect(), already, &offer, output)
}

/// Reads the line, the picture or the person.
fn source(add: &Add) -> Result<Source, Failure> {
    let texts: Vec<Zeroizing<String>> = match (&add.uri, &add.image) {
        (Some(uri), _) if uri == "-" => {
            let lines = ask::standard_input()?;
            lines
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| Zeroizing::new(line.to_owned()))
                .collect()
        }
        (Some(uri), _) => vec![Zeroizing::new(uri.clone())],
        (None, Some(image)) => {
            let payloads = scan::decode_image_file(image)?;
            payloads.iter().map(|payload| Zeroizing::new(payload.as_str().to_owned())).collect()
        }
        (None, None) => return form(add),
    };
    if texts.is_empty() {
        return Err(if add.image.is_some() {
            Failure::Nothing(Notice::NothingFound)
        } else {
            Failure::EmptyInput
        });
    }
    // Nobody should type a passphrase to hear that there is nothing to add.
    let notices: Vec<_> = texts.iter().map(|text| unreadable(text)).collect();
    match notices.into_iter().collect::<Option<Vec<_>>>() {
        Some(notices) => Err(Failure::Nothing(notices.into_iter().next().unwrap_or(Notice::NothingFound))),
        None => Ok(Source::Texts(texts)),
    }
}

const INSTEAD: &str = "Give its URI, or a picture with --image.";

/// Asks for an account with the usual parameters; whatever is unusual comes as a URI.
fn form(add: &Add) -> Result<Source, Failure> {
    if !ask::somebody_is_there() {
        return Err(Failure::NoTerminal("for the account", INSTEAD));
    }
    let given =
        |text: &Option<String>, question: &str| text.clone().map_or_else(|| ask::answer(question), Ok);
    let issuer = given(&add.issuer, "Service: ")?;
    let name = given(&add.name, "Login name: ")?;
    let secret = ask::secret("Secret (not shown): ", "for the account", INSTEAD)?;
    Ok(Source::Form(Box::new(ManualForm {
        issuer,
        name,
        secret,
        kind: FormKind::Totp,
        ..ManualForm::default()
    })))
}

/// How the new accounts are called. Names on the line are meant for one account.
fn edits(add: &Add, new: &[&Candidate]) -> Result<Vec<(CandidateId, CandidateEdit)>, Failure> {
    if new.len() > 1 && (add.issuer.is_some() || add.name.is_some()) {
        return Err(Failure::Usage(format!(
            "--issuer and --name are for one account; here are {}.",
            new.len()
        )));
    }
    let edit = |candidate: &&Candidate| {
        let own = candidate.as_it_is();
        let edit = CandidateEdit {
            issuer: add.issuer.clone().unwrap_or(own.issuer),
            name: add.name.clone().unwrap_or(own.name),
            tags: add.tags.clone(),
        };
        (candidate.id, edit)
    };
    Ok(new.iter().map(edit).collect())
}

/// The accounts that have the secrets of some candidates.
fn names_of_known(desk: &mut Desk, offer: &Offer) -> Result<Vec<String>, Failure> {
    let known: Vec<_> = offer.candidates.iter().filter_map(|candidate| candidate.already).collect();
    let page =
        desk.codes(&CodesQuery { text: String::new(), from: 0, count: u32::MAX, now: SystemClock.now() })?;
    let rows = page.rows.iter().filter(|row| known.contains(&row.id));
    Ok(rows.map(|row| name_of(&row.issuer, &row.name)).collect())
}

fn report(
    added: Vec<Added>,
    already: Vec<String>,
    offer: &Offer,
    output: &mut Output,
) -> Result<(), Failure> {
    let notice = offer.notice.as_ref().map(ToString::to_string);
    let unfinished = offer.batch.filter(|batch| batch.have < batch.of);
    if output.format() == Format::Json {
        let batch = offer.batch.map(|batch| Picture { have: batch.have, of: batch.of });
        return output.json(&Report { added, already, batch, notice });
    }
    for account in &added {
        output.line(&format!("Added {}.", one_line(&name_of(&account.issuer, &account.name))))?;
    }
    for name in &already {
        output.remark(&format!("{} is already in the vault.", one_line(name)));
    }
    if let Some(batch) = unfinished {
        output.remark(&format!("This was picture {batch} of the export. Add the others too."));
    }
    if let Some(notice) = notice {
        output.remark(&notice);
    }
    Ok(())
}
