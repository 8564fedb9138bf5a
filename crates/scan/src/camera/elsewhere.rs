//! Windows and macOS: the camera list and the formats as `nokhwa` enumerates them. Unproven: it compiles everywhere so
//! that it cannot rot, but has never run on those systems.

use super::{
    CameraError, CameraInfo,
    capture::{FORMATS, NokhwaCamera, explain, to_nokhwa},
    format::{self, Offer, Rate},
};
use nokhwa::{
    Camera,
    utils::{ApiBackend, CameraFormat, CameraIndex, RequestedFormat, RequestedFormatType},
};

/// The cameras nokhwa lists, in its order.
pub(super) fn list() -> Vec<CameraInfo> {
    let cameras = nokhwa::query(ApiBackend::Auto).unwrap_or_default();
    cameras
        .into_iter()
        .map(|camera| CameraInfo { id: camera.index().as_string(), name: camera.human_name() })
        .collect()
}

/// Opens the camera `id` (the first one if `None`) in the best of its formats.
pub(super) fn open(id: Option<&str>) -> Result<NokhwaCamera, CameraError> {
    nokhwa::nokhwa_initialize(|_| {}); // macOS asks the person here; a refusal shows when the camera is opened
    let listed = list();
    let id = id.or(listed.first().map(|camera| camera.id.as_str())).ok_or(CameraError::NoCamera)?;
    let index = id.parse().map_or_else(|_| CameraIndex::String(id.to_owned()), CameraIndex::Index);

    let accepted = FORMATS.map(|(format, _)| format);
    let request = |kind| RequestedFormat::with_formats(kind, &accepted);
    let mut camera =
        Camera::new(index, request(RequestedFormatType::None)).map_err(|error| explain(&error))?;
    let formats = camera.compatible_camera_formats().map_err(|error| explain(&error))?;
    let offers: Vec<Offer> = formats.into_iter().filter_map(from_nokhwa).collect();
    let offer = format::choose(&offers).ok_or(CameraError::NoUsableFormat)?;
    let format = to_nokhwa(offer).ok_or(CameraError::NoUsableFormat)?;
    camera
        .set_camera_requset(request(RequestedFormatType::Exact(format)))
        .map_err(|error| explain(&error))?;
    NokhwaCamera::stream(camera, offer)
}

fn from_nokhwa(format: CameraFormat) -> Option<Offer> {
    let (_, layout) = FORMATS.into_iter().find(|(known, _)| *known == format.format())?;
    let rate = Rate { frames: format.frame_rate(), seconds: 1 };
    Some(Offer { layout, width: format.width(), height: format.height(), rate })
}
