//! Yes, no, too little, too late, taken back: every way a request can end, and that it ends once.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::*;

const SUBJECT: Subject = Subject([1; 32]);

fn start() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_000)
}

fn request(purpose: Purpose, needs: Gesture) -> Request {
    Request::new(purpose, SUBJECT, Program::Unknown, start()).needing(needs)
}

fn account(name: &str) -> Account {
    Account { name: Shown::new(name), display_name: None }
}

/// What comes of a request when the person does `step`.
fn outcome(request: Request, step: Step) -> Result<Consent, Refusal> {
    let clock = Arc::new(FixedClock::new(start()));
    let person = ScriptedApprover::always(Arc::clone(&clock), step);
    ask(&person, &clock, request, &Cancel::new())
}

#[test]
fn every_answer_to_every_need_has_its_outcome() {
    use Gesture::{Present, Verified};
    let cells = [
        (Present, Decision::yes(Present), Ok(Present)),
        (Present, Decision::yes(Verified), Ok(Verified)),
        (Verified, Decision::yes(Present), Err(Refusal::NotVerified)),
        (Verified, Decision::yes(Verified), Ok(Verified)),
        (Present, Decision::No, Err(Refusal::Denied)),
        (Verified, Decision::No, Err(Refusal::Denied)),
        (Present, Decision::NotVerified, Err(Refusal::NotVerified)),
        (Verified, Decision::NotVerified, Err(Refusal::NotVerified)),
    ];
    for (needs, decision, expected) in cells {
        let got = outcome(request(Purpose::SignIn, needs), Step::Answer(decision));
        assert_eq!(got.map(|consent| consent.gesture()), expected, "{needs:?} {decision:?}");
    }
}

#[test]
fn expiry_beats_a_late_yes() {
    let yes = Decision::yes(Gesture::Verified);
    let in_time = Request::PATIENCE - Duration::from_nanos(1);
    for (delay, expected) in [(in_time, None), (Request::PATIENCE, Some(Refusal::Expired))] {
        let got = outcome(request(Purpose::SignIn, Gesture::Present), Step::AnswerAfter(delay, yes));
        assert_eq!(got.err(), expected, "after {delay:?}");
    }
}

#[test]
fn a_consent_is_spent_only_on_what_was_asked() {
    let spend = |purpose, subject| {
        let yes = Step::Answer(Decision::yes(Gesture::Present));
        let consent = outcome(request(Purpose::SignIn, Gesture::Present), yes).expect("a yes");
        consent.spend(purpose, subject)
    };
    assert_eq!(spend(Purpose::SignIn, SUBJECT), Some(Gesture::Present));
    assert_eq!(spend(Purpose::SignIn, Subject([2; 32])), None, "another ceremony");
    assert_eq!(spend(Purpose::Reset, SUBJECT), None, "another purpose");
}

#[test]
fn an_excluded_credential_yields_no_consent_whatever_the_answer() {
    for decision in [Decision::yes(Gesture::Verified), Decision::No, Decision::NotVerified] {
        let got = outcome(request(Purpose::AlreadyRegistered, Gesture::Present), Step::Answer(decision));
        assert_eq!(got.err(), Some(Refusal::CredentialExcluded));
        let hidden = outcome(request(Purpose::AlreadyRegistered, Gesture::Verified), Step::Answer(decision));
        let learnt = hidden.err() == Some(Refusal::CredentialExcluded);
        assert_eq!(learnt, decision == Decision::yes(Gesture::Verified), "{decision:?}");
    }
}

#[test]
fn only_an_account_that_was_offered_can_be_chosen() {
    for (place, expected) in [(0, Ok(0)), (1, Ok(1)), (2, Err(Refusal::Denied))] {
        let asked = request(Purpose::SignIn, Gesture::Present).among(vec![account("ann"), account("bob")]);
        let yes = Decision::Yes { gesture: Gesture::Present, account: place };
        assert_eq!(outcome(asked, Step::Answer(yes)).map(|consent| consent.account()), expected);
    }
}

/// Keeps what it is shown, for the test to answer from outside.
#[derive(Default)]
struct Waiting(Mutex<Vec<Arc<Question>>>, Mutex<Vec<Ending>>);

impl Approver for Waiting {
    fn show(&self, question: Arc<Question>) {
        self.0.lock().unwrap().push(question);
    }

    fn ended(&self, _: &Question, ending: Ending) {
        self.1.lock().unwrap().push(ending);
    }
}

#[test]
fn a_request_that_is_taken_back_ends_once_and_no_answer_counts_after_that() {
    let (clock, person, cancel) = (FixedClock::new(start()), Waiting::default(), Cancel::new());
    thread::scope(|scope| {
        let asking =
            scope.spawn(|| ask(&person, &clock, request(Purpose::SignIn, Gesture::Present), &cancel));
        while !cancel.is_asking() || person.0.lock().unwrap().is_empty() {
            thread::yield_now();
        }
        cancel.cancel(&clock);
        let question = Arc::clone(&person.0.lock().unwrap()[0]);
        let late = question.answer(Decision::yes(Gesture::Verified), &clock);
        assert_eq!(late, Err(AlreadyEnded(Ending::Withdrawn)));
        assert_eq!(asking.join().unwrap().err(), Some(Refusal::Withdrawn));
    });
    assert_eq!(*person.1.lock().unwrap(), [Ending::Withdrawn]);
    assert!(!cancel.is_asking());

    let again = ask(&person, &clock, request(Purpose::SignIn, Gesture::Present), &cancel);
    assert_eq!(again.err(), Some(Refusal::Withdrawn), "a cancelled transaction asks nothing more");
    assert_eq!(person.0.lock().unwrap().len(), 1, "and shows nothing more");
}

#[test]
fn the_first_of_two_answers_counts() {
    let (clock, person) = (FixedClock::new(start()), Waiting::default());
    thread::scope(|scope| {
        let asking =
            scope.spawn(|| ask(&person, &clock, request(Purpose::SignIn, Gesture::Present), &Cancel::new()));
        while person.0.lock().unwrap().is_empty() {
            thread::yield_now();
        }
        let question = Arc::clone(&person.0.lock().unwrap()[0]);
        assert_eq!(question.answer(Decision::No, &clock), Ok(()));
        assert!(question.answer(Decision::yes(Gesture::Verified), &clock).is_err());
        assert!(question.answer(Decision::No, &clock).is_err(), "not even the same answer again");
        assert_eq!(asking.join().unwrap().err(), Some(Refusal::Denied));
    });
}

#[test]
fn consents_and_requests_cannot_be_copied() {
    static_assertions::assert_not_impl_any!(Consent: Clone, Copy, Default);
    static_assertions::assert_not_impl_any!(Request: Clone, Copy, Default);
}
