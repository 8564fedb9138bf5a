use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::*;

/// A PDF of one page with this content and Helvetica as `F1`.
fn pdf(content: Vec<u8>) -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document
        .add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut file = Vec::new();
    document.save_to(&mut file).unwrap();
    file
}

/// The operators that show each text at its place.
fn shown(texts: &[(i64, i64, &str)]) -> Vec<u8> {
    let mut operations =
        vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 12.into()])];
    for (x, y, text) in texts {
        let matrix = [1, 0, 0, 1, *x, *y].into_iter().map(Object::from).collect();
        operations.push(Operation::new("Tm", matrix));
        operations.push(Operation::new("Tj", vec![Object::string_literal(*text)]));
    }
    operations.push(Operation::new("ET", vec![]));
    Content { operations }.encode().unwrap()
}

fn lines(file: &[u8]) -> Vec<String> {
    let text = text(file).unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn text_is_laid_out_as_it_is_seen() {
    // Drawn column by column, and with words of their own in the title.
    let page = shown(&[
        (50, 700, "Duo"),
        (50, 650, "508369349"),
        (50, 635, "580874364"),
        (300, 650, "615939537"),
        (300, 635, "468055374"),
        (78, 700, "codes"),
    ]);
    let mut document = pdf(page);
    let plain = saved(document.clone());
    document.compress();
    for file in [plain, saved(document)] {
        assert_eq!(lines(&file), ["Duo codes", "508369349\t615939537", "580874364\t468055374"]);
    }
}

#[test]
fn spaces_made_by_moving_are_spaces() {
    let content = b"BT /F1 12 Tf 50 700 Td 14 TL [(ACME) -600 (recov) 20 (ery) -600 (codes)] TJ T* (1234) Tj (5678) ' ET".to_vec();
    assert_eq!(lines(&saved(pdf(content))), ["ACME recovery codes", "1234", "5678"]);
}

#[test]
fn letters_set_apart_are_still_words() {
    let letters: Vec<(i64, i64, String)> =
        "ac66f 9f151".chars().zip(0..).map(|(letter, at)| (50 + 9 * at, 700, letter.to_string())).collect();
    let placed: Vec<(i64, i64, &str)> = letters
        .iter()
        .filter(|(.., letter)| letter != " ")
        .map(|(x, y, letter)| (*x, *y, letter.as_str()))
        .collect();
    assert_eq!(lines(&saved(pdf(shown(&placed)))), ["ac66f 9f151"]);
}

#[test]
fn a_pdf_of_pictures_is_named() {
    assert_eq!(text(&saved(pdf(b"q 100 0 0 100 0 0 cm Q".to_vec()))).unwrap_err(), ReadError::PdfWithoutText);
}

#[test]
fn a_bomb_is_refused() {
    let mut bomb = shown(&[(50, 700, "12345678")]);
    bomb.resize(64 << 20, b' ');
    let mut document = pdf(bomb);
    document.compress();
    let file = saved(document);
    assert!(file.len() < 1 << 20, "{} bytes", file.len());
    assert_eq!(text(&file).unwrap_err(), ReadError::PdfTooLarge);
    let many = [b"%PDF-1.5\n".as_slice(), &b"<< /Type /ObjStm >>\n".repeat(300)].concat();
    assert_eq!(text(&many).unwrap_err(), ReadError::PdfTooLarge);
}

#[test]
fn a_damaged_one_is_refused_or_read_in_part_but_never_panics() {
    let whole = saved(pdf(shown(&[(50, 700, "12345678"), (50, 650, "87654321")])));
    for cut in (0..whole.len()).step_by(7) {
        let _ = text(&whole[..cut]);
        let mut damaged = whole.clone();
        damaged[cut] ^= 0x55;
        let _ = text(&damaged);
    }
    assert_eq!(text(b"%PDF-1.7\nnothing of the kind").unwrap_err(), ReadError::PdfDamaged);
}
