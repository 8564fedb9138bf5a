//! Notices when another program has written into the vault's folder: the command line, a second computer's sync. Waits in
//! the kernel, without polling (inotify(7)); where that is not possible, changes are seen when something is next saved.
//! What is done about it is the caller's.

use std::{io, mem::MaybeUninit, path::Path, thread};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};

/// Room for a handful of events; more wait in the kernel.
const ROOM: usize = 4096;

/// Calls `on_change` from a thread of its own after every file that was put in place in `folder`. Every writer of a vault
/// replaces whole files by renaming, so a rename is all there is to see. Calls `on_end` when the folder itself is gone, or
/// its disk: then nothing more is noticed.
///
/// # Errors
/// The folder does not exist yet, or the system has no watch to give.
pub fn watch(
    folder: &Path,
    on_change: impl Fn() + Send + 'static,
    on_end: impl FnOnce() + Send + 'static,
) -> io::Result<()> {
    let kernel = inotify::init(CreateFlags::CLOEXEC)?;
    inotify::add_watch(&kernel, folder, WatchFlags::MOVED_TO | WatchFlags::ONLYDIR)?;
    thread::spawn(move || {
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut events = Reader::new(&kernel, &mut room);
        while let Ok(event) = events.next() {
            if event.events().contains(ReadFlags::IGNORED) {
                break;
            }
            if events.is_buffer_empty() {
                on_change(); // once for a burst of events
            }
        }
        on_end();
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{fs, sync::mpsc, time::Duration};

    use super::*;

    #[test]
    fn a_file_put_in_place_is_noticed_and_one_being_written_is_not() {
        let folder = std::env::temp_dir().join(format!("keepward-watch-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (changed, changes) = mpsc::channel();
        let (ended, end) = mpsc::channel();
        watch(&folder, move || changed.send(()).unwrap(), move || ended.send(()).unwrap()).unwrap();
        fs::write(folder.join("part"), "x").unwrap();
        fs::rename(folder.join("part"), folder.join("whole")).unwrap();
        changes.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(changes.try_recv().is_err());
        fs::remove_dir_all(&folder).unwrap();
        end.recv_timeout(Duration::from_secs(60)).unwrap();
    }

    #[test]
    fn a_folder_that_is_not_there_is_said_so() {
        assert!(watch(Path::new("/nowhere/at/all"), || {}, || {}).is_err());
    }
}
