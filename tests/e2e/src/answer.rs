//! What a scripted server says, and when; [`crate::Origin`] sends it.

use axum::body::Body;
use futures_util::{StreamExt, stream};
use http::{Response, StatusCode};
use serde_json::Value;
use std::io;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// One answer of a scripted server.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    gate: Option<Gate>,
    pause: Option<Pause>,
}

/// How much of a body is sent at once, what comes next waits for, and whether that is the rest or the end of the connection.
#[derive(Clone, Debug)]
struct Pause {
    after: usize,
    gate: Gate,
    breaks: bool,
}

impl Answer {
    /// Makes an answer of any type.
    pub fn new(status: u16, mime: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".into(), mime.into())];
        Self { status, headers, body: body.into(), gate: None, pause: None }
    }

    /// A page.
    pub fn html(body: &str) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    /// A JSON document.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    /// A problem as the native protocol tells it (RFC 9457).
    pub fn problem(status: u16, kind: &str, title: &str) -> Self {
        let body = serde_json::json!({ "type": format!("https://causerie.example/problems/{kind}"), "title": title });
        Self::new(status, "application/problem+json", body.to_string())
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Holds the answer back until the gate opens.
    pub fn after(mut self, gate: &Gate) -> Self {
        self.gate = Some(gate.clone());
        self
    }

    /// Sends the first bytes, and the others once the gate opens.
    pub fn pausing(mut self, after: usize, gate: &Gate) -> Self {
        self.pause = Some(Pause { after, gate: gate.clone(), breaks: false });
        self
    }

    /// Sends the first bytes, and breaks the connection once the gate opens.
    pub fn breaking(mut self, after: usize, gate: &Gate) -> Self {
        self.pause = Some(Pause { after, gate: gate.clone(), breaks: true });
        self
    }

    /// Waits for the gate, if there is one, and builds the response.
    pub(crate) async fn send(self) -> Response<Body> {
        if let Some(gate) = &self.gate {
            gate.passed().await;
        }
        let mut response = Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(name, value);
        }
        let body = match self.pause {
            Some(pause) => pause.body(self.body),
            None => Body::from(self.body),
        };
        response.body(body).unwrap_or_else(|error| {
            let mut response = Response::new(Body::from(error.to_string()));
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        })
    }
}

impl Pause {
    fn body(self, whole: Vec<u8>) -> Body {
        let rest = whole.get(self.after..).unwrap_or_default().to_vec();
        let start = whole.get(..self.after).unwrap_or(&whole).to_vec();
        let later = async move {
            self.gate.passed().await;
            if self.breaks { Err(io::Error::from(io::ErrorKind::ConnectionReset)) } else { Ok(rest) }
        };
        let start = stream::once(async move { Ok(start) });
        Body::from_stream(start.chain(stream::once(later)))
    }
}

/// Closed until a test opens it; a gate never opened makes a server that hangs.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Semaphore>);

impl Gate {
    /// Makes a closed gate.
    pub fn closed() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    /// Lets everything through, now and later.
    pub fn open(&self) {
        self.0.close();
    }

    async fn passed(&self) {
        let _closed_means_open = self.0.acquire().await;
    }
}
