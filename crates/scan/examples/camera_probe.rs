//! Prints what the camera module reports, one line an event: `camera_probe list`, or `camera_probe watch [ID]`, which
//! ends with the first failure, or once a line comes in on standard input.
#![forbid(unsafe_code)]

use scan::camera::{self, Camera, CameraEvent};
use std::io::{self, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["list"] => {
            for camera in camera::list() {
                say(&format!("camera {} {}", camera.id, camera.name));
            }
        }
        ["watch"] => watch(None),
        ["watch", id] => watch(Some(id)),
        _ => say("usage: camera_probe list | watch [ID]"),
    }
}

fn watch(id: Option<&str>) {
    let mut previews = 0;
    let camera = Camera::start(id, move |event| match event {
        CameraEvent::Frame(preview) => {
            previews += 1;
            if previews == 1 {
                let jpeg = image::load_from_memory_with_format(&preview.jpeg, image::ImageFormat::Jpeg);
                let size = jpeg.map(|picture| (picture.width(), picture.height()));
                say(&match size {
                    Ok((width, height)) => format!("preview {width}x{height}"),
                    Err(error) => format!("preview is no JPEG: {error}"),
                });
            }
        }
        CameraEvent::Found(payloads) => {
            for payload in payloads {
                say(&format!("found {}", payload.as_str()));
            }
        }
        CameraEvent::Failed(error) => {
            say(&format!("failed {error:?}"));
            std::process::exit(0);
        }
    });
    match camera {
        Ok(camera) => {
            say("started");
            let _ = io::stdin().read_line(&mut String::new());
            drop(camera);
            say("stopped");
        }
        Err(error) => say(&format!("refused {error:?}")),
    }
}

/// A line that a waiting test sees at once; if nobody reads it any more there is nobody to tell.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
