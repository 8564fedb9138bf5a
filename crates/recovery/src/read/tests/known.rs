//! Every layout of every known service: as its own download where the table describes one, as a page, in columns, in
//! other encodings.

use std::time::UNIX_EPOCH;

use super::maker::{across, down};
use super::*;
use crate::services::{Columns, Layout, Service};
use crate::{CodeText, RecoveryCode, SetId, write};

const SEEDS: u64 = 3;

fn each_layout(check: impl Fn(&Service, &Layout, &mut Maker)) {
    for service in Service::all() {
        for layout in service.layouts() {
            for seed in 0..SEEDS {
                check(service, layout, &mut Maker::new(seed));
            }
        }
    }
}

#[track_caller]
fn is_read(file: &[u8], name: Option<&str>, service: &Service, layout: &Layout, codes: &[String]) {
    let set = only(file, name);
    let text = String::from_utf8_lossy(file);
    let slug = set.service.as_deref().and_then(|name| name.split(':').next());
    assert_eq!(slug, Some(service.slug.as_str()), "{name:?}\n{text}");
    assert_eq!(set.read_by, ReadBy::Known(service.slug.clone()), "{text}");
    let found = of_set(&set);
    assert_eq!(
        (found.kind, found.codes.as_slice()),
        (layout.kind, codes),
        "{}: {name:?}\n{text}",
        service.slug
    );
    assert_eq!(set.effect, layout.effect.unwrap_or(service.effect));
    assert!(set.codes.iter().all(|code| code.doubt.is_none()), "{text}");
}

#[test]
fn pages_that_name_their_service() {
    each_layout(|service, layout, maker| {
        let codes = maker.of_layout(layout);
        let what = if layout.kind == SetKind::List { "recovery codes" } else { "recovery key" };
        let page =
            format!("{} {what}\n\n{}\nStore this in a safe place.\n", service.name, across(&codes, 1, ""));
        is_read(page.as_bytes(), None, service, layout, &codes);
        let windows = [b"\xef\xbb\xbf", page.replace('\n', "\r\n").as_bytes()].concat();
        is_read(&windows, None, service, layout, &codes);
        let notepad: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
        is_read(&[b"\xff\xfe", notepad.as_slice()].concat(), None, service, layout, &codes);
    });
}

#[test]
fn pages_in_columns() {
    each_layout(|service, layout, maker| {
        if layout.kind == SetKind::SingleKey {
            return;
        }
        let codes = maker.of_layout(layout);
        let columns = match service.columns() {
            Columns::Across => across,
            Columns::Down => down,
        };
        for gap in ["    ", "\t", "  |  "] {
            let page = format!("Your {} backup codes\n\n{}", service.name, columns(&codes, 2, gap));
            is_read(page.as_bytes(), None, service, layout, &codes);
        }
    });
}

#[test]
fn keys_over_several_lines() {
    each_layout(|service, layout, maker| {
        if layout.kind == SetKind::List || layout.groups.len() < 8 || layout.separator != " " {
            return;
        }
        let codes = maker.of_layout(layout);
        let groups: Vec<String> = codes[0].split(' ').map(str::to_owned).collect();
        let page = format!("{} recovery key\n\n{}", service.name, across(&groups, 4, " "));
        is_read(page.as_bytes(), None, service, layout, &codes);
    });
}

#[test]
fn downloads_under_their_names() {
    let mut read = 0;
    each_layout(|service, layout, maker| {
        let codes = maker.of_layout(layout);
        let texts = codes.iter().map(|code| CodeText::new(code.clone()).unwrap());
        let mut set =
            only(b"11111-11111\n22222-22222\n33333-33333", None).into_set(SetId::random(), None, UNIX_EPOCH);
        set.service = Some(service.name_at(Some("shop.example.com")));
        set.account = Some("ann@example.org".to_owned());
        set.codes = texts.map(|text| RecoveryCode::unused(None, text)).collect();
        let as_service = write::as_service(&set).filter(|_| service.file().is_some());
        let file = as_service.map_or_else(|| across(&codes, 1, ""), |file| file.to_string());
        for pattern in service.files() {
            for ending in ["txt", "text", ""] {
                let stem =
                    pattern.example("ann@example.org", "shop.example.com", "2026-03-04T11_22_33.123456");
                let name = if ending.is_empty() { format!("{stem} (1)") } else { format!("{stem}.{ending}") };
                is_read(file.as_bytes(), Some(&name), service, layout, &codes);
                let set = only(file.as_bytes(), Some(&name));
                assert!(
                    !pattern.has_account() || set.account.as_deref() == Some("ann@example.org"),
                    "{name}"
                );
            }
        }
    });
    for service in Service::all() {
        read += service.files().len();
    }
    assert!(read >= 25, "{read} patterns of names");
}

#[test]
fn numbers_and_dates_of_downloads_are_kept() {
    let codes = Maker::new(1).codes(8, &[16], "", maker::HEX);
    let name = "PyPI-Recovery-Codes-ann-2026-03-04T11:22:33.123456.txt";
    let set = only(across(&codes, 1, "").as_bytes(), Some(name));
    assert_eq!(set.account.as_deref(), Some("ann"));
    assert_eq!(set.generated.unwrap().iso, "2026-03-04T11:22:33.123456");
    assert_eq!(set.at_setup, AtSetup::SpendsOne);

    let codes = Maker::new(1).codes(12, &[12], "", "ABCDEFGHIJKLMNPQRSTUVWXYZ123456789");
    let mixed_ends = format!(
        "Put these codes somewhere safe.\n\n{}\r\nEach works once.\nThese codes were generated on Saturday, November 21, 2026 10:22:26 PM",
        maker::numbered(&codes, 1, "{n}: {c}\r").trim_end()
    );
    let set = only(mixed_ends.as_bytes(), Some("kc-download-recovery-codes.txt"));
    assert_eq!(of_set(&set), Expected::list(Some("keycloak"), &codes));
    assert_eq!(set.order, crate::Order::AsPrinted);
    assert_eq!(set.codes[6].number, Some(7));
    assert_eq!(set.generated.unwrap().iso, "2026-11-21T22:22:26");
}

#[test]
fn a_service_that_changed_its_codes_is_read_all_the_same() {
    let codes = Maker::new(2).codes(12, &[6, 6], "-", maker::UPPER);
    let set = only(across(&codes, 1, "").as_bytes(), Some("github-recovery-codes.txt"));
    assert_eq!(of_set(&set), Expected::list(Some("github"), &codes));
    assert_eq!(set.read_by, ReadBy::General);
    assert!(set.codes.iter().all(|code| code.doubt == Some(Doubt::UnlikeService)));
}
