//! `recovery question`: security questions. The answer leaves only through `show`, after the passphrase.
use actions::{Clock, QuestionSummary, SystemClock};
use serde::Serialize;

use crate::{
    ask,
    failure::Failure,
    line::{AddQuestion, Everywhere, Question},
    named::{find_question, name_of},
    opening,
    output::{Format, Output, one_line},
};

#[derive(Serialize)]
pub(super) struct Asked<'a> {
    id: String,
    service: &'a str,
    account: Option<&'a str>,
    question: &'a str,
}

#[derive(Serialize)]
struct Id {
    id: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: String,
    answer: &'a str,
}

pub(super) fn run(question: &Question, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    match question {
        Question::Add(add) => self::add(add, everywhere, output),
        Question::Show(it) => show(&it.name, everywhere, output),
        Question::List => list(everywhere, output),
        Question::Remove(it) => remove(&it.name, everywhere, output),
    }
}

fn add(add: &AddQuestion, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    opening::desk(everywhere).openable()?;
    let instead = "Name a file that holds it with --answer-file; - is standard input.";
    let file = add.answer_file.as_deref();
    let answer = ask::secret_or(file, "Answer (not shown): ", "for the answer", instead)?;
    let (mut desk, _) = opening::open_recovery(everywhere, output)?;
    let id = desk.add_question(&add.service, &add.account, &add.question, answer, SystemClock.now())?;
    opening::tell_of_warnings(&desk, output);
    match output.format() {
        Format::Json => output.json(&Id { id: id.to_string() }),
        Format::Plain => output.line(&format!("Stored a question of {}.", one_line(add.service.trim()))),
    }
}

fn show(name: &str, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, _) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_question(&desk.recovery_overview(now)?.questions, name)?.id;
    let answer = desk.answer_to(id, now)?;
    opening::tell_of_warnings(&desk, output);
    match output.format() {
        Format::Json => output.json(&Answer { id: id.to_string(), answer: &answer }),
        Format::Plain => output.line(&answer),
    }
}

fn list(everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let questions = opening::open(everywhere, output)?.recovery_overview(SystemClock.now())?.questions;
    match output.format() {
        Format::Json => output.json(&questions.iter().map(Asked::from).collect::<Vec<_>>()),
        Format::Plain => questions.iter().try_for_each(|it| {
            let name = name_of(&it.service, it.account.as_deref().unwrap_or_default());
            output.line(&format!("{}  {}", one_line(&name), one_line(&it.question)))
        }),
    }
}

fn remove(name: &str, everywhere: &Everywhere, output: &mut Output) -> Result<(), Failure> {
    let (mut desk, passphrase) = opening::open_recovery(everywhere, output)?;
    let now = SystemClock.now();
    let id = find_question(&desk.recovery_overview(now)?.questions, name)?.id;
    desk.delete_question(id, &passphrase, SystemClock)?;
    opening::tell_of_warnings(&desk, output);
    match output.format() {
        Format::Json => output.json(&Id { id: id.to_string() }),
        Format::Plain => {
            output.line("Deleted the question.")?;
            output
                .remark("Earlier versions of the recovery codes still hold it until they are rotated away.");
            Ok(())
        }
    }
}

impl<'a> From<&'a QuestionSummary> for Asked<'a> {
    fn from(it: &'a QuestionSummary) -> Self {
        let id = it.id.to_string();
        Self { id, service: &it.service, account: it.account.as_deref(), question: &it.question }
    }
}
