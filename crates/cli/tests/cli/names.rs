//! Which account a name means, and names that try to steer the terminal.
use crate::{foreign_vault::rewrite, home::Home};

fn shop() -> Home {
    Home::with(&[
        "otpauth://totp/Google:ann?secret=GEZDGNBVAA&issuer=Google",
        "otpauth://totp/Google%20Cloud:ann?secret=GEZDGNBVBA&issuer=Google%20Cloud",
        "otpauth://totp/Acme:ann?secret=GEZDGNBVCA&issuer=Acme",
        "otpauth://totp/Acme:ann?secret=GEZDGNBVDA&issuer=Acme",
        "otpauth://totp/lonely?secret=GEZDGNBVEA",
    ])
}

#[test]
fn the_surest_reading_of_a_name_decides() {
    let home = shop();
    let code = |name: &str| home.unlocked(&["code", name]).done().to_owned();
    let listed = home.unlocked(&["list", "--json"]).json();
    let id = listed[2]["id"].as_str().unwrap();
    assert_eq!(code(id).len(), 7, "an id");
    for name in ["Google:ann", "Google", "GOOGLE", "google:a", "cloud", "lonely", "LONE"] {
        assert_eq!(code(name).len(), 7, "{name}");
    }
    assert_ne!(code("google"), code("google cloud"));
}

#[test]
fn a_name_of_several_accounts_lists_them_and_prints_no_code() {
    let home = shop();
    for name in ["Acme:ann", "acme", "ann", "goo"] {
        let ran = home.unlocked(&["code", name]);
        assert!(ran.failed(6).lines().count() >= 3, "{name}: {}", ran.err);
    }
    let ran = home.unlocked(&["code", "Acme:ann", "--json"]);
    let told: serde_json::Value = serde_json::from_str(ran.failed(6)).unwrap();
    assert_eq!((told["kind"].as_str(), told["names"].as_array().unwrap().len()), (Some("ambiguous"), 2));
    let id = told["names"][1].as_str().unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(home.unlocked(&["code", &id]).done().len(), 7, "the list gives what is needed to choose");
}

#[test]
fn a_name_of_nobody_says_where_to_look() {
    let home = shop();
    for name in ["nobody", "", "0123456789abcdef0123456789abcdef"] {
        assert!(home.unlocked(&["code", name]).failed(6).contains("keepward list"), "{name:?}");
    }
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let home = shop();
    rewrite(&home, |plaintext| {
        plaintext["accounts"][0]["issuer"] = "\u{1b}]0;owned\u{7}\u{1b}[2J".into();
        plaintext["accounts"][1]["issuer"] = "line\nbreak\u{202e}".into();
    });
    let steering = |text: &str| text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}');
    for words in [
        &["list"][..],
        &["code", "owned"],
        &["code", "a"],
        &["code", "\u{1b}[31m"],
        &["export"],
        &["list", "--json"],
    ] {
        let ran = home.unlocked(words);
        assert!(!steering(&ran.out) && !steering(&ran.err), "{words:?}: {:?} {:?}", ran.out, ran.err);
    }
    assert_eq!(home.names().len(), 5, "one line a name");
    let listed = home.unlocked(&["list", "--json"]).json();
    assert_eq!(listed[1]["issuer"], "line\nbreak\u{202e}", "JSON is exact");
}
