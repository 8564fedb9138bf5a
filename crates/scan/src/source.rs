//! Where frames come from, as the scanning loop sees it; the still image is the deterministic source of the tests.
//! The cameras themselves are in `camera`.

use crate::LumaImage;

/// A source of pictures.
pub trait FrameSource {
    /// What stops the source for good.
    type Error;

    /// Waits for the next picture; `None` once there are no more.
    ///
    /// # Errors
    /// The source's own error; it gives no pictures afterwards.
    fn next_frame(&mut self) -> Result<Option<LumaImage>, Self::Error>;
}

/// A source that shows the same picture a fixed number of times.
pub struct StillImage {
    picture: LumaImage,
    left: usize,
}

impl StillImage {
    /// Shows `picture` `times` times.
    pub fn new(picture: LumaImage, times: usize) -> Self {
        Self { picture, left: times }
    }
}

impl FrameSource for StillImage {
    type Error = std::convert::Infallible;

    fn next_frame(&mut self) -> Result<Option<LumaImage>, Self::Error> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        Ok(Some(self.picture.clone()))
    }
}
