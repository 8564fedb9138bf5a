//! One report: the first of a message, or one that goes on with it (CTAP 2.2 §11.2.4).

/// What goes over the wire at a time.
pub type Report = [u8; 64];

/// A logical channel between one client and the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Channel(pub u32);

impl Channel {
    /// Where a client asks for a channel.
    pub const BROADCAST: Self = Self(0xffff_ffff);
    /// Never given out.
    pub const RESERVED: Self = Self(0);

    /// The channel that a report is of.
    pub fn of(report: &Report) -> Self {
        let (id, _) = report.split_first_chunk().expect("64 bytes begin with four");
        Self(u32::from_be_bytes(*id))
    }
}

/// The most bytes of one message: 57 in the first report, 59 in each of 128 more.
pub(crate) const LONGEST: usize = FIRST + NEXT * 128;
const FIRST: usize = 57;
const NEXT: usize = 59;

/// A report, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame<'r> {
    /// Begins a message of `length` bytes.
    First { command: u8, length: usize, data: &'r [u8] },
    /// Goes on with it.
    Next { sequence: u8, data: &'r [u8] },
}

impl<'r> Frame<'r> {
    pub fn of(report: &'r Report) -> Self {
        let [_, _, _, _, kind, rest @ ..] = report;
        if kind & 0x80 == 0 {
            return Self::Next { sequence: *kind, data: rest };
        }
        let [high, low, data @ ..] = rest;
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        Self::First { command: kind & 0x7f, length, data: data.get(..length.min(FIRST)).unwrap_or(data) }
    }
}

/// The reports that carry `payload`.
pub(crate) fn reports(channel: Channel, command: u8, payload: &[u8]) -> Vec<Report> {
    let length = u16::try_from(payload.len()).expect("nobody sends more than LONGEST");
    let (first, rest) = payload.split_at(payload.len().min(FIRST));
    let [high, low] = length.to_be_bytes();
    let mut reports = vec![report(channel, &[command | 0x80, high, low], first)];
    for (sequence, data) in (0_u8..128).zip(rest.chunks(NEXT)) {
        reports.push(report(channel, &[sequence], data));
    }
    reports
}

fn report(channel: Channel, head: &[u8], data: &[u8]) -> Report {
    let mut report = [0; 64];
    let bytes = channel.0.to_be_bytes().into_iter().chain(head.iter().copied()).chain(data.iter().copied());
    report.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    report
}
