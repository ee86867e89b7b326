//! What can go wrong with one answer, as `tests/faults.json` names it.

use serde_json::Value;

/// A fault.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A whole answer with this status, these headers and this body.
    Answer {
        /// The HTTP status.
        status: u64,
        /// The headers.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// Something that an answer cannot say.
    Mode(String),
}

impl Fault {
    /// Reads `{"mode": …}` or `{"status": …, "headers": {…}, "body": …}`.
    pub fn read(payload: &Value) -> Self {
        if let Some(mode) = payload["mode"].as_str() {
            return Self::Mode(mode.to_owned());
        }
        let header =
            |(name, value): (&String, &Value)| (name.clone(), value.as_str().unwrap_or_default().to_owned());
        let body = match (&payload["body"], payload["repeat"].as_u64()) {
            (Value::String(body), None) => body.clone(),
            (Value::String(body), Some(times)) => body.repeat(times as usize),
            (body, _) => body.to_string(),
        };
        Self::Answer {
            status: payload["status"].as_u64().unwrap_or(200),
            headers: payload["headers"].as_object().into_iter().flatten().map(header).collect(),
            body,
        }
    }

    /// Makes a mode.
    pub fn mode(name: &str) -> Self {
        Self::Mode(name.to_owned())
    }

    /// Whether the request is lost: what it carried is not taken.
    pub(super) fn loses(&self) -> bool {
        match self {
            Self::Answer { status, .. } => !(200..300).contains(status),
            Self::Mode(mode) => {
                matches!(&**mode, "reset-before-headers" | "hang-before-headers" | "cors-preflight-403")
                    || mode.starts_with("redirect-")
            }
        }
    }

    pub(super) fn delivers_twice(&self) -> bool {
        *self == Self::mode("duplicate-delivery")
    }

    pub(super) fn refuses_preflights(&self) -> bool {
        *self == Self::mode("cors-preflight-403")
    }
}
