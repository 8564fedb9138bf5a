//! Gives back what the engine holds on to after its last page is gone: WebKitGTK's network process, which nobody would
//! end before we do. The engine starts another one with the next page. Ends nothing that is not our own child.

use std::{fs, path::Path};

use rustix::process::{Pid, PidfdFlags, Signal, getpid, pidfd_open, pidfd_send_signal};

/// As the kernel has it: the first 15 bytes of the program's name.
const NETWORK_PROCESS: &str = "WebKitNetworkPr";

/// Ends the network processes of this program. To be called when no page is left. Where the kernel does not tell who
/// our children are, everything stays as it is: it costs memory only.
pub fn release() {
    for child in children() {
        // The handle first: from then on the number cannot come to mean another process.
        if let Ok(handle) = pidfd_open(child, PidfdFlags::empty())
            && is_our_network_process(child)
        {
            // It may have ended by itself.
            let _ = pidfd_send_signal(handle, Signal::TERM);
        }
    }
}

/// What each of our threads has started (proc(5), `/proc/pid/task/tid/children`).
fn children() -> Vec<Pid> {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let numbers = lists.flat_map(|list| list.split_whitespace().map(str::parse).collect::<Vec<_>>());
    numbers.filter_map(|number| Pid::from_raw(number.ok()?)).collect()
}

fn is_our_network_process(pid: Pid) -> bool {
    let stat = fs::read_to_string(Path::new("/proc").join(pid.as_raw_nonzero().to_string()).join("stat"));
    stat.is_ok_and(|stat| name_and_parent(&stat) == Some((NETWORK_PROCESS, getpid().as_raw_nonzero().get())))
}

/// From `/proc/pid/stat`: the name stands in parentheses and may hold some itself; after it come the state and the parent.
fn name_and_parent(stat: &str) -> Option<(&str, i32)> {
    let (head, tail) = stat.rsplit_once(") ")?;
    let (_, name) = head.split_once('(')?;
    Some((name, tail.split(' ').nth(1)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader},
        os::unix::process::ExitStatusExt,
        process::{Child, Command, Stdio},
    };

    use super::*;

    /// A child that goes by `name` and waits.
    fn child_named(name: &str) -> Child {
        let script = format!("printf {name} > /proc/$$/comm; echo; read never");
        let mut child = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut String::new()).unwrap();
        child
    }

    #[test]
    fn a_name_may_hold_parentheses() {
        assert_eq!(name_and_parent("7 (WebKitNetworkPr) S 42 7 7"), Some((NETWORK_PROCESS, 42)));
        assert_eq!(name_and_parent("7 (a) S 1 (b) R 42 7"), Some(("a) S 1 (b", 42)));
        assert_eq!(name_and_parent("7 (a"), None);
    }

    #[test]
    fn the_network_process_ends_and_no_other_child() {
        let (mut other, mut network) = (child_named("WebKitWebProces"), child_named(NETWORK_PROCESS));
        release();
        network.stdin = None; // What was left alone would now end by itself, and not by a signal.
        assert_eq!(network.wait().unwrap().signal(), Some(Signal::TERM.as_raw()));
        other.stdin = None;
        assert_eq!(other.wait().unwrap().signal(), None);
    }
}
