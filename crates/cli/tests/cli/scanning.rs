//! `scan`: every code of every picture, whatever it says, and no picture stops another.
use std::{ffi::OsStr, fs, os::unix::ffi::OsStrExt, path::PathBuf, process::Command};

use serde_json::{Value, json};

use crate::home::{Home, Ran};

const URI: &str =
    "otpauth://totp/Acme:ann?secret=GEZDGNBVGEZDGNBV&issuer=Acme&algorithm=SHA1&digits=6&period=30";

#[test]
fn a_picture_needs_no_vault_and_no_passphrase() {
    let home = Home::empty();
    let picture = home.picture("qr.png", URI);
    assert_eq!(home.run(&["scan", &picture]).done(), format!("{URI}\n"));
}

#[test]
fn json_is_one_line_a_file_in_the_order_given_and_a_bad_file_stops_nothing() {
    let home = Home::empty();
    let picture = home.picture("qr.png", URI);
    let empty = home.path("empty.bmp");
    fs::write(&empty, white_bitmap()).unwrap();
    fs::write(home.path("bad.png"), b"\x89PNG\r\n\x1a\nnot really").unwrap();
    let files = ["/nowhere.png", &home.path("bad.png"), &picture, &empty];
    let ran = home.run(&[&["scan", "--json"][..], &files].concat());
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let seen: Vec<_> = lines.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(seen, files, "verbatim and in order");
    for (line, (bad, payloads)) in lines.iter().zip([(true, 0), (true, 0), (false, 1), (false, 0)]) {
        assert_eq!(
            (line.get("error").is_some(), line["payloads"].as_array().unwrap().len()),
            (bad, payloads),
            "{line}"
        );
        assert!(line["ms"].as_f64().unwrap() >= 0.0);
    }
    assert_eq!(lines[2]["payloads"][0], URI);
}

#[test]
fn plain_lines_begin_with_the_file_when_there_are_several() {
    let home = Home::empty();
    let picture = home.picture("qr.png", URI);
    let ran = home.run(&["scan", &picture, "/nowhere.png", &picture]);
    assert_eq!((ran.code, ran.out), (1, format!("{picture}: {URI}\n{picture}: {URI}\n")));
    assert!(ran.err.starts_with("keepward: /nowhere.png: "), "{}", ran.err);
}

#[test]
fn a_picture_without_a_code_is_no_mistake() {
    let home = Home::empty();
    fs::write(home.path("white.bmp"), white_bitmap()).unwrap();
    let ran = home.run(&["scan", &home.path("white.bmp")]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("no QR code"));
}

#[test]
fn a_picture_of_100_megapixels_is_refused_at_once() {
    let home = Home::empty();
    let mut header = white_bitmap();
    header[18..22].copy_from_slice(&10_000_i32.to_le_bytes());
    header[22..26].copy_from_slice(&10_000_i32.to_le_bytes());
    fs::write(home.path("huge.bmp"), header).unwrap();
    let ran = home.run(&["scan", &home.path("huge.bmp")]);
    assert!(ran.failed(1).contains("megapixels"), "{}", ran.err);
}

#[test]
fn a_name_that_is_no_text_is_told_so_that_it_can_be_found_again() {
    let home = Home::empty();
    let picture = home.picture("qr.png", URI);
    let folder = PathBuf::from(&picture).parent().unwrap().to_owned();
    let odd = folder.join(OsStr::from_bytes(b"a\\b\xff\xc3\xa4\x1b.png"));
    fs::copy(&picture, &odd).unwrap();
    let scan = |format: &[&str]| {
        Ran::from(home.command(&["scan"]).args(format).arg(&odd).arg(&picture).output().unwrap())
    };
    let ran = scan(&["--json"]);
    let lines: Vec<Value> = ran.done().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["payloads"][0], &lines[0]["file_escaped"]), (&json!(URI), &json!(true)));
    assert_eq!((&lines[1]["file"], lines[1].get("file_escaped")), (&json!(picture), None));
    let told = lines[0]["file"].as_str().unwrap();
    assert!(told.ends_with("/a\\\\b\\xffä\u{1b}.png"), "{told}");
    // As the document says.
    let bytes = Command::new("bash").args(["-c", "printf %b \"$1\"", "bash", told]).output().unwrap().stdout;
    assert_eq!(bytes, odd.as_os_str().as_bytes());
    let plain = scan(&[]);
    assert!(
        plain.done().lines().next().unwrap().ends_with(&format!("/a\\\\b\\xffä\\u{{1b}}.png: {URI}")),
        "{}",
        plain.out
    );
}

/// 64 by 64 white pixels.
fn white_bitmap() -> Vec<u8> {
    let mut file = b"BM".to_vec();
    file.extend((54_u32 + 64 * 64 * 3).to_le_bytes());
    file.extend([0; 4]);
    file.extend(54_u32.to_le_bytes());
    file.extend(40_u32.to_le_bytes());
    file.extend(64_i32.to_le_bytes());
    file.extend(64_i32.to_le_bytes());
    file.extend([1, 0, 24, 0]);
    file.extend([0; 24]);
    file.extend(vec![0xff; 64 * 64 * 3]);
    file
}
