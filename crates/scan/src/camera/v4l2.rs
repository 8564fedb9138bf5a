//! Linux cameras seen through V4L2: which nodes can capture, what they offer, and capture without nokhwa for what it
//! refuses (rates such as 29.97, `GREY`, drivers without a list of rates). V4L2 API, kernel.org userspace-api/media/v4l.

use super::{
    CameraError, CameraInfo, FrameSource,
    capture::NokhwaCamera,
    format::{self, Offer, Rate},
};
use crate::{Frame, PixelLayout};
use std::{io, panic, path::Path, time::Duration};
use v4l::{
    Device, Format, FourCC, Fraction,
    buffer::Type,
    capability::Flags,
    frameinterval::FrameIntervalEnum,
    framesize::FrameSizeEnum,
    io::{mmap::Stream, traits::CaptureStream},
    video::{Capture, capture::Parameters},
};

/// V4L2's names of the layouts we read.
const FOURCCS: [(&[u8; 4], PixelLayout); 6] = [
    (b"YUYV", PixelLayout::Yuyv),
    (b"NV12", PixelLayout::Nv12),
    (b"GREY", PixelLayout::Grey),
    (b"RGB3", PixelLayout::Rgb),
    (b"BGR3", PixelLayout::Bgr),
    (b"MJPG", PixelLayout::Mjpeg),
];

/// Sizes asked of a driver that offers any size.
const USUAL_SIZES: [(u32, u32); 2] = [(1280, 720), (640, 480)];
/// What a driver that lists no rates is asked for.
const USUAL_RATE: Rate = Rate { frames: 30, seconds: 1 };
/// A frame that takes longer will not come.
const FRAME_TIMEOUT: Duration = Duration::from_secs(2);

/// The capture nodes in `/dev`. A node that may not be opened is listed, so that starting it can say so.
pub(super) fn list() -> Vec<CameraInfo> {
    let mut nodes: Vec<u32> = std::fs::read_dir("/dev")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_prefix("video")?.parse().ok())
        .collect();
    nodes.sort_unstable();
    nodes.into_iter().filter_map(describe).collect()
}

/// The node `/dev/videoN` as a camera, or `None` if it gives no pictures: USB cameras have a metadata node as well,
/// loopbacks and encoders have output nodes.
fn describe(number: u32) -> Option<CameraInfo> {
    let id = format!("/dev/video{number}");
    let capabilities = quietly(|| Device::with_path(&id)?.query_caps());
    let name = match capabilities {
        Ok(caps) if caps.capabilities.contains(Flags::VIDEO_CAPTURE | Flags::STREAMING) => caps.card,
        Ok(_) => return None,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => format!("Camera {number}"),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => format!("Camera {number}"),
        Err(_) => return None,
    };
    Some(CameraInfo { id, name })
}

/// Opens the camera at `path` (the first one if `None`) in its best format: with nokhwa, or without where it fails.
pub(super) fn open(path: Option<&str>) -> Result<Box<dyn FrameSource<Error = CameraError>>, CameraError> {
    let listed = list();
    let path = path.or(listed.first().map(|camera| camera.id.as_str())).ok_or(CameraError::NoCamera)?;
    let offers = offers(path).map_err(|error| explain(&error))?;
    let offer = format::choose(&offers).ok_or(CameraError::NoUsableFormat)?;
    if let Some(number) = path.strip_prefix("/dev/video").and_then(|number| number.parse().ok())
        && let Ok(camera) = quietly(|| NokhwaCamera::open(number, offer))
    {
        return Ok(Box::new(camera));
    }
    match quietly(|| V4l2Camera::open(path, offer)) {
        Ok(camera) => Ok(Box::new(camera)),
        Err(error) => Err(explain(&error)),
    }
}

/// Runs `work` over `v4l`, which panics where a driver's text is not UTF-8 (a name cut at 32 bytes is enough).
fn quietly<T, E: From<Panicked>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    panic::catch_unwind(panic::AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Panicked.into()))
}

/// A library gave up over what the driver said.
struct Panicked;

impl From<Panicked> for io::Error {
    fn from(_: Panicked) -> Self {
        io::Error::from(io::ErrorKind::InvalidData)
    }
}

impl From<Panicked> for CameraError {
    fn from(_: Panicked) -> Self {
        CameraError::NoUsableFormat
    }
}

/// Everything the camera offers in a layout we read.
fn offers(path: &str) -> io::Result<Vec<Offer>> {
    let device = Device::with_path(path)?;
    let mut offers = Vec::new();
    for (fourcc, layout) in FOURCCS {
        let code = FourCC::new(fourcc);
        for size in device.enum_framesizes(code).unwrap_or_default() {
            for (width, height) in sizes(&size.size) {
                for rate in rates(&device, code, width, height) {
                    offers.push(Offer { layout, width, height, rate });
                }
            }
        }
    }
    Ok(offers)
}

fn sizes(offered: &FrameSizeEnum) -> Vec<(u32, u32)> {
    match offered {
        FrameSizeEnum::Discrete(size) => vec![(size.width, size.height)],
        FrameSizeEnum::Stepwise(range) => {
            let fits = |&(width, height): &(u32, u32)| {
                (range.min_width..=range.max_width).contains(&width)
                    && (range.min_height..=range.max_height).contains(&height)
            };
            let usual: Vec<_> = USUAL_SIZES.into_iter().filter(fits).collect();
            if usual.is_empty() { vec![(range.max_width, range.max_height)] } else { usual }
        }
    }
}

fn rates(device: &Device, code: FourCC, width: u32, height: u32) -> Vec<Rate> {
    let intervals = device.enum_frameintervals(code, width, height).unwrap_or_default();
    let rate = |interval: Fraction| Rate { frames: interval.denominator, seconds: interval.numerator };
    let rates: Vec<Rate> = intervals
        .into_iter()
        .map(|listed| match listed.interval {
            FrameIntervalEnum::Discrete(interval) => rate(interval),
            FrameIntervalEnum::Stepwise(range) => {
                let fastest = rate(range.min); // the shortest interval
                if fastest.per_second() > USUAL_RATE.frames { USUAL_RATE } else { fastest }
            }
        })
        .collect();
    if rates.is_empty() { vec![USUAL_RATE] } else { rates }
}

/// A camera that streams through V4L2 itself, with a time-out on every frame.
struct V4l2Camera {
    stream: Stream<'static>,
    width: u32,
    height: u32,
    layout: PixelLayout,
}

impl V4l2Camera {
    fn open(path: impl AsRef<Path>, offer: Offer) -> io::Result<Self> {
        let device = Device::with_path(path)?;
        let known = |(fourcc, layout)| (layout == offer.layout).then_some(fourcc);
        let fourcc = FOURCCS.into_iter().find_map(known).ok_or(io::ErrorKind::Unsupported)?;
        // The driver may adjust what it is asked for; what it answers is what it sends.
        let format = device.set_format(&Format::new(offer.width, offer.height, FourCC::new(fourcc)))?;
        let sent = |(fourcc, layout)| (format.fourcc == FourCC::new(fourcc)).then_some(layout);
        let layout = FOURCCS.into_iter().find_map(sent).ok_or(io::ErrorKind::Unsupported)?;
        // Not every driver has rates to set; it then sends at its own.
        let interval = Fraction::new(offer.rate.seconds, offer.rate.frames);
        let _ = device.set_params(&Parameters::new(interval));
        let mut stream = Stream::new(&device, Type::VideoCapture)?;
        stream.set_timeout(FRAME_TIMEOUT);
        Ok(Self { stream, width: format.width, height: format.height, layout })
    }
}

impl FrameSource for V4l2Camera {
    type Error = CameraError;

    fn next_frame(&mut self) -> Result<Option<Frame>, CameraError> {
        let (bytes, _) = self.stream.next().map_err(|error| explain(&error))?;
        Frame::new(bytes.to_vec(), self.width, self.height, self.layout)
            .map(Some)
            .map_err(|_| CameraError::Unplugged)
    }
}

/// What the kernel's error means to a person.
fn explain(error: &io::Error) -> CameraError {
    match error.kind() {
        io::ErrorKind::NotFound => CameraError::NoCamera,
        io::ErrorKind::PermissionDenied => CameraError::Denied,
        io::ErrorKind::ResourceBusy => CameraError::Busy,
        io::ErrorKind::TimedOut => CameraError::Silent,
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            CameraError::NoUsableFormat
        }
        _ => CameraError::Unplugged, // EIO and ENODEV after the plug was pulled
    }
}
