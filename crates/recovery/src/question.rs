//! Security questions with their answers, for the login systems that still ask them. The answer is as secret as a code.

use std::sync::Arc;
use std::time::SystemTime;

use crate::{CodeText, LoginId, QuestionId};

/// One question of one service. Cloning shares the answer, it never copies it.
#[derive(Clone, Debug)]
pub struct SecurityQuestion {
    /// Names it for ever.
    pub id: QuestionId,
    /// The service.
    pub service: String,
    /// The login name there.
    pub account: Option<String>,
    /// The login it belongs to, once the person has said so.
    pub login: Option<LoginId>,
    /// What is asked.
    pub question: String,
    /// What the person answers, exactly as it has to be typed.
    pub answer: Arc<CodeText>,
    /// When it was stored.
    pub created: SystemTime,
    /// When it last changed.
    pub modified: SystemTime,
}
