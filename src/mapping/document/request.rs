//! Reads requests and steps: what is sent, what is kept of the answer.

use super::super::expression::Expression;
use super::super::template::{Data, UriTemplate};
use super::expression::{can, captures, data, uri};
use super::reader::{Node, Read};

/// What is sent to a backend; members left out come from the mapping's `http` section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestTemplate {
    /// The HTTP method.
    pub method: Option<&'static str>,
    /// The address.
    pub url: Option<UriTemplate>,
    /// Members of the query.
    pub query: Vec<(String, Data)>,
    /// Request headers.
    pub headers: Vec<(String, Data)>,
    /// How the body is written.
    pub encoding: Option<Encoding>,
    /// The body.
    pub body: Option<Data>,
    /// When cookies are sent.
    pub credentials: Option<Credentials>,
}

/// How a request body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON.
    Json,
    /// As a form (`application/x-www-form-urlencoded`).
    Form,
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

/// A request, when it is sent and what is kept of its answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What is sent.
    pub request: RequestTemplate,
    /// It is not sent when this variable has a value.
    pub unless: Option<String>,
    /// It cannot be sent unless these variables have values.
    pub needs: Vec<String>,
    /// Variables taken from the answer.
    pub capture: Vec<(String, Expression)>,
    /// Capabilities taken from the answer.
    pub can: Vec<(String, Expression)>,
}

/// The members of a request.
pub const REQUEST: [&str; 7] = ["method", "url", "query", "headers", "encoding", "body", "credentials"];

/// The members of a step.
pub const STEP: [&str; 11] = [
    "method",
    "url",
    "query",
    "headers",
    "encoding",
    "body",
    "credentials",
    "unless",
    "needs",
    "capture",
    "can",
];

/// Reads an object that has the members of a step and some more.
pub fn with_step(node: &Node<'_>, more: &[&str]) -> Read<Step> {
    node.object(&[&STEP[..], more].concat())?;
    let mut step = Step { request: request(node)?, ..Step::default() };
    step.unless = node.option("unless", |node| node.name())?;
    step.needs = node.list("needs", |node| node.name())?;
    step.capture = node.option("capture", captures)?.unwrap_or_default();
    step.can = node.option("can", can)?.unwrap_or_default();
    Ok(step)
}

/// Reads a step.
pub fn step(node: &Node<'_>) -> Read<Step> {
    with_step(node, &[])
}

/// Reads the request members of an object.
pub fn request(node: &Node<'_>) -> Read<RequestTemplate> {
    let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    let mut request = RequestTemplate::default();
    if let Some(method) = node.get("method") {
        request.method = Some(methods[method.word(&methods)?]);
    }
    request.url = node.option("url", uri)?;
    request.query = node.table("query", data)?;
    request.headers = node.option("headers", headers)?.unwrap_or_default();
    if let Some(encoding) = node.get("encoding") {
        request.encoding = Some([Encoding::Json, Encoding::Form][encoding.word(&["json", "form"])?]);
    }
    request.body = node.option("body", data)?;
    if let Some(credentials) = node.get("credentials") {
        let known = [Credentials::Omit, Credentials::SameOrigin, Credentials::Include];
        request.credentials = Some(known[credentials.word(&["omit", "same-origin", "include"])?]);
    }
    Ok(request)
}

/// Reads headers; those a page may not set (Fetch standard, forbidden request-header) are refused.
fn headers(node: &Node<'_>) -> Read<Vec<(String, Data)>> {
    let headers = node.pairs(data)?;
    for (name, _) in &headers {
        let lower = name.to_ascii_lowercase();
        let token = !lower.is_empty()
            && lower.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let forbidden =
            FORBIDDEN.contains(&&*lower) || lower.starts_with("sec-") || lower.starts_with("proxy-");
        if !token || forbidden {
            let place = node.get(name).unwrap_or(*node);
            return Err(place.expected("a header that a page may send"));
        }
    }
    Ok(headers)
}

/// Headers that belong to the browser.
const FORBIDDEN: [&str; 21] = [
    "accept-charset",
    "accept-encoding",
    "access-control-request-headers",
    "access-control-request-method",
    "connection",
    "content-length",
    "cookie",
    "cookie2",
    "date",
    "dnt",
    "expect",
    "host",
    "keep-alive",
    "origin",
    "referer",
    "set-cookie",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "via",
];
