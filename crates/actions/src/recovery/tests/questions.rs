//! Security questions: stored, shown, deleted; the answer lies with the codes.
use recovery::QuestionId;

use super::*;
use crate::{ActionError, FactsError, fixture::wrong};

fn pet(desk: &mut Desk) -> QuestionId {
    desk.add_question("Bank", "ann", "First pet?", typed("MARKER Rex"), later(1)).unwrap()
}

#[test]
fn a_question_is_stored_and_its_answer_shown_while_it_is_open() {
    let mut desk = open_desk();
    let id = pet(&mut desk);
    let overview = desk.recovery_overview(later(2)).unwrap();
    assert_eq!((overview.questions.len(), overview.questions[0].question.as_str()), (1, "First pet?"));
    assert!(!format!("{overview:?}").contains("MARKER"));
    assert_eq!(desk.answer_to(id, later(2)).unwrap().as_str(), "MARKER Rex");
    assert_eq!(log(&desk), ["revealed", "question-stored"]);
    desk.close_recovery();
    assert!(matches!(desk.answer_to(id, later(3)), Err(ActionError::RecoveryClosed)));
}

#[test]
fn what_is_no_question_is_refused() {
    let mut desk = open_desk();
    let mut ask = |service: &str, question: &str, answer: &str| {
        desk.add_question(service, "", question, typed(answer), later(1)).unwrap_err()
    };
    assert!(matches!(ask("", "First pet?", "Rex"), ActionError::NoQuestion));
    assert!(matches!(ask("Bank", " ", "Rex"), ActionError::NoQuestion));
    assert!(matches!(ask("Bank", "First pet?", " "), ActionError::Code(_)));
    assert!(matches!(ask("Bank", "First\npet?", "Rex"), ActionError::Facts(FactsError::Invisible)));
    assert!(desk.recovery_overview(later(1)).unwrap().questions.is_empty());
}

#[test]
fn a_deleted_question_is_gone() {
    let mut desk = open_desk();
    let id = pet(&mut desk);
    assert!(matches!(desk.delete_question(id, &wrong(), later(2)), Err(ActionError::Unlock(_))));
    desk.delete_question(id, &passphrase(), later(9)).unwrap();
    assert!(matches!(desk.delete_question(id, &passphrase(), later(9)), Err(ActionError::NoSuchQuestion)));
    assert!(matches!(desk.answer_to(id, later(9)), Err(ActionError::NoSuchQuestion)));
}
