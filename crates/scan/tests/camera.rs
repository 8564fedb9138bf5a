//! The camera path on real system calls: the probe runs unmodified over the preloaded camera of `tests/camera`, in every
//! format and through every fault. Each wait is for a line the probe prints; a line that never comes fails the test.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{OnceLock, mpsc},
    thread,
    time::Duration,
};

const TEXT: &str = "otpauth://totp/Example:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
const OTHER_TEXT: &str = "otpauth://totp/Example:bob?secret=MZXW6YTBOI======&issuer=Example";
/// Far above what anything here takes on a loaded machine; only a hang reaches it.
const PATIENCE: Duration = Duration::from_secs(60);

/// The preloaded camera, compiled once for all tests.
fn camera_library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/camera/camera.c");
        let library =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("camera-{}.so", std::process::id()));
        let cc = Command::new("cc")
            .args(["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o"])
            .args([&library, &source])
            .status();
        assert!(cc.unwrap().success(), "tests/camera/camera.c does not compile");
        library
    })
}

/// An example of this crate. A plain `cargo test` has built it; `--test camera` alone has not.
fn example(name: &str) -> PathBuf {
    static BUILT: OnceLock<()> = OnceLock::new();
    // target/debug/deps/camera-0123 -> target/debug/examples/NAME
    let tests = std::env::current_exe().unwrap();
    let path = tests.ancestors().nth(2).unwrap().join("examples").join(name);
    if !path.exists() {
        BUILT.get_or_init(|| {
            let cargo =
                Command::new(env!("CARGO")).args(["build", "-q", "-p", "scan", "--examples"]).status();
            assert!(cargo.unwrap().success(), "the examples do not compile");
        });
    }
    path
}

/// A folder with the frame that the camera shows, and the settings it runs with. It must outlive its probes.
struct Stage {
    format: String,
    folder: tempfile::TempDir,
    settings: Vec<(&'static str, String)>,
}

impl Stage {
    fn new(format: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let frame = folder.path().join("frame").display().to_string();
        let fault = folder.path().join("fault").display().to_string();
        let settings = vec![
            ("KEEPWARD_CAMERA_FORMAT", format.to_owned()),
            ("KEEPWARD_CAMERA_FRAME", frame),
            ("KEEPWARD_CAMERA_FAULT_FILE", fault),
        ];
        let stage = Self { format: format.to_owned(), folder, settings };
        stage.show(TEXT);
        stage
    }

    fn with(mut self, setting: &'static str, value: &str) -> Self {
        self.settings.push((setting, value.to_owned()));
        self
    }

    /// Puts a code before the camera, perhaps while it runs.
    fn show(&self, text: &str) {
        let writer = Command::new(example("camera_frame"))
            .args([text, &self.format, "640x480"])
            .arg(self.folder.path().join("frame"))
            .status();
        assert!(writer.unwrap().success(), "no frame was written");
    }

    /// Lets the camera fail from its next frame or request on.
    fn strike(&self, fault: &str) {
        std::fs::write(self.folder.path().join("fault"), fault).unwrap();
    }

    fn probe(&self, arguments: &[&str]) -> Probe {
        let mut child = Command::new(example("camera_probe"))
            .args(arguments)
            .env("LD_PRELOAD", camera_library())
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (line, lines) = mpsc::channel();
        thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|text| line.send(text)));
        Probe { stdin: child.stdin.take(), child, lines }
    }
}

/// A running probe and what it has said.
struct Probe {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: mpsc::Receiver<String>,
}

impl Probe {
    /// Waits for the line `wanted`, passing over others; gives those.
    fn expect(&self, wanted: &str) -> Vec<String> {
        let mut passed = Vec::new();
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) if line == wanted => return passed,
                Ok(line) => passed.push(line),
                Err(_) => panic!("no line {wanted:?} after {passed:?}"),
            }
        }
    }

    /// Everything it says until it ends.
    fn rest(self) -> Vec<String> {
        self.lines.iter().collect()
    }

    /// Drops the camera in the probe and sees it end by itself.
    fn stop(mut self) {
        drop(self.stdin.take());
        self.expect("stopped");
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn reads_the_code_in(format: &str) {
    let stage = Stage::new(format);
    let probe = stage.probe(&["watch"]);
    probe.expect("started");
    probe.expect(&format!("found {TEXT}"));
    probe.stop();
}

#[test]
fn a_code_is_read_from_yuyv() {
    reads_the_code_in("YUYV");
}

#[test]
fn a_code_is_read_from_nv12() {
    reads_the_code_in("NV12");
}

#[test]
fn a_code_is_read_from_rgb() {
    reads_the_code_in("RGB3");
}

#[test]
fn a_code_is_read_from_bgr() {
    reads_the_code_in("BGR3");
}

#[test]
fn a_code_is_read_from_jpeg_frames() {
    reads_the_code_in("MJPG");
}

#[test]
fn grey_which_nokhwa_refuses_is_read_directly() {
    reads_the_code_in("GREY");
}

#[test]
fn a_rate_of_29_97_which_nokhwa_refuses_is_read_directly() {
    let stage = Stage::new("YUYV").with("KEEPWARD_CAMERA_RATE", "30000/1001");
    let probe = stage.probe(&["watch"]);
    probe.expect(&format!("found {TEXT}"));
    probe.stop();
}

#[test]
fn previews_are_jpeg_pictures_at_most_640_wide() {
    let stage = Stage::new("YUYV");
    let probe = stage.probe(&["watch"]);
    probe.expect("preview 640x480");
    probe.stop();
}

#[test]
fn a_second_code_is_found_while_the_camera_runs_and_the_first_not_repeated() {
    let stage = Stage::new("YUYV");
    let probe = stage.probe(&["watch", "/dev/video42"]);
    probe.expect(&format!("found {TEXT}"));
    stage.show(OTHER_TEXT);
    let between = probe.expect(&format!("found {OTHER_TEXT}"));
    assert!(!between.iter().any(|line| line.starts_with("found")), "reported again: {between:?}");
    probe.stop();
}

#[test]
fn only_nodes_that_can_capture_are_listed() {
    let stage = Stage::new("YUYV").with("KEEPWARD_CAMERA_METADATA", "/dev/video43");
    let listed = stage.probe(&["list"]).rest();
    assert!(listed.contains(&"camera /dev/video42 Test camera".to_owned()), "{listed:?}");
    assert!(!listed.iter().any(|line| line.contains("video43")), "{listed:?}");
}

#[test]
fn a_camera_that_is_not_there_is_said_to_be_missing() {
    let refused = Stage::new("YUYV").probe(&["watch", "/dev/video63"]).rest();
    assert_eq!(refused, ["refused NoCamera"]);
}

#[test]
fn a_camera_in_use_is_said_to_be_busy() {
    let stage = Stage::new("YUYV");
    stage.strike("busy");
    assert_eq!(stage.probe(&["watch"]).rest(), ["refused Busy"]);
}

#[test]
fn a_camera_we_may_not_open_is_said_to_be_denied() {
    let stage = Stage::new("YUYV");
    stage.strike("denied");
    assert_eq!(stage.probe(&["watch"]).rest(), ["refused Denied"]);
}

#[test]
fn unplugging_during_a_scan_is_an_ordinary_event() {
    let stage = Stage::new("YUYV");
    let mut probe = stage.probe(&["watch"]);
    probe.expect(&format!("found {TEXT}"));
    stage.strike("unplug");
    probe.expect("failed Unplugged");
    assert!(probe.child.wait().unwrap().success());
}

#[test]
fn a_stalled_camera_is_told_and_left_behind() {
    let stage = Stage::new("YUYV");
    let mut probe = stage.probe(&["watch"]);
    probe.expect(&format!("found {TEXT}"));
    stage.strike("stall");
    probe.expect("failed Silent");
    assert!(probe.child.wait().unwrap().success());
}

#[test]
fn dropping_a_stalled_camera_does_not_hang() {
    let stage = Stage::new("YUYV");
    let probe = stage.probe(&["watch"]);
    probe.expect("started");
    stage.strike("stall");
    probe.stop();
}

#[test]
fn a_stalled_camera_that_is_read_directly_is_told_as_well() {
    let stage = Stage::new("GREY");
    let probe = stage.probe(&["watch"]);
    probe.expect(&format!("found {TEXT}"));
    stage.strike("stall");
    probe.expect("failed Silent");
}
