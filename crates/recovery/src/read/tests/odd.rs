//! What is no code, what belongs elsewhere, what is doubtful, what is far too much.

use super::maker::{DIGITS, HEX, UPPER, across};
use super::*;

#[test]
fn texts_without_codes_have_no_sets() {
    for text in [
        "Dear Ann,\n\nyour backup codes were viewed on 2026-11-21 from 192.0.2.7. If this was not you, call 0800-1234-5678.\n\nTicket INC-2026-0042\nThe ACME team\n",
        "Shopping list\n\neggs\nmilk\nbread\nbutter\n",
        "Invoice 4821-7733-0912\nDate: 21/11/2026\nTotal: 119.00\nIBAN: DE89 3704 0044 0532 0130 00\n",
        "Meeting notes\n1. Open the safe\n2. Copy the keys\n3. Close the safe\n",
        "Years\n2024\n2025\n2026\n",
        "2026-11-21\n2026-11-22\n2026-11-23\n2026-11-24\n",
        "+49 170 1234567\n+49 171 2345678\n+49 172 3456789\n",
        "ann@example.org\nbob@example.org\ncid@example.org\n",
        "https://a.example/AB12-CD34\nhttps://a.example/EF56-GH78\nhttps://a.example/JK90-LM12\n",
        "   \n\n\t\n",
    ] {
        let reading = read(text.as_bytes(), Some("mail.txt")).unwrap();
        assert!(reading.sets.is_empty() && reading.elsewhere.is_empty(), "{text}\n{reading:?}");
    }
}

#[test]
fn examples_and_numbers_in_sentences_are_no_codes() {
    let codes = Maker::new(7).codes(5, &[4, 4, 4, 4], " ", "0123456789abcdef");
    let text = format!(
        "Two-Factor Authentication Recovery Codes - https://shop.example.com (ann)\r\n\r\nEach line of 16 characters is one code. Type it \
         like \"1234 5678 90AB CDEF\", or behind your password like \"secret1234 5678 90AB CDEF\".\r\n\r\nYour codes are:\r\n\r\n{}",
        across(&codes, 1, "").replace('\n', "\r\n")
    );
    let expected = Expected::list(Some("wordpress:shop.example.com"), &codes).account("ann");
    reads(&text, Some("shop.example.com_ann_recoverycodes.txt"), expected);

    let codes = Maker::new(8).codes(8, &[4, 4, 4], "-", UPPER);
    let mail = format!(
        "From: Security <no-reply@acme.example>\nTo: ann1984@example.com\nMessage-ID: <A1B2-C3D4-E5F6@mail.acme.example>\nSubject: Your ACME recovery codes \
         (order #4821-7733-0912)\n\nTicket INC-2026-0042, call 0800-1234-5678 or visit https://acme.example/r/AB12-CD34-EF56.\n\n{}\nACME Ltd, 1600-1800 Main St\n",
        across(&codes, 1, "")
    );
    reads(&mail, None, Expected::list(Some("acme"), &codes).account("ann1984@example.com"));
    let example = format!(
        "Backup codes\n\nA code looks like this, for example:\n\nABCD-1234-EFGH\n\nYours are\n\n{}",
        across(&codes, 1, "")
    );
    reads(&example, None, Expected::list(None, &codes));
}

#[test]
fn secrets_that_belong_elsewhere_are_named_with_their_line() {
    let codes = Maker::new(9).codes(5, &[5, 5], "-", HEX);
    let text = format!(
        "GitHub\n\notpauth://totp/GitHub:ann?secret=JBSWY3DPEHPK3PXP&issuer=GitHub\nSetup key: JBSW Y3DP EHPK 3PXP\n\nRecovery codes\n{}\nAGE-SECRET-KEY-1QQQQQQQQQQQQQQ\n",
        across(&codes, 1, "")
    );
    let reading = read(text.as_bytes(), None).unwrap();
    let found: Vec<_> = reading.elsewhere.iter().map(|it| (it.kind, it.line)).collect();
    let expected =
        [(ElsewhereKind::OtpAuth, 3), (ElsewhereKind::SetupKey, 4), (ElsewhereKind::AgeIdentity, 13)];
    assert_eq!(found, expected);
    assert_eq!(of_set(&reading.sets[0]), Expected::list(Some("github"), &codes));
    assert!(!format!("{reading:?}").contains("JBSW"), "nothing printed holds a secret");
}

#[test]
fn a_setup_key_alone_is_none_of_the_codes() {
    let text = "ACME - Backup Key\nKeep this key. With it you set up your authenticator again.\n\nDYBF 7TJZ 5HBD G5IY\n";
    let reading = read(text.as_bytes(), None).unwrap();
    assert_eq!((reading.sets.len(), reading.elsewhere.len()), (0, 1));
    assert_eq!((reading.elsewhere[0].kind, reading.elsewhere[0].line), (ElsewhereKind::SetupKey, 4));
    assert_eq!(reading.about.as_deref(), Some("acme"));
}

#[test]
fn look_alikes_and_strangers_are_marked_and_never_corrected() {
    let set = only(b"RECOVERY C0DES - photo scan\n\nS1Il00SB\nBISl1Ol0\n1B555llB\n", None);
    assert!(set.codes.iter().all(|code| code.doubt == Some(Doubt::LooksAlike)));
    assert_eq!(set.codes[0].text.expose(), "S1Il00SB");
    let set = only(b"Backup codes\n\n12345678\n2345678\n34567890\n45678901\n", None);
    let doubts: Vec<_> = set.codes.iter().map(|code| code.doubt).collect();
    assert_eq!(doubts, [None, Some(Doubt::OddOneOut), None, None]);
}

#[test]
fn codes_know_their_lines() {
    let set = only(b"Backup codes\r\n\r\n1. 12345678\r\n\r\n2. 23456789\r\n3. 34567890\r\n", None);
    assert_eq!(set.codes.iter().map(|code| code.line).collect::<Vec<_>>(), [3, 5, 6]);
}

#[test]
fn ten_thousand_codes_are_read_and_more_are_refused() {
    let codes = Maker::new(1).codes(1, &[12], "", UPPER);
    let many =
        |count: usize| -> String { (0..count).map(|at| format!("{}{at:06}\n", &codes[0][..6])).collect() };
    let set = only(format!("Backup codes\n{}", many(10_000)).as_bytes(), None);
    assert_eq!(set.codes.len(), 10_000);
    assert_eq!(read(many(10_001).as_bytes(), None).unwrap_err(), ReadError::TooMany);
    let sections: String = (0..65)
        .map(|at| {
            format!("Service {at}x codes\n{}\n", across(&Maker::new(at).codes(3, &[8], "", DIGITS), 1, ""))
        })
        .collect();
    assert_eq!(read(sections.as_bytes(), None).unwrap_err(), ReadError::TooMany);
}

#[test]
fn each_refusal_says_what_to_do_next() {
    for error in [
        ReadError::Empty,
        ReadError::TooLarge { limit: 1 << 20 },
        ReadError::Archive("ZIP"),
        ReadError::Picture("PNG"),
        ReadError::Document("RTF"),
        ReadError::Encrypted,
        ReadError::Binary,
        ReadError::PdfDamaged,
        ReadError::PdfLocked,
        ReadError::PdfWithoutText,
        ReadError::PdfTooLarge,
        ReadError::TooMany,
    ] {
        let text = error.to_string();
        assert_eq!(text.matches(". ").count() + 1, 2, "{text}");
        assert!(text.ends_with('.'), "{text}");
    }
}
