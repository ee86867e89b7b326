//! What passes between the client and whoever really sends requests.

use std::future::Future;

/// Sends requests; `fetch` in a browser, recorded answers in tests.
pub trait Transport {
    /// Sends a request and waits for the whole answer, whatever its status.
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Failure>>;

    /// Lets others do something before a long answer is read on; fails if nobody wants it any more.
    fn pause(&self) -> impl Future<Output = Result<(), Failure>> {
        std::future::ready(Ok(()))
    }
}

/// A request, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: &'static str,
    /// The absolute address.
    pub url: String,
    /// Headers besides those the browser adds.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<String>,
    /// When cookies are sent.
    pub credentials: Credentials,
}

impl Request {
    /// Address, credentials mode and headers, a line each: what tells one reading request from another.
    pub fn words(&self) -> String {
        let mut words = [&self.url, "\n", self.credentials.as_str()].concat();
        for (name, value) in &self.headers {
            words.extend(["\n", name, ": ", value]);
        }
        words
    }
}

/// When cookies are sent and kept (Fetch standard, credentials mode).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Never.
    Omit,
    /// To the page's own origin.
    #[default]
    SameOrigin,
    /// Always.
    Include,
}

impl Credentials {
    /// The mode's name in the standard.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::SameOrigin => "same-origin",
            Self::Include => "include",
        }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The address it came from, after redirects.
    pub url: String,
    /// The headers the page may read.
    pub headers: Vec<(String, String)>,
    /// The whole body; bytes that are no UTF-8 as U+FFFD.
    pub body: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No connection, or the backend does not allow this page (CORS).
    Network,
    /// No answer in time.
    Timeout,
    /// The answer is larger than [`LARGEST`].
    TooLarge,
}

/// Most bytes an answer may have.
pub const LARGEST: usize = 8 << 20;
