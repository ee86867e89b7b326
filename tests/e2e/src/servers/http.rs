//! Requests of the test itself: how a server is filled and moderated before and while a reader looks.

use crate::Outcome;
use axum::body::{Body, to_bytes};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::request::Builder;
use http::{HeaderMap, Request};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use url::form_urlencoded::Serializer;

/// A request.
pub struct Call {
    builder: Builder,
    body: String,
}

/// What a server answered.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
}

impl Call {
    /// Asks for an address.
    pub fn get(address: &str) -> Self {
        Self::new("GET", address)
    }

    /// Sends JSON to an address.
    pub fn json(address: &str, body: &Value) -> Self {
        Self::new("POST", address).with("application/json", body.to_string())
    }

    /// Sends a form to an address.
    pub fn form(address: &str, fields: &[(&str, &str)]) -> Self {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        Self::new("POST", address).with("application/x-www-form-urlencoded", body)
    }

    /// Any method without a body.
    pub fn new(method: &str, address: &str) -> Self {
        Self { builder: Request::builder().method(method).uri(address), body: String::new() }
    }

    /// Gives it a body.
    pub fn with(mut self, mime: &str, body: String) -> Self {
        self.builder = self.builder.header(CONTENT_TYPE, mime);
        self.body = body;
        self
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.builder = self.builder.header(name, value);
        self
    }

    /// Says who sends it.
    pub fn authorized(self, by: &str) -> Self {
        self.header(AUTHORIZATION.as_str(), by)
    }

    /// Sends it and waits for the answer, whatever its status.
    pub async fn send(self) -> Outcome<Reply> {
        let client = Client::builder(TokioExecutor::new()).build_http();
        let answer = client.request(self.builder.body(Body::from(self.body))?).await?;
        let (head, body) = answer.into_parts();
        let body = to_bytes(Body::new(body), usize::MAX).await?;
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Reply { status: head.status.as_u16(), headers: head.headers, body })
    }

    /// Sends it; anything but success fails the test.
    pub async fn succeed(self) -> Outcome<Reply> {
        let what = format!("{:?} {:?}", self.builder.method_ref(), self.builder.uri_ref());
        let reply = self.send().await?;
        if (200..300).contains(&reply.status) {
            return Ok(reply);
        }
        Err(format!("{what} was answered {}: {}", reply.status, reply.body).into())
    }
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Outcome<Value> {
        Ok(serde_json::from_str(&self.body).map_err(|error| format!("{error}: {}", self.body))?)
    }
}
