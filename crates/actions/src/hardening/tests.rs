//! What a process leaves behind that panics with a secret in hand. It has to be another process: the hook and the limit hold
//! for all of it. So the test runs itself again, by name, and the second time it is the one that panics.

use std::{
    env,
    process::{Command, Output},
};

use rustix::process::{Resource, getrlimit};

use super::{REASSURANCE, harden};

/// Says to the second process which way to panic.
const WAY: &str = "KEEPWARD_TEST_PANICS";
/// Stands for what must not be printed; the second process has it from its environment, not from its program text.
const SECRET: &str = "KEEPWARD_TEST_SECRET";
const MARKER: &str = "JBSWY3DPEHPK3PXP-marker";

/// What the second process does: prints its limit, then panics. Where the panic comes from decides what kind of value it
/// carries: a literal, a formatted text, an error's own words, any value at all.
fn panic_that_way(way: &str) {
    harden("keepward");
    let core = getrlimit(Resource::Core);
    println!("core file limit: {:?} {:?}", core.current, core.maximum);
    let secret = env::var(SECRET).unwrap();
    match way {
        "formatted" => panic!("cannot use {secret}"),
        "an error" => std::hint::black_box(Err::<(), _>(secret)).unwrap(),
        "a comparison" => assert_eq!(secret, "something else"),
        "a value" => std::panic::panic_any(secret),
        _ => unreachable!(),
    }
}

fn run_again(way: &str) -> Output {
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "hardening::tests::a_panic_says_where_and_not_what",
            "--nocapture",
            "--test-threads=1",
        ])
        .envs([(WAY, way), (SECRET, MARKER), ("RUST_BACKTRACE", "full")])
        .output()
        .unwrap()
}

#[test]
fn a_panic_says_where_and_not_what() {
    if let Ok(way) = env::var(WAY) {
        return panic_that_way(&way);
    }
    for way in ["formatted", "an error", "a comparison", "a value"] {
        let Output { status, stdout, stderr } = run_again(way);
        let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
        assert_eq!(
            status.code(),
            Some(101),
            "{way}: a panic ends the process as Rust's do\n{stdout}{stderr}"
        );
        let place = "keepward: internal error at ";
        let told = stderr.lines().find(|line| line.starts_with(place)).expect("says where");
        assert!(told.contains(".rs:") && told.ends_with(REASSURANCE), "{way}: {told}");
        assert!(!stderr.contains(MARKER) && !stdout.contains(MARKER), "{way}: {stdout}{stderr}");
        // No core file is as small as a byte, so this is none; why it is not zero is said beside the call.
        assert!(stdout.contains("core file limit: Some(1) Some(1)"), "{way}: {stdout}");
    }
}
