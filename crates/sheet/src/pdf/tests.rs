//! The file read back by programs that are not ours: `lopdf` and `rqrr` always, poppler's tools where they are installed.

use std::process::Command;

use lopdf::Document;
use lopdf::content::Content;

use super::*;
use crate::samples::{IDENTITY, code_text, codes, hostile, kit, read_qr};
use crate::{Block, Code, Codes, Fact, Grouping, Key, Qr, Secret, Tick};

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

fn text_of(file: &Pdf) -> String {
    let document = Document::load_mem(file.expose()).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    document.extract_text(&pages).unwrap()
}

/// What `tool` says to `file`, or nothing when it is not installed.
fn poppler(tool: &str, options: &[&str], file: &Pdf) -> Option<Vec<u8>> {
    let output = if tool == "pdftotext" { Some("-") } else { None }; // the others write to standard output by themselves
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sheet.pdf");
    std::fs::write(&path, file.expose()).unwrap();
    let Ok(said) = Command::new(tool).args(options).arg(&path).args(output).output() else {
        println!("skipped: {tool} is not installed");
        return None;
    };
    assert!(said.status.success() && said.stderr.is_empty(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(said.stdout)
}

fn sheet_of(block: Block<'_>) -> Sheet<'_> {
    Sheet { title: "T".into(), subtitle: "".into(), footer: "".into(), blocks: vec![block] }
}

#[test]
fn a_hundred_codes_are_on_two_pages_each_exactly_once() {
    for paper in PAPERS {
        let file = pdf(&codes(100), paper);
        assert_eq!(Document::load_mem(file.expose()).unwrap().get_pages().len(), 2);
        let text = text_of(&file);
        for number in 1..=100 {
            assert_eq!(text.matches(&code_text(number)).count(), 1, "{number}");
        }
    }
}

#[test]
fn codes_are_read_down_each_column_page_after_page() {
    let faces = face::Faces::shipped();
    for count in [1, 5, 6, 10, 16, 71, 72, 73, 74, 100, 1000] {
        let sheet = codes(count);
        let mut next = 1;
        for page in flow::pages(&sheet, &faces, Paper::A4) {
            let mut read: Vec<(f32, f32, &str)> = Vec::new();
            for (top, mark) in &page.marks {
                if let mark::Mark::Text { x, text, style: face::Style::Mono, .. } = mark {
                    read.push((*x, *top, text));
                }
            }
            read.sort_by(|a, b| a.partial_cmp(b).unwrap());
            for (_, _, text) in read {
                assert_eq!(text, code_text(next), "of {count}");
                next += 1;
            }
        }
        assert_eq!(next, count + 1);
    }
}

#[test]
fn pdftotext_gives_codes_and_key_back() {
    if let Some(text) = poppler("pdftotext", &["-layout"], &pdf(&codes(100), Paper::A4)) {
        let text = String::from_utf8(text).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!((1..=100).all(|number| words.contains(&code_text(number).as_str())));
    }
    if let Some(text) = poppler("pdftotext", &[], &pdf(&kit(), Paper::A4)) {
        let text = String::from_utf8(text).unwrap();
        let joined: String = text.split_whitespace().collect();
        assert!(joined.contains(IDENTITY));
        assert!(text.contains("age -d -i kit.txt /home/ann/.local/share/keepward/vault.age > vault.json"));
    }
}

#[test]
fn the_rectangles_of_the_file_are_a_qr_code() {
    for paper in PAPERS {
        let file = pdf(&kit(), paper);
        let document = Document::load_mem(file.expose()).unwrap();
        let (_, page) = document.get_pages().pop_first().unwrap();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let height = paper.height();
        // Modules are the only squares and rows of squares of their height.
        let rectangles: Vec<[f32; 4]> = content
            .operations
            .iter()
            .filter(|operation| operation.operator == "re")
            .map(|operation| [0, 1, 2, 3].map(|index| operation.operands[index].as_float().unwrap()))
            .filter(|[_, _, _, high]| (2.6..2.7).contains(high))
            .map(|[left, bottom, wide, high]| [left, height - bottom - high, wide, high])
            .collect();
        assert_eq!(read_qr(&rectangles), IDENTITY);
    }
}

#[test]
fn the_printed_page_is_read_by_a_camera() {
    if let Some(picture) = poppler("pdftoppm", &["-r", "150", "-png", "-singlefile"], &pdf(&kit(), Paper::A4))
    {
        let page = image::load_from_memory(&picture).unwrap().to_luma8();
        let mut page = rqrr::PreparedImage::prepare_from_greyscale(
            page.width().try_into().unwrap(),
            page.height().try_into().unwrap(),
            |x, y| page.get_pixel(x.try_into().unwrap(), y.try_into().unwrap()).0[0],
        );
        let (meta, text) = page.detect_grids()[0].decode().unwrap();
        assert_eq!(text, IDENTITY);
        assert_eq!(meta.ecc_level, 2, "two bits: 10 is H (ISO/IEC 18004 table 12)");
    }
}

#[test]
fn no_character_of_any_script_vanishes() {
    let file = pdf(&hostile(), Paper::A4);
    assert!(Document::load_mem(file.expose()).is_ok());
    if let Some(text) = poppler("pdftotext", &["-raw"], &file) {
        let text = String::from_utf8(text).unwrap();
        for part in ["</title>", "<script>alert(1)", "[U+0][U+1B][2J[U+202E])", "銀行", "Банк", "[U+1F3E6]"]
        {
            assert!(text.contains(part), "{part}");
        }
    }
}

#[test]
fn nothing_leaves_its_page() {
    let long = "0123456789abcdef ".repeat(60);
    let words = "word ".repeat(1200);
    let endless = "w".repeat(6000);
    let account = "x".repeat(2900);
    let han: String = ('\u{4e00}'..'\u{6400}').collect(); // more than twenty fonts of pixels
    let key = |grouping| {
        let qr = Some(Qr::new(Secret(&account), words.as_str().into()).unwrap());
        Block::Key(Key { label: "L".into(), secret: Secret(&long), grouping, qr })
    };
    let code = |_| Code { number: Some(u32::MAX), text: Secret(&long), tick: Tick::Used };
    let mut sheets: Vec<Sheet<'_>> = vec![kit(), hostile(), codes(0), codes(1), codes(1000)];
    sheets.push(Sheet {
        title: words.as_str().into(),
        subtitle: "".into(),
        footer: words.as_str().into(),
        blocks: vec![],
    });
    sheets.push(sheet_of(Block::Heading(words.as_str().into())));
    sheets.push(sheet_of(Block::Text(endless.as_str().into())));
    sheets.push(sheet_of(Block::Text(han.as_str().into())));
    sheets.push(sheet_of(Block::Note(words.as_str().into())));
    sheets.push(sheet_of(Block::Command(endless.as_str().into())));
    sheets.push(sheet_of(key(Grouping::Printed)));
    sheets.push(sheet_of(key(Grouping::Bech32)));
    sheets.push(sheet_of(Block::Qr(Qr::new(Secret(&account), words.as_str().into()).unwrap())));
    sheets.push(sheet_of(Block::Codes(Codes { codes: (0..40).map(code).collect() })));
    let broken = |_| Code { number: None, text: Secret("ab\ncd"), tick: Tick::Open };
    sheets.push(sheet_of(Block::Codes(Codes { codes: (0..40).map(broken).collect() })));
    let code = Code { number: None, text: Secret(&endless), tick: Tick::Invalid };
    sheets.push(sheet_of(Block::Codes(Codes { codes: vec![code] })));
    sheets.push(sheet_of(Block::Fields(vec!["".into(); 100])));
    sheets.push(sheet_of(Block::Fields(vec![endless.as_str().into(), endless.as_str().into()])));
    let fact = Fact { label: words.as_str().into(), value: endless.as_str().into() };
    sheets.push(sheet_of(Block::Facts(vec![fact])));
    let faces = face::Faces::shipped();
    for (index, sheet) in sheets.iter().enumerate() {
        for paper in PAPERS {
            let width = paper.width() - 2.0 * flow::SIDE;
            for (top, mark) in flow::pages(sheet, &faces, paper).iter().flat_map(|page| &page.marks) {
                let (right, bottom) = mark.reach(&faces);
                assert!(right <= width + 0.1, "sheet {index} on {paper:?}: {right} > {width}");
                assert!(
                    top + bottom <= paper.height() - 20.0,
                    "sheet {index} on {paper:?}: {top} + {bottom}"
                );
            }
            assert!(Document::load_mem(pdf(sheet, paper).expose()).is_ok(), "sheet {index}");
        }
    }
}

#[test]
fn a_block_stays_on_one_page_if_a_page_can_hold_it() {
    let filler = || Block::Text("line\n".repeat(38).into());
    let mut sheet = kit();
    sheet.blocks.insert(0, filler());
    let faces = face::Faces::shipped();
    let pages = flow::pages(&sheet, &faces, Paper::A4);
    let has = |page: &flow::Page<'_>, wanted: &str| {
        page.marks.iter().any(|(_, mark)| matches!(mark, mark::Mark::Text { text, .. } if text == wanted))
    };
    let with_key: Vec<bool> = pages.iter().map(|page| has(page, "AGE-SECRET-KEY-1")).collect();
    let with_end: Vec<bool> = pages.iter().map(|page| has(page, "EX")).collect();
    assert_eq!(with_key, with_end);
    assert_eq!(with_key.iter().filter(|has| **has).count(), 1);
}

#[test]
fn a_heading_goes_to_the_next_page_with_what_it_heads() {
    let faces = face::Faces::shipped();
    for lines in 30..50 {
        let sheet = Sheet {
            blocks: vec![
                Block::Text("line\n".repeat(lines).into()),
                Block::Heading("Head".into()),
                Block::Note("Body".into()),
            ],
            ..kit()
        };
        let pages = flow::pages(&sheet, &faces, Paper::A4);
        let page_of = |wanted: &str| {
            pages.iter().position(|page| {
                page.marks
                    .iter()
                    .any(|(_, mark)| matches!(mark, mark::Mark::Text { text, .. } if text == wanted))
            })
        };
        assert_eq!(page_of("Head"), page_of("Body"), "after {lines} lines");
    }
}

#[test]
fn the_same_sheet_is_the_same_file() {
    for sheet in [kit(), codes(100), hostile()] {
        assert!(pdf(&sheet, Paper::A4).expose() == pdf(&sheet, Paper::A4).expose());
        assert!(pdf(&sheet, Paper::A4).expose() != pdf(&sheet, Paper::Letter).expose());
    }
}

#[test]
fn a_kit_is_one_page_on_either_paper() {
    for paper in PAPERS {
        let file = pdf(&kit(), paper);
        assert_eq!(Document::load_mem(file.expose()).unwrap().get_pages().len(), 1, "{paper:?}");
        assert!(file.expose().len() < 64 * 1024, "only the used part of each face is in it");
    }
}
