//! Reads a recorded answer: the body alone, or an exchange `{request, response}`.

use serde_json::Value;

use super::super::client::Response;
use super::super::json;

/// Reads a recorded answer; the error says what to change.
pub fn recorded(text: &str) -> Result<Response, String> {
    let document = json::parse(text).map_err(|error| format!("the recording is no JSON: {error}"))?;
    let answer = &document["response"];
    let Some(status) = json::whole(&answer["status"]) else {
        return Ok(Response { status: 200, url: URL.to_owned(), headers: Vec::new(), body: text.to_owned() });
    };
    let texts = |value: &Value| {
        json::items(value).iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let headers =
        json::items(&answer["headers"]).iter().filter_map(|pair| <[String; 2]>::try_from(texts(pair)).ok());
    let body = match &answer["body"] {
        Value::String(body) if answer["body_is_json"] != true => body.clone(),
        body => json::encoded(body),
    };
    Ok(Response {
        status: status
            .try_into()
            .map_err(|_| format!("response.status: expected an HTTP status, found {status}"))?,
        url: document["request"]["url"].as_str().unwrap_or(URL).to_owned(),
        headers: headers.map(|[name, value]| (name, value)).collect(),
        body,
    })
}

/// Where a body came from that does not say.
const URL: &str = "https://backend.example/";
