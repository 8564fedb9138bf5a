//! What a browser is given: nothing but text, one style and drawn modules.

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::*;
use crate::samples::{IDENTITY, codes, hostile, kit, read_qr};

#[test]
fn the_policy_names_the_style() {
    assert_eq!(STYLE_HASH, format!("sha256-{}", BASE64.encode(&Sha256::digest(STYLE))));
    let page = html(&kit());
    assert!(page.expose().contains(&format!("<style>{STYLE}</style>")), "exactly the bytes of the hash");
}

#[test]
fn nothing_runs_loads_or_brings_its_own_style() {
    for sheet in [kit(), codes(100), hostile()] {
        let page = html(&sheet);
        for refused in [
            "<script", "<img", "<link", "<iframe", "<form", "<b>", " src=", " style=", "http:", "https:",
            "url(",
        ] {
            assert!(!page.expose().contains(refused), "{refused}");
        }
    }
}

#[test]
fn hostile_names_are_text() {
    let page = html(&hostile());
    assert!(page.expose().contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(page.expose().matches("</title>").count(), 1);
    assert!(!page.expose().contains(['\0', '\u{1b}']));
}

#[test]
fn a_key_is_copied_as_it_is() {
    let page = html(&kit());
    let (_, after) = page.expose().split_once("<p class=\"groups\" dir=\"ltr\">").unwrap();
    let (groups, _) = after.split_once("</p>").unwrap();
    let text: String =
        groups.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    assert_eq!(text, IDENTITY);
}

#[test]
fn every_code_is_there_with_its_number() {
    let page = html(&codes(100));
    for number in 1..=100 {
        assert!(page.expose().contains(&format!("<span class=\"number\">{number}</span>")), "{number}");
    }
    assert_eq!(page.expose().matches("<svg class=\"tick\"").count(), 100);
    assert_eq!(page.expose().matches("<s>").count(), 2, "a used and an invalid one");
}

#[test]
fn the_page_never_grew_while_it_was_written() {
    for sheet in [kit(), codes(100), hostile()] {
        let page = html(&sheet);
        assert_eq!(
            page.0.capacity(),
            page.0.len(),
            "counted to the byte, so nothing was copied and left behind"
        );
    }
}

#[test]
fn the_drawn_modules_are_the_secret() {
    let page = html(&kit());
    let (_, after) = page.expose().split_once("<path d=\"").unwrap();
    let (path, _) = after.split_once('"').unwrap();
    let rectangles: Vec<[f32; 4]> = path
        .split('M')
        .skip(1)
        .map(|run| {
            let (corner, rest) = run.split_once('h').unwrap();
            let (x, y) = corner.split_once(' ').unwrap();
            let (length, _) = rest.split_once('v').unwrap();
            [x, y, length, "1"].map(|number| number.parse().unwrap())
        })
        .collect();
    assert_eq!(read_qr(&rectangles), IDENTITY);
}
