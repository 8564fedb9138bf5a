//! The layouts that services outside the table use, under names that nobody knows.

use super::maker::{DIGITS, HEX, LOWER, MIXED, UPPER, across, down, numbered};
use super::*;

/// Shapes that codes have in the wild.
const SHAPES: &[(&[usize], &str, &str)] = &[
    (&[8], "", DIGITS),
    (&[6], "", DIGITS),
    (&[4, 4], " ", DIGITS),
    (&[4, 4], "-", LOWER),
    (&[5, 5], "-", UPPER),
    (&[10, 10], "-", MIXED),
    (&[4, 4, 4], "-", UPPER),
    (&[3, 3, 2], " ", DIGITS),
    (&[10], "", LOWER),
    (&[16], "", HEX),
    (&[32], "", HEX),
    (&[64], "", HEX),
    (&[8, 4, 4, 4, 12], "-", HEX),
];

fn each_shape(check: impl Fn(&[String])) {
    for (groups, separator, alphabet) in SHAPES {
        for seed in 0..2 {
            check(&Maker::new(seed).codes(9, groups, separator, alphabet));
        }
    }
}

#[test]
fn lists_under_a_title() {
    each_shape(|codes| {
        let acme = || Expected::list(Some("acme cloud"), codes);
        let list = across(codes, 1, "");
        reads(&format!("ACME Cloud backup codes\n\n{list}"), None, acme());
        reads(
            &format!("Your ACME Cloud recovery codes\n=====\n{list}\nKeep them safe. Each works once.\n"),
            None,
            acme(),
        );
        reads(
            &format!("ACME Cloud - 2FA Recovery Codes\nGenerated: 2026-11-21T22:22:26Z\n\n{list}"),
            None,
            acme(),
        );
        reads(&format!("Backup codes:\n{list}"), Some("notes.txt"), Expected::list(None, codes));
    });
}

#[test]
fn every_way_to_number_and_mark_lines() {
    each_shape(|codes| {
        for form in [
            "{n}. {c}",
            "{0n}. {c}",
            "{ n}. {c}",
            "{n}) {c}",
            "{n}: {c}",
            "#{n} {c}",
            "{n}.\t{c}",
            "({n}) {c}",
            "[{n}] {c}",
            "Code {n}: {c}",
            "{n}\t{c}",
        ] {
            for first in [0_u32, 1] {
                let set = only(format!("Backup codes\n\n{}", numbered(codes, first, form)).as_bytes(), None);
                assert_eq!(of_set(&set), Expected::list(None, codes), "{form}");
                let numbers: Vec<_> = set.codes.iter().map(|code| code.number).collect();
                assert_eq!(numbers, (first..first + 9).map(Some).collect::<Vec<_>>(), "{form}");
            }
        }
        for form in [
            "- {c}",
            "* {c}",
            "\u{2022} {c}",
            "[ ] {c}",
            "\u{2610} {c}",
            "> {c}",
            "   {c}  ",
            "\"{c}\"",
            "`{c}`",
            "{c},",
            "{c};",
            "- [ ] {c}",
        ] {
            reads(
                &format!("Backup codes\n\n{}", numbered(codes, 1, form)),
                None,
                Expected::list(None, codes),
            );
        }
    });
}

#[test]
fn columns_in_either_direction() {
    each_shape(|codes| {
        for columns in [2, 3] {
            for gap in ["   ", "\t", " | "] {
                let text = format!("Backup codes\n\n{}", across(codes, columns, gap));
                reads(&text, None, Expected::list(None, codes));
                let numbered: Vec<String> =
                    codes.iter().enumerate().map(|(at, code)| format!("{}. {code}", at + 1)).collect();
                for table in [across(&numbered, columns, gap), down(&numbered, columns, gap)] {
                    reads(&format!("Backup codes\n\n{table}"), None, Expected::list(None, codes));
                }
                let plain: Vec<String> =
                    codes.iter().enumerate().map(|(at, code)| format!("{at}\t{code}")).collect();
                reads(
                    &format!("OTP codes\n{}", down(&plain, columns, "\t")),
                    None,
                    Expected::list(None, codes),
                );
            }
        }
    });
}

#[test]
fn used_codes_in_several_hands() {
    each_shape(|codes| {
        for form in [
            "~~{}~~",
            "X {}",
            "[x] {}",
            "\u{2713} {}",
            "{} (used)",
            "{} used",
            "{}   used 2025-05-01 on laptop",
            "{} - benutzt",
            "{} (usado)",
            "{} \u{2714}",
            "{} (utilis\u{e9} le 3 mai 2025)",
            "\u{2717} {}",
            "- [x] {}",
            "{} -- used up",
        ] {
            let used = [codes[1].clone(), codes[4].clone()];
            let line =
                |code: &String| if used.contains(code) { form.replace("{}", code) } else { code.clone() };
            let text: String = codes.iter().map(|code| line(code) + "\n").collect();
            reads(&format!("Backup codes\n\n{text}"), None, Expected::list(None, codes).used(&used));
        }
    });
}

#[test]
fn codes_one_after_the_other_in_a_line() {
    for seed in 0..20 {
        let codes = Maker::new(seed).codes(12, &[8], "", MIXED);
        let sentence =
            format!("Keep a copy of your codes: {}. Each of them logs you in once.", codes.join(" "));
        reads(&sentence, None, Expected::list(None, &codes));
        let codes = Maker::new(seed).codes(5, &[10], "", MIXED);
        let line: String =
            codes.iter().enumerate().map(|(at, code)| format!("{}. {code} ", at + 1)).collect();
        reads(&line, None, Expected::list(None, &codes));
        reads(&format!("Backup codes: {}", codes.join(", ")), None, Expected::list(None, &codes));
    }
}

#[test]
fn codes_of_words_and_of_any_character() {
    let codes = [
        "amber-falcon-quiet-otter",
        "brisk-meadow-lamp-seven",
        "copper-hill-nine-walrus",
        "dusty-river-plum-echo",
    ]
    .map(str::to_owned);
    reads(&format!("Your 4 recovery codes\n\n{}", across(&codes, 1, "")), None, Expected::list(None, &codes));
    // Base64url (RFC 4648 §5): dashes and underscores fall anywhere.
    let alphabet = format!("{MIXED}-_");
    for seed in 0..20 {
        let codes = Maker::new(seed).codes(16, &[43], "", &alphabet);
        reads(&format!("Recovery codes\n\n{}", across(&codes, 1, "")), None, Expected::list(None, &codes));
    }
}

#[test]
fn phrases_and_keys() {
    for seed in 0..20 {
        let mut maker = Maker::new(seed);
        let phrase = maker.words(24);
        let words: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
        for text in [
            phrase.clone(),
            format!("Recovery phrase\n\n{}", across(&words, 6, " ")),
            format!("Recovery phrase\n\n{}", numbered(&words, 1, "{n}. {c}")),
            format!("Recovery phrase\n\n{}", across(&words, 1, "")),
        ] {
            reads(&text, Some("recovery-phrase.txt"), Expected::key(None, &phrase));
        }
        let key = maker.codes(1, &[4, 4, 4, 4, 4, 4], "-", UPPER).remove(0);
        reads(
            &format!("Your recovery key is below. Keep it secret.\n\n{key}\n\nCopy   Print   Continue\n"),
            None,
            Expected::key(None, &key),
        );
        reads(&format!("Recovery key: {key}"), None, Expected::key(None, &key));
        reads(&key, None, Expected::key(None, &key));
        let (start, end) = key.split_at(15);
        reads(&format!("Recovery key:\n{start}\n{end}\n"), None, Expected::key(None, &key));
    }
}

#[test]
fn broken_lines_are_joined_and_repeated_ones_read_once() {
    let codes = Maker::new(3).codes(6, &[5, 5, 5], "-", UPPER);
    let broken: String = codes.iter().map(|code| format!("{}\n{}\n", &code[..12], &code[12..])).collect();
    reads(&format!("Recovery codes\n\n{broken}"), None, Expected::list(None, &codes));
    let twice = format!("Recovery codes\n\n{}\n{}", across(&codes[..4], 1, ""), across(&codes[2..], 1, ""));
    reads(&twice, None, Expected::list(None, &codes));
}

#[test]
fn tables_and_pages() {
    each_shape(|codes| {
        let used = codes[..2].to_vec();
        for (delimiter, yes) in [(",", "yes"), (";", "ja"), ("\t", "2025-05-01T10:00:00Z")] {
            let rows: String = codes
                .iter()
                .map(|code| format!("{code}{delimiter}{}\r\n", if used.contains(code) { yes } else { "" }))
                .collect();
            let table = format!("code{delimiter}used\r\n{rows}");
            reads(&table, Some("codes.csv"), Expected::list(None, codes).used(&used));
        }
        let quoted: Vec<String> = codes.iter().map(|code| format!("\"{code}\"")).collect();
        let list = quoted.join(", ");
        let service = || Expected::list(Some("acme"), codes);
        reads(
            &format!("{{\"service\":\"ACME\",\"account\":\"ann\",\"backup_codes\":[{list}]}}"),
            None,
            service().account("ann"),
        );
        reads(
            &format!("{{\"data\":{{\"recoveryCodes\":[{list}]}}}}"),
            Some("x.json"),
            Expected::list(None, codes),
        );
        reads(&format!("[{list}]"), None, Expected::list(None, codes));
        let items: String = codes.iter().map(|code| format!("<li>{code}</li>")).collect();
        let page = format!(
            "<!doctype html><title>ACME backup codes</title><ol>{items}</ol><script>let a = '1234-5678'</script>"
        );
        reads(&page, Some("page.html"), service());
        let rows: String = codes
            .iter()
            .map(|code| {
                if used.contains(code) {
                    format!("<tr><td><del>{code}</del></td></tr>")
                } else {
                    format!("<tr><td>{code}</td></tr>")
                }
            })
            .collect();
        reads(
            &format!("<html><body><h1>ACME backup codes</h1><table>{rows}</table>"),
            None,
            service().used(&used),
        );
    });
}

#[test]
fn several_services_are_several_sets() {
    let mut maker = Maker::new(5);
    let github = maker.codes(6, &[5, 5], "-", HEX);
    let discord = maker.codes(5, &[4, 4], "-", LOWER);
    let work = maker.codes(4, &[8], "", DIGITS);
    for (one, two, three) in [
        ("GitHub", "Discord:", "Work VPN:"),
        ("# GitHub", "## Discord", "## Work VPN"),
        ("GitHub codes", "Discord codes", "Work VPN codes"),
    ] {
        let notes = format!(
            "{one}\n{}\n{two}\n{}\n{three}\n{}",
            across(&github, 1, ""),
            numbered(&discord, 1, "* {c}"),
            across(&work, 1, "")
        );
        let reading = read(notes.as_bytes(), Some("my codes.txt")).unwrap();
        let sets: Vec<Expected> = reading.sets.iter().map(of_set).collect();
        let expected = [
            Expected::list(Some("github"), &github),
            Expected::list(Some("discord"), &discord),
            Expected::list(Some("work vpn"), &work),
        ];
        assert_eq!(sets, expected, "{notes}");
    }
}
