//! A person with a browser: opens pages, waits, reads, clicks, types; every wait is for a condition.

use crate::Outcome;
use crate::chromium::Chromium;
use crate::console::{self, Line};
use crate::profile;
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, MissedTickBehavior, interval};
use url::Url;

/// How long anything may take before the test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(20);

/// A person with a fresh browser.
pub struct Reader {
    chromium: Chromium,
    notes: Mutex<Notes>,
}

#[derive(Default)]
struct Notes {
    lines: Vec<Line>,
    /// Words of console errors that are the expected result.
    expected: Vec<String>,
    /// Origins the page may talk to.
    trusted: Vec<String>,
}

impl Reader {
    pub(crate) async fn arrive(language: &str) -> Outcome<Self> {
        let chromium = Chromium::start(language).await?;
        let reader = Self { chromium, notes: Mutex::default() };
        reader.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": RECORDER })).await?;
        // A window that nobody looks at hears of the focus late or never.
        reader.devtools("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        if profile::file().is_some() {
            let watcher = json!({ "source": profile::WATCHER });
            reader.devtools("Page.addScriptToEvaluateOnNewDocument", watcher).await?;
        }
        Ok(reader)
    }

    /// Opens a page; the page may talk to its own origin.
    pub async fn open(&self, address: &str) -> Outcome {
        self.trust(address);
        Ok(self.client().goto(address).await?)
    }

    /// Opens the page again.
    pub async fn reload(&self) -> Outcome {
        Ok(self.client().refresh().await?)
    }

    /// Lets the page talk to the origin of an address.
    pub fn trust(&self, address: &str) {
        self.notes().trusted.push(origin(address));
    }

    /// Declares that a console error with these words is the expected result.
    pub fn expect_error(&self, words: &str) {
        self.notes().expected.push(words.to_owned());
    }

    /// Runs the body of a script function in the page and gives what it returns, awaited.
    pub async fn run(&self, script: &str) -> Outcome<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {script} }})().then(value => done({{ value }}), error => done({{ error: String(error) }}));"
        );
        let mut answer = self.client().execute_async(&script, vec![]).await?;
        match answer.get("error") {
            Some(error) => Err(format!("the page's script failed: {error}").into()),
            None => Ok(answer["value"].take()),
        }
    }

    /// Waits until an expression of the page is true, and gives its value.
    pub async fn until(&self, expression: &str) -> Outcome<Value> {
        let end = Instant::now() + PATIENCE;
        let script = format!("return ({expression});");
        let mut glances = interval(GLANCE);
        glances.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            glances.tick().await;
            // A page on its way out has no context to run in: look again.
            let found = self.client().execute(&script, vec![]).await;
            match found {
                Ok(value) if is_true(&value) => return Ok(value),
                Ok(_) if Instant::now() < end => {}
                Err(error) if error.is_javascript_error() => return Err(error.into()),
                Err(_) if Instant::now() < end => {}
                Ok(value) => return Err(format!("waited in vain for `{expression}`; it is {value}").into()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Waits until something matching the selector is visible.
    pub async fn sees(&self, selector: &str) -> Outcome {
        let query =
            format!("[...document.querySelectorAll({})].some(it => it.checkVisibility())", json!(selector));
        self.until(&query).await.map(drop)
    }

    /// Waits until nothing matches the selector.
    pub async fn misses(&self, selector: &str) -> Outcome {
        self.until(&format!("!document.querySelector({})", json!(selector))).await.map(drop)
    }

    /// Waits until exactly so many elements match the selector.
    pub async fn counts(&self, selector: &str, number: usize) -> Outcome {
        let query = format!("document.querySelectorAll({}).length", json!(selector));
        self.until(&format!("{query} === {number} || null")).await.map(drop)
    }

    /// Waits until the first match of the selector shows these words; space is as wide as wide.
    pub async fn reads(&self, selector: &str, words: &str) -> Outcome {
        let text =
            format!("(document.querySelector({})?.innerText ?? '').replace(/\\s+/g, ' ')", json!(selector));
        self.until(&format!("{text}.includes({})", json!(words))).await.map(drop)
    }

    /// Waits for the element and gives an attribute of it.
    pub async fn attribute(&self, selector: &str, name: &str) -> Outcome<Option<String>> {
        let element = self.client().wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await?;
        Ok(element.attr(name).await?)
    }

    /// Waits for the element and clicks it as a person does: what lies above it gets the click.
    pub async fn clicks(&self, selector: &str) -> Outcome {
        self.sees(selector).await?;
        Ok(self.client().find(Locator::Css(selector)).await?.click().await?)
    }

    /// Waits for the element and moves the mouse to it.
    pub async fn points_at(&self, selector: &str) -> Outcome {
        self.sees(selector).await?;
        let element = self.client().find(Locator::Css(selector)).await?;
        let there = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        Ok(self.client().perform_actions(MouseActions::new("mouse".to_owned()).then(there)).await?)
    }

    /// Waits for the field and types into it.
    pub async fn types(&self, selector: &str, text: &str) -> Outcome {
        self.sees(selector).await?;
        Ok(self.client().find(Locator::Css(selector)).await?.send_keys(text).await?)
    }

    /// Waits until the focus is on, or in, a match of the selector.
    pub async fn is_focused(&self, selector: &str) -> Outcome {
        self.until(&format!("!!document.activeElement?.closest({})", json!(selector))).await.map(drop)
    }

    /// Waits for an event of the widget and gives its detail.
    pub async fn hears(&self, event: &str) -> Outcome<Value> {
        self.until(&format!("document.heard.findLast(it => it.type === {})", json!(event)))
            .await
            .map(|mut it| it["detail"].take())
    }

    /// Whether a line with these words has been on the console, as far as [`Self::hears_on_console`] has listened.
    pub fn has_heard(&self, words: &str) -> bool {
        self.notes().lines.iter().any(|line| line.text.contains(words))
    }

    /// Waits for a console line with all these words; if it is an error it is the expected one.
    pub async fn hears_on_console(&self, words: &[&str]) -> Outcome<String> {
        let end = Instant::now() + PATIENCE;
        let mut glances = interval(GLANCE);
        loop {
            glances.tick().await;
            self.listen().await?;
            let mut notes = self.notes();
            let found = notes.lines.iter().find(|line| words.iter().all(|word| line.text.contains(word)));
            if let Some(text) = found.map(|line| line.text.clone()) {
                notes.expected.push(text.clone());
                return Ok(text);
            }
            if Instant::now() > end {
                return Err(format!("no console line with {words:?}; lines: {:#?}", notes.lines).into());
            }
        }
    }

    /// The console lines so far that have these words.
    pub async fn console(&self, words: &str) -> Outcome<Vec<String>> {
        self.listen().await?;
        let notes = self.notes();
        Ok(notes
            .lines
            .iter()
            .filter(|line| line.text.contains(words))
            .map(|line| line.text.clone())
            .collect())
    }

    /// Takes the network away, or gives it back.
    pub async fn network(&self, there: bool) -> Outcome {
        self.devtools("Network.enable", json!({})).await?;
        let conditions =
            json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await.map(drop)
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Outcome<Value> {
        console::devtools(self.client(), command, parameters).await
    }

    /// The browser, for what has no word here.
    pub fn client(&self) -> &Client {
        &self.chromium.client
    }

    /// Fails on any console error that was not expected, on any request to a stranger, and when a page stood still
    /// because it needed the second half of the module.
    pub(crate) async fn look_back(&self) -> Outcome {
        if let Some(file) = profile::file() {
            let names = self.run("return document.ranFirst?.() ?? ''").await?;
            profile::add(&file, names.as_str().unwrap_or_default())?;
        }
        self.listen().await?;
        let requests = console::requests(self.client()).await?;
        let notes = self.notes();
        let is_wrong =
            |line: &Line| line.error || line.text.contains("was needed before a reader did anything");
        let unexpected =
            |line: &&Line| is_wrong(line) && !notes.expected.iter().any(|words| line.text.contains(words));
        let errors: Vec<&Line> = notes.lines.iter().filter(unexpected).collect();
        if !errors.is_empty() {
            return Err(format!("console errors: {errors:#?}").into());
        }
        let strange =
            |address: &&String| address.starts_with("http") && !notes.trusted.contains(&origin(address));
        let strangers: Vec<&String> = requests.iter().filter(strange).collect();
        if strangers.is_empty() {
            Ok(())
        } else {
            Err(format!("requests to strangers: {strangers:#?}").into())
        }
    }

    /// Prints, beside a failure, what the reader had before them.
    pub(crate) async fn describe(&self) {
        let _as_far_as_known = self.listen().await;
        let look =
            "const threads = [...document.querySelectorAll('causerie-thread')];
             return (threads.length ? threads : [document.body]).map(it => it?.outerHTML.slice(0, 6000)).join()";
        let page = self.client().execute(look, vec![]).await.unwrap_or_default();
        println!("console: {:#?}\npage: {}", self.notes().lines, page.as_str().unwrap_or_default());
    }

    pub(crate) async fn leave(self) -> Outcome {
        self.chromium.close().await
    }

    async fn listen(&self) -> Outcome {
        let lines = console::lines(self.client()).await?;
        self.notes().lines.extend(lines);
        Ok(())
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn origin(address: &str) -> String {
    Url::parse(address).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

fn is_true(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false)) && value != 0 && value != ""
}

/// Keeps the widget's events, which may come before a test can listen.
const RECORDER: &str = "document.heard = [];
for (const type of ['causerie-ready', 'causerie-comment', 'causerie-change', 'causerie-login', 'causerie-error'])
  document.addEventListener(type, event => document.heard.push({ type, detail: event.detail }));";
