//! Starts chromedriver and, through it, a headless Chromium with nothing in it.

use crate::{Folder, Outcome, process};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tokio::process::{Child, Command};

/// A browser of one test.
pub(crate) struct Chromium {
    /// The WebDriver session.
    pub(crate) client: Client,
    _driver: Child,
    _profile: Folder,
}

impl Chromium {
    /// Starts it in a language.
    pub(crate) async fn start(language: &str) -> Outcome<Self> {
        // It looks for a free port before it takes it, and somebody may be faster.
        let (driver, port) = match driver().await {
            Ok(started) => started,
            Err(_) => driver().await?,
        };
        let profile = Folder::temporary()?;
        let mut client = ClientBuilder::new(HttpConnector::new());
        let client = client
            .capabilities(capabilities(language, &profile))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        Ok(Self { client, _driver: driver, _profile: profile })
    }

    /// Closes the session, which ends the browser.
    pub(crate) async fn close(self) -> Outcome {
        Ok(self.client.close().await?)
    }
}

async fn driver() -> Outcome<(Child, u16)> {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0");
    process::start(command, port).await
}

/// Reads `ChromeDriver was started successfully on port 40001.`
fn port(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}

fn capabilities(language: &str, profile: &Folder) -> Map<String, Value> {
    let mut arguments: Vec<String> = ARGUMENTS.iter().map(|word| (*word).to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    arguments.push(format!("--lang={language}"));
    // An empty page at first: Chromium's own takes as long as all the rest of the start.
    let preferences = json!({
        "intl.accept_languages": language,
        "session.restore_on_startup": 4,
        "session.startup_urls": ["about:blank"],
    });
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "args": arguments, "prefs": preferences },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    });
    match capabilities {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

const ARGUMENTS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
    "--force-device-scale-factor=1",
    "--window-size=1024,768",
];
