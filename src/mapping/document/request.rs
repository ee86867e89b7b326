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
    Ok(Step {
        request: request(node)?,
        unless: node.option("unless", |node| node.name())?,
        needs: node.list("needs", |node| node.name())?,
        capture: node.option("capture", captures)?.unwrap_or_default(),
        can: node.option("can", can)?.unwrap_or_default(),
    })
}

/// Reads a step.
pub fn step(node: &Node<'_>) -> Read<Step> {
    with_step(node, &[])
}

/// Reads the request members of an object.
pub fn request(node: &Node<'_>) -> Read<RequestTemplate> {
    let methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
    Ok(RequestTemplate {
        method: node.get("method").map(|node| node.word(&methods)).transpose()?.map(|place| methods[place]),
        url: node.option("url", uri)?,
        query: node.table("query", data)?,
        headers: node.option("headers", headers)?.unwrap_or_default(),
        encoding: node.option("encoding", |node| {
            Ok(if node.word(&["json", "form"])? == 0 { Encoding::Json } else { Encoding::Form })
        })?,
        body: node.option("body", data)?,
        credentials: node.option("credentials", |node| {
            Ok(match node.word(&["omit", "same-origin", "include"])? {
                0 => Credentials::Omit,
                1 => Credentials::SameOrigin,
                _ => Credentials::Include,
            })
        })?,
    })
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
