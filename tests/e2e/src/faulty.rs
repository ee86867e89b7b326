//! A backend that misbehaves down to the bytes: it cuts connections, lies about lengths, never ends, never answers.
//! It speaks the native protocol otherwise, to pages of every origin, and remembers what it was sent.

mod fault;
mod wire;

pub use fault::Fault;

use crate::{Outcome, native};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use wire::Request;

/// A running server; it stops when dropped.
pub struct Faulty {
    address: String,
    script: Arc<Mutex<Script>>,
    task: JoinHandle<()>,
}

#[derive(Default)]
struct Script {
    /// What happens to requests for the list, always.
    reading: Option<Fault>,
    /// What happens to the next comments, one after the other.
    writing: VecDeque<Fault>,
    /// The comments it took, with their keys.
    taken: Vec<(String, Value)>,
    /// How often each method was asked for.
    asked: Vec<String>,
}

impl Faulty {
    /// Starts one that behaves.
    pub async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let script = Arc::new(Mutex::new(Script::default()));
        let shared = Arc::clone(&script);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Ok(Self { address, script, task })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.address
    }

    /// Lets every request for the list meet a fault from now on, or none.
    pub fn reading(&self, fault: Option<Fault>) {
        self.script().reading = fault;
    }

    /// Lets the next comment meet a fault.
    pub fn writing(&self, fault: Fault) {
        self.script().writing.push_back(fault);
    }

    /// The texts of the comments it took.
    pub fn texts(&self) -> Vec<String> {
        let text =
            |(_, comment): &(String, Value)| comment["body"]["text"].as_str().unwrap_or_default().to_owned();
        self.script().taken.iter().map(text).collect()
    }

    /// How many requests of a method came.
    pub fn asked(&self, method: &str) -> usize {
        self.script().asked.iter().filter(|asked| *asked == method).count()
    }

    /// Forgets what it took and what it was asked.
    pub fn clear(&self) {
        *self.script() = Script::default();
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        lock(&self.script)
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(script: &Mutex<Script>) -> MutexGuard<'_, Script> {
    script.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn serve(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    let Some(request) = wire::read(&mut stream).await else { return };
    let (fault, answer) = {
        let mut script = lock(&script);
        script.asked.push(request.method.clone());
        script.answer(&request)
    };
    // A browser that went away does not hear the rest.
    let _gone = wire::send(stream, &request, fault, &answer).await;
}

impl Script {
    /// What happens to a request, and what it would be answered with.
    fn answer(&mut self, request: &Request) -> (Option<Fault>, Value) {
        match &*request.method {
            "GET" => (self.reading.clone(), self.list()),
            "POST" => {
                let fault = self.writing.pop_front();
                let loses = fault.as_ref().is_some_and(Fault::loses);
                let comment = if loses { Value::Null } else { self.take(request) };
                if fault.as_ref().is_some_and(Fault::delivers_twice) {
                    self.take(request);
                }
                (fault, comment)
            }
            _ => (self.writing.pop_front_if(|fault| fault.refuses_preflights()), Value::Null),
        }
    }

    fn list(&self) -> Value {
        let first = native::comment("1", "Élodie", "Merci pour ce billet.");
        native::thread(
            &[vec![first], self.taken.iter().map(|(_, comment)| comment.clone()).collect()].concat(),
        )
    }

    /// Takes a comment; the same key is the same comment.
    fn take(&mut self, request: &Request) -> Value {
        let known = self.taken.iter().find(|(key, _)| !key.is_empty() && *key == request.key);
        if let Some((_, comment)) = known {
            return comment.clone();
        }
        let draft: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let id = (self.taken.len() + 100).to_string();
        let mut comment = native::comment(&id, draft["author"]["name"].as_str().unwrap_or_default(), "");
        comment["body"] = json!({ "text": draft["body"]["source"] });
        comment["created"] = Value::Null;
        self.taken.push((request.key.clone(), comment.clone()));
        comment
    }
}
