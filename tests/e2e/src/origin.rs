//! A scripted HTTP server on an address of its own: a blog, a host of the widget's files, or a backend.

use crate::{Answer, Outcome, folder};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use http::{HeaderMap, Response};
use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running server; it stops when dropped.
pub struct Origin {
    address: String,
    script: Arc<Script>,
    task: JoinHandle<()>,
}

/// One request that came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Method and path, as in `GET /v1/comments`.
    pub what: String,
    /// What follows the `?`.
    pub query: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub body: String,
    /// Whether the browser went away before the answer.
    pub aborted: bool,
}

impl Origin {
    /// Starts a server that answers 404 to everything.
    pub async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let script = Arc::new(Script::default());
        let router = Router::new().fallback(answer).with_state(Arc::clone(&script));
        let task = tokio::spawn(async move {
            let _runs_until_aborted = axum::serve(listener, router).await;
        });
        Ok(Self { address, script, task })
    }

    /// The address of a path here.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Answers a request, named as in `GET /v1/comments`, always like this.
    pub fn on(&self, what: &str, answer: Answer) {
        self.script.lock().always.insert(what.to_owned(), answer);
    }

    /// Answers the next request of this name like this, before what [`Self::on`] says.
    pub fn once(&self, what: &str, answer: Answer) {
        self.script.lock().next.entry(what.to_owned()).or_default().push_back(answer);
    }

    /// Serves a folder below a path.
    pub fn folder(&self, path: &str, folder: PathBuf) {
        self.script.lock().folders.push((path.to_owned(), folder));
    }

    /// Lets pages of every other origin read the answers, and answers their preflights.
    pub fn share(&self) {
        self.script.lock().shared = true;
    }

    /// The requests of a name that came so far.
    pub fn received(&self, what: &str) -> Vec<Received> {
        self.script.lock().received.iter().filter(|request| request.what == what).cloned().collect()
    }

    /// Waits until the requests of a name satisfy a condition.
    pub async fn until(&self, what: &str, condition: impl Fn(&[Received]) -> bool) -> Outcome<Vec<Received>> {
        let mut changes = self.script.changes.subscribe();
        let waiting = async {
            loop {
                let received = self.received(what);
                if condition(&received) {
                    return received;
                }
                let _sender_lives_with_us = changes.changed().await;
            }
        };
        tokio::time::timeout(crate::reader::PATIENCE, waiting).await.map_err(|_| {
            format!("the awaited `{what}` did not come; so far: {:?}", self.received(what)).into()
        })
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(Default)]
struct Script {
    lines: Mutex<Lines>,
    changes: watch::Sender<()>,
}

#[derive(Default)]
struct Lines {
    always: HashMap<String, Answer>,
    next: HashMap<String, VecDeque<Answer>>,
    folders: Vec<(String, PathBuf)>,
    received: Vec<Received>,
    shared: bool,
}

impl Script {
    fn lock(&self) -> MutexGuard<'_, Lines> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, what: &str) -> Option<Answer> {
        let mut lines = self.lock();
        if let Some(answer) = lines.next.get_mut(what).and_then(VecDeque::pop_front) {
            return Some(answer);
        }
        if let Some(answer) = lines.always.get(what) {
            return Some(answer.clone());
        }
        let path = what.strip_prefix("GET ")?;
        lines
            .folders
            .iter()
            .find_map(|(prefix, root)| folder::file(root, path.strip_prefix(prefix.as_str())?))
    }
}

async fn answer(State(script): State<Arc<Script>>, request: Request) -> Response<Body> {
    let (head, body) = request.into_parts();
    let what = format!("{} {}", head.method, head.uri.path());
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let received = Received {
        what: what.clone(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers.clone(),
        body: String::from_utf8_lossy(&body).into_owned(),
        aborted: false,
    };
    let pending = Pending::note(&script, received);
    let shared = script.lock().shared;
    let answer = match what.as_str() {
        "GET /favicon.ico" => Answer::new(204, "image/x-icon", ""),
        _ if shared && head.method == "OPTIONS" => Answer::new(204, "text/plain", ""),
        _ => script.answer(&what).unwrap_or_else(|| Answer::new(404, "text/plain", "nothing here")),
    };
    let mut response = answer.send().await;
    if shared {
        share(response.headers_mut(), &head.headers);
    }
    pending.done();
    response
}

fn share(response: &mut HeaderMap, request: &HeaderMap) {
    use http::{HeaderValue, header};
    response.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("*"));
    if let Some(wanted) = request.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
        response.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
    }
}

/// Notes in the script that a request went away, unless it was answered.
struct Pending {
    script: Arc<Script>,
    place: usize,
    answered: bool,
}

impl Pending {
    fn note(script: &Arc<Script>, received: Received) -> Self {
        let mut lines = script.lock();
        lines.received.push(received);
        let place = lines.received.len() - 1;
        drop(lines);
        script.changes.send_replace(());
        Self { script: Arc::clone(script), place, answered: false }
    }

    fn done(mut self) {
        self.answered = true;
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.answered {
            self.script.lock().received[self.place].aborted = true;
            self.script.changes.send_replace(());
        }
    }
}
