//! Writes one raw camera frame that shows a QR code, for the camera of `tests/camera`:
//! `camera_frame TEXT FORMAT WIDTHxHEIGHT FILE`. An empty text gives a frame without a code.
#![forbid(unsafe_code)]

use anyhow::{Context, bail};
use image::{GrayImage, Luma, codecs::jpeg::JpegEncoder, imageops};
use std::path::Path;

const PAPER: Luma<u8> = Luma([225]);
const WALL: Luma<u8> = Luma([90]);

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [text, format, size, file] = arguments.as_slice() else {
        bail!("usage: camera_frame TEXT YUYV|NV12|RGB3|BGR3|GREY|MJPG WIDTHxHEIGHT FILE");
    };
    let (width, height) = size.split_once('x').context("the size is not WIDTHxHEIGHT")?;
    let picture = scene(text, width.parse()?, height.parse()?)?;
    replace(Path::new(file), &pixels(&picture, format)?)
}

/// A sheet of paper with the code, held in the middle of the picture.
fn scene(text: &str, width: u32, height: u32) -> anyhow::Result<GrayImage> {
    let mut scene = GrayImage::from_pixel(width, height, WALL);
    if text.is_empty() {
        return Ok(scene);
    }
    let code = qrcode::QrCode::new(text).context("the text does not fit in a QR code")?;
    let modules = u32::try_from(code.width())?;
    let scale = height * 3 / 4 / (modules + 8);
    if scale < 2 {
        bail!("the picture is too small for this text");
    }
    let sheet = GrayImage::from_fn((modules + 8) * scale, (modules + 8) * scale, |x, y| {
        let module = |n: u32| {
            (n / scale).checked_sub(4).filter(|n| *n < modules).and_then(|n| usize::try_from(n).ok())
        };
        match (module(x), module(y)) {
            (Some(x), Some(y)) if code[(x, y)] == qrcode::Color::Dark => Luma([35]),
            _ => PAPER,
        }
    });
    let middle = |whole: u32, part: u32| i64::from((whole - part) / 2);
    imageops::replace(&mut scene, &sheet, middle(width, sheet.width()), middle(height, sheet.height()));
    Ok(scene)
}

/// The picture as a camera of this format sends it.
fn pixels(picture: &GrayImage, format: &str) -> anyhow::Result<Vec<u8>> {
    let luma = picture.as_raw();
    Ok(match format {
        "GREY" => luma.clone(),
        "YUYV" => luma.iter().flat_map(|y| [*y, 128]).collect(),
        "NV12" => luma.iter().copied().chain(std::iter::repeat_n(128, luma.len() / 2)).collect(),
        "RGB3" | "BGR3" => luma.iter().flat_map(|y| [*y; 3]).collect(),
        "MJPG" => {
            let mut jpeg = Vec::new();
            JpegEncoder::new_with_quality(&mut jpeg, 85).encode_image(picture)?;
            jpeg
        }
        other => bail!("no camera format {other}"),
    })
}

/// By rename, so that a camera that reads the file meanwhile sees the old or the new frame, never half of one.
fn replace(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let fresh = file.with_extension("fresh");
    std::fs::write(&fresh, bytes)?;
    Ok(std::fs::rename(&fresh, file)?)
}
