//! Image files good, bad and hostile.

use super::*;
use image::{GrayAlphaImage, GrayImage, ImageFormat, LumaA, RgbImage};

const TEXT: &str = "otpauth://totp/Example:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// The code as a picture, four pixels a module, dark on light.
fn code() -> GrayImage {
    let code = qrcode::QrCode::new(TEXT).expect("a short text fits");
    let (modules, colours) = (code.width(), code.to_colors());
    GrayImage::from_fn(240, 240, |x, y| {
        let module = |n: u32| usize::try_from(n / 4).ok()?.checked_sub(6).filter(|n| *n < modules);
        let dark =
            module(x).zip(module(y)).is_some_and(|(x, y)| colours[y * modules + x] == qrcode::Color::Dark);
        image::Luma([if dark { 0 } else { 255 }])
    })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("an encodable picture");
    bytes.into_inner()
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let found = decode_image_bytes(bytes).expect("a readable picture");
    found.iter().map(|payload| payload.as_str().to_owned()).collect()
}

#[test]
fn every_format_is_told_from_its_content() {
    let picture = DynamicImage::ImageRgb8(DynamicImage::ImageLuma8(code()).into_rgb8());
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif, ImageFormat::Bmp]
    {
        assert_eq!(texts(&encoded(&picture, format)), [TEXT], "{format:?}");
    }
}

#[test]
fn a_code_that_is_only_transparency_is_read_on_white_or_on_black() {
    let code = code();
    for ink in [0, 255] {
        let paper_is_clear = |x, y| LumaA([ink, 255 - code.get_pixel(x, y).0[0]]);
        let drawn = GrayAlphaImage::from_fn(240, 240, paper_is_clear);
        let bytes = encoded(&DynamicImage::ImageLumaA8(drawn), ImageFormat::Png);
        assert_eq!(texts(&bytes), [TEXT], "ink {ink}");
    }
}

#[test]
fn no_code_is_no_error() {
    let blank = DynamicImage::ImageRgb8(RgbImage::new(50, 50));
    assert!(texts(&encoded(&blank, ImageFormat::Png)).is_empty());
}

#[test]
fn a_hundred_megapixels_are_refused_from_the_header_alone() {
    // A BMP header (BITMAPINFOHEADER) for 10,000 by 10,000 pixels with no pixel behind it.
    let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    bytes.extend(10_000_i32.to_le_bytes().repeat(2));
    bytes.extend(b"\x01\0\x18\0".iter().chain(&[0; 24]));
    let refused = decode_image_bytes(&bytes);
    assert!(
        matches!(refused, Err(ScanError::TooManyPixels { width: 10_000, height: 10_000 })),
        "{refused:?}"
    );
}

#[test]
fn a_damaged_picture_is_refused_wherever_it_is_cut() {
    let whole = encoded(&DynamicImage::ImageLuma8(code()), ImageFormat::Png);
    for length in (0..whole.len() - 12).step_by(97) {
        // The last chunk (IEND, 12 bytes) holds nothing; everything before it is missed.
        let refused = decode_image_bytes(whole.get(..length).expect("a prefix"));
        assert!(matches!(refused, Err(ScanError::Damaged | ScanError::NotAPicture)), "{length}: {refused:?}");
    }
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    for bytes in [&b""[..], b"otpauth://totp/x", b"\x7fELF\x02\x01", b"%PDF-1.7", &[0; 5000]] {
        assert!(matches!(decode_image_bytes(bytes), Err(ScanError::NotAPicture)));
    }
    let folder = tempfile::tempdir().expect("a folder");
    assert!(matches!(decode_image_file(folder.path()), Err(ScanError::NotAPicture)));
    assert!(matches!(decode_image_file(&folder.path().join("absent.png")), Err(ScanError::Unreadable(_))));
}

#[test]
fn a_file_beyond_64_mib_is_refused_unread() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    file.as_file().set_len(MAX_FILE_BYTES + 1).expect("a sparse file");
    assert!(matches!(decode_image_file(file.path()), Err(ScanError::FileTooLarge)));
}

#[test]
fn a_bad_file_among_several_hides_none_of_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let picture = encoded(&DynamicImage::ImageLuma8(code()), ImageFormat::Png);
    let paths = ["note.txt", "code.png", "absent.png", "again.png"].map(|name| folder.path().join(name));
    std::fs::write(&paths[0], "no picture").expect("a file");
    std::fs::write(&paths[1], &picture).expect("a file");
    std::fs::write(&paths[3], &picture).expect("a file");
    let files = decode_image_files(&paths);
    let found: Vec<&str> = files.found.iter().map(Payload::as_str).collect();
    assert_eq!(found, [TEXT]);
    let [(note, ScanError::NotAPicture), (absent, ScanError::Unreadable(_))] = files.refused.as_slice()
    else {
        panic!("{:?}", files.refused);
    };
    assert_eq!([note, absent], [&paths[0], &paths[2]]);
}
