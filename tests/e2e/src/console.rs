//! What the browser noted behind the page: console lines, uncaught exceptions, requests.

use crate::Outcome;
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// One line of the console.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Whether it is an error: `console.error`, an exception, a refused or failed load.
    pub(crate) error: bool,
    /// Its words.
    pub(crate) text: String,
}

/// Takes the console lines since the last call.
pub(crate) async fn lines(client: &Client) -> Outcome<Vec<Line>> {
    let entries = client.issue_cmd(Extension::log("browser")).await?;
    let line = |entry: &Value| Line {
        error: entry["level"] == "SEVERE",
        text: entry["message"].as_str().unwrap_or_default().to_owned(),
    };
    Ok(entries.as_array().map(|entries| entries.iter().map(line).collect()).unwrap_or_default())
}

/// Takes the addresses that pages asked for since the last call.
pub(crate) async fn requests(client: &Client) -> Outcome<Vec<String>> {
    let entries = client.issue_cmd(Extension::log("performance")).await?;
    let request = |entry: &Value| {
        let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let event = &event["message"];
        let sent = event["method"] == "Network.requestWillBeSent";
        sent.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned)).flatten()
    };
    Ok(entries.as_array().map(|entries| entries.iter().filter_map(request).collect()).unwrap_or_default())
}

/// Sends a command of the DevTools protocol.
pub(crate) async fn devtools(client: &Client, command: &str, parameters: Value) -> Outcome<Value> {
    let body = json!({ "cmd": command, "params": parameters });
    Ok(client.issue_cmd(Extension { path: "goog/cdp/execute", body }).await?)
}

/// A command of chromedriver's own.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl Extension {
    fn log(kind: &str) -> Self {
        Self { path: "se/log", body: json!({ "type": kind }) }
    }
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
