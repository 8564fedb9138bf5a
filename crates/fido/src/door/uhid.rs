//! A virtual HID device by `/dev/uhid` (Linux, `linux/uhid.h`, Documentation/hid/uhid.rst): browsers, `ssh` and libfido2
//! see a security key. Events are plain bytes, read and written; nothing here is unsafe.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use thiserror::Error;

use crate::door::{Carries, Received, Wire};
use crate::hid::Report;

/// Why there is no virtual device.
#[derive(Debug, Error)]
pub enum UhidError {
    /// The kernel has no such device file.
    #[error(
        "This computer has no /dev/uhid. Load the kernel module uhid (as root: modprobe uhid) and try again."
    )]
    Missing,
    /// It is there and not for us.
    #[error(
        "Keepward may not open /dev/uhid. Install the udev rule that comes with Keepward, then sign out and in again."
    )]
    NotAllowed,
    /// Something else.
    #[error("The virtual security key cannot be made: {0}. Try again, or use another way.")]
    Failed(#[source] io::Error),
}

/// A virtual security key. Dropping it unplugs it.
#[derive(Debug)]
pub struct UhidWire {
    file: File,
}

/// The events that we write or read, by number (enum uhid_event_type).
mod event {
    pub const DESTROY: u32 = 1;
    pub const CLOSE: u32 = 5;
    pub const OUTPUT: u32 = 6;
    pub const GET_REPORT: u32 = 9;
    pub const GET_REPORT_REPLY: u32 = 10;
    pub const CREATE2: u32 = 11;
    pub const INPUT2: u32 = 12;
    pub const SET_REPORT: u32 = 13;
    pub const SET_REPORT_REPLY: u32 = 14;
}

/// `sizeof(struct uhid_event)`: the kernel takes shorter writes and fills them up; it never gives more.
const EVENT: usize = 4_380;
/// `EIO`, as the kernel wants it in a reply.
const EIO: u16 = 5;
const BUS_USB: u16 = 0x03;

/// CTAP 2.2 §11.2.8.2: usage page 0xF1D0, usage 1, 64 bytes in and out.
const DESCRIPTOR: [u8; 34] = [
    0x06, 0xd0, 0xf1, 0x09, 0x01, 0xa1, 0x01, 0x09, 0x20, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95,
    0x40, 0x81, 0x02, 0x09, 0x21, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08, 0x95, 0x40, 0x91, 0x02, 0xc0,
];

impl UhidWire {
    /// Plugs in a virtual key that is called `name`.
    ///
    /// # Errors
    /// [`UhidError`] when the system does not let us.
    pub fn plug(name: &str) -> Result<Self, UhidError> {
        Self::plug_at(Path::new("/dev/uhid"), name)
    }

    fn plug_at(path: &Path, name: &str) -> Result<Self, UhidError> {
        let file = OpenOptions::new().read(true).write(true).open(path);
        let mut file = file.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => UhidError::Missing,
            io::ErrorKind::PermissionDenied => UhidError::NotAllowed,
            _ => UhidError::Failed(error),
        })?;
        file.write_all(&create(name)).map_err(UhidError::Failed)?;
        Ok(Self { file })
    }

    fn reply(&self, kind: u32, id: u32) -> io::Result<()> {
        (&self.file).write_all(&refusal(kind, id))
    }
}

impl<S> Carries<S> for UhidWire {}

impl Wire for UhidWire {
    fn receive(&self, within: Duration) -> io::Result<Received> {
        let timeout = Timespec::try_from(within).unwrap_or_default();
        let mut waiting = [PollFd::new(&self.file, PollFlags::IN)];
        match poll(&mut waiting, Some(&timeout)) {
            Ok(0) => return Ok(Received::Nothing),
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => return Ok(Received::Nothing),
            Err(error) => return Err(error.into()),
        }
        let mut buffer = [0; EVENT];
        let length = (&self.file).read(&mut buffer)?;
        match read(buffer.get(..length).unwrap_or_default()) {
            Event::Output(report) => Ok(Received::Report(report)),
            // The last program that had the device open has closed it.
            Event::Close => Ok(Received::Gone),
            Event::Get(id) => self.reply(event::GET_REPORT_REPLY, id).map(|()| Received::Nothing),
            Event::Set(id) => self.reply(event::SET_REPORT_REPLY, id).map(|()| Received::Nothing),
            Event::Other => Ok(Received::Nothing),
        }
    }

    fn send(&self, report: &Report) -> io::Result<()> {
        (&self.file).write_all(&input(report))
    }
}

impl Drop for UhidWire {
    fn drop(&mut self) {
        // Closing the file unplugs as well.
        let _ = self.file.write_all(&event::DESTROY.to_ne_bytes());
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Output(Report),
    Close,
    Get(u32),
    Set(u32),
    Other,
}

/// `struct uhid_create2_req`: name, phys and uniq of 128, 64 and 64 bytes, then sizes and numbers, then the descriptor.
fn create(name: &str) -> Vec<u8> {
    /// pid.codes' vendor, and a product number for tests of it.
    const VENDOR: u32 = 0x1209;
    const PRODUCT: u32 = 0xf1d0;
    let mut bytes = event::CREATE2.to_ne_bytes().to_vec();
    bytes.extend(fixed::<128>(name));
    bytes.extend(fixed::<64>("keepward"));
    bytes.extend(fixed::<64>(""));
    bytes.extend(u16::try_from(DESCRIPTOR.len()).unwrap_or_default().to_ne_bytes());
    bytes.extend(BUS_USB.to_ne_bytes());
    for number in [VENDOR, PRODUCT, 1, 0] {
        bytes.extend(number.to_ne_bytes());
    }
    bytes.extend(DESCRIPTOR);
    bytes.resize(EVENT, 0);
    bytes
}

/// `text` and at least one zero.
fn fixed<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    let cut = text.get(..text.floor_char_boundary(N - 1)).unwrap_or_default();
    bytes.iter_mut().zip(cut.bytes()).for_each(|(place, byte)| *place = byte);
    bytes
}

/// `struct uhid_input2_req`: a size and the report.
fn input(report: &Report) -> Vec<u8> {
    [&event::INPUT2.to_ne_bytes()[..], &64_u16.to_ne_bytes(), report].concat()
}

/// `struct uhid_get_report_reply_req` and its twin, saying that there is none.
fn refusal(kind: u32, id: u32) -> Vec<u8> {
    [&kind.to_ne_bytes()[..], &id.to_ne_bytes(), &EIO.to_ne_bytes(), &[0, 0]].concat()
}

/// An event, as far as it matters here.
fn read(bytes: &[u8]) -> Event {
    let Some((kind, rest)) = bytes.split_first_chunk() else { return Event::Other };
    let id = || rest.first_chunk().map(|id| u32::from_ne_bytes(*id));
    match u32::from_ne_bytes(*kind) {
        event::OUTPUT => output(rest).map_or(Event::Other, Event::Output),
        event::CLOSE => Event::Close,
        event::GET_REPORT => id().map_or(Event::Other, Event::Get),
        event::SET_REPORT => id().map_or(Event::Other, Event::Set),
        _ => Event::Other,
    }
}

/// `struct uhid_output_req`: 4,096 bytes of data, their size, and a type. The first byte is the number of the report,
/// which is 0 here; what is missing at the end was zero.
fn output(rest: &[u8]) -> Option<Report> {
    let (data, tail) = rest.split_at_checked(4_096)?;
    let size = usize::from(u16::from_ne_bytes(*tail.first_chunk()?));
    let data = data.get(..size)?.split_first()?.1;
    let mut report = [0; 64];
    report.iter_mut().zip(data).for_each(|(place, byte)| *place = *byte);
    Some(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_device_that_is_made_is_laid_out_as_the_kernel_wants_it() {
        let bytes = create("Keepward");
        assert_eq!(bytes.len(), EVENT);
        assert_eq!(bytes[..4], 11_u32.to_ne_bytes());
        assert_eq!(&bytes[4..13], b"Keepward\0");
        assert_eq!(&bytes[132..140], b"keepward");
        // rd_size and bus stand behind the three names, the numbers behind them, then the descriptor.
        assert_eq!(bytes[260..262], 34_u16.to_ne_bytes());
        assert_eq!(bytes[262..264], 3_u16.to_ne_bytes());
        assert_eq!(bytes[264..268], 0x1209_u32.to_ne_bytes());
        assert_eq!(&bytes[280..314], &DESCRIPTOR);
    }

    #[test]
    fn a_name_is_cut_between_characters_and_ends_in_zero() {
        let bytes = create(&"é".repeat(100));
        assert_eq!(bytes[4 + 126..4 + 128], [0, 0]);
        assert!(std::str::from_utf8(&bytes[4..4 + 126]).is_ok());
    }

    #[test]
    fn what_a_client_writes_loses_its_report_number() {
        let mut bytes = event::OUTPUT.to_ne_bytes().to_vec();
        bytes.push(0);
        bytes.extend([7; 64]);
        bytes.resize(4 + 4_096, 0);
        bytes.extend(65_u16.to_ne_bytes());
        bytes.push(1);
        assert_eq!(read(&bytes), Event::Output([7; 64]));
        assert_eq!(read(&bytes[..100]), Event::Other, "an event that is cut short");
        assert_eq!(read(&[]), Event::Other);
        assert_eq!(read(&event::CLOSE.to_ne_bytes()), Event::Close);
    }

    #[test]
    fn a_computer_without_uhid_is_told_what_to_do() {
        let error = UhidWire::plug_at(Path::new("/nonexistent/uhid"), "x").unwrap_err();
        assert!(matches!(error, UhidError::Missing), "{error}");
    }
}
