//! Reading a camera with `nokhwa`. Which camera and which format is decided before, by `v4l2` on Linux (which also
//! takes over where nokhwa gives up) and by `elsewhere` on other systems.

use super::{CameraError, FrameSource, format::Offer};
use crate::{Frame, PixelLayout};
use nokhwa::{
    Camera, NokhwaError,
    utils::{CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType, Resolution},
};

/// The formats both sides know. nokhwa's `GRAY` is left out: it asks the kernel for a code that no driver uses.
pub(super) const FORMATS: [(FrameFormat, PixelLayout); 5] = [
    (FrameFormat::YUYV, PixelLayout::Yuyv),
    (FrameFormat::NV12, PixelLayout::Nv12),
    (FrameFormat::RAWRGB, PixelLayout::Rgb),
    (FrameFormat::RAWBGR, PixelLayout::Bgr),
    (FrameFormat::MJPEG, PixelLayout::Mjpeg),
];

/// A camera that nokhwa holds open and streaming. It stays on the thread that opened it.
pub(super) struct NokhwaCamera {
    camera: Camera,
    format: Offer,
}

impl NokhwaCamera {
    /// Opens camera `index` in exactly the format `offer`, which the camera must have offered.
    pub(super) fn open(index: u32, offer: Offer) -> Result<Self, CameraError> {
        let format = to_nokhwa(offer).ok_or(CameraError::NoUsableFormat)?;
        let accepted = [format.format()];
        // `Exact`, because the other requests take the first format, the largest, or fail where they should adjust.
        let request = RequestedFormat::with_formats(RequestedFormatType::Exact(format), &accepted);
        let camera = Camera::new(CameraIndex::Index(index), request).map_err(|error| explain(&error))?;
        Self::stream(camera, offer)
    }

    /// Starts `camera`, which is set to `format`.
    pub(super) fn stream(mut camera: Camera, format: Offer) -> Result<Self, CameraError> {
        camera.open_stream().map_err(|error| explain(&error))?;
        Ok(Self { camera, format })
    }
}

impl FrameSource for NokhwaCamera {
    type Error = CameraError;

    /// Blocks without limit if the camera stalls: nokhwa has no time-out, so `watch` keeps the time.
    fn next_frame(&mut self) -> Result<Option<Frame>, CameraError> {
        let Offer { layout, width, height, .. } = self.format;
        let bytes = self.camera.frame_raw().map_err(|_| CameraError::Unplugged)?;
        // The buffer is whole pages long, so it is longer than a frame; a shorter one is a lost connection.
        Frame::new(bytes.into_owned(), width, height, layout).map(Some).map_err(|_| CameraError::Unplugged)
    }
}

/// The format in nokhwa's words, if it has them.
pub(super) fn to_nokhwa(offer: Offer) -> Option<CameraFormat> {
    let (format, _) = FORMATS.into_iter().find(|(_, layout)| *layout == offer.layout)?;
    // nokhwa drops rates such as 30000/1001 from its list and then refuses the camera.
    (offer.rate.seconds == 1)
        .then(|| CameraFormat::new(Resolution::new(offer.width, offer.height), format, offer.rate.frames))
}

/// nokhwa gives the system's error only as text in the system's language, so the step that failed has to do.
pub(super) fn explain(error: &NokhwaError) -> CameraError {
    match error {
        NokhwaError::OpenDeviceError(..) | NokhwaError::InitializeError { .. } => CameraError::NoCamera,
        NokhwaError::OpenStreamError(_) => CameraError::Busy,
        NokhwaError::ReadFrameError(_) => CameraError::Unplugged,
        _ => CameraError::NoUsableFormat,
    }
}
