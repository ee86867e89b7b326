//! Writers that comment as fast as they are answered, until the server is gone.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;

use super::{JSON, Server, draft};

/// A comment that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub key: String,
    pub text: String,
    /// The answer, when there was one that acknowledged it.
    pub answer: Option<String>,
}

/// Lets several writers comment in a thread and ends the server by SIGKILL a moment after `enough` comments are
/// acknowledged. Returns everything that was sent.
pub fn write_until_killed(server: &mut Server, thread: &str, enough: usize, moment: Duration) -> Vec<Sent> {
    let (acknowledged, count) = channel();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (address, thread) = (server.address.clone(), thread.to_owned());
            let acknowledged = acknowledged.clone();
            thread::spawn(move || write(&address, &thread, writer, &acknowledged))
        })
        .collect();
    drop(acknowledged);
    for _ in 0..enough {
        count.recv().expect("the writers are answered");
    }
    let end = Instant::now() + moment;
    while Instant::now() < end {
        thread::yield_now();
    }
    server.kill();
    writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
}

fn write(address: &str, thread: &str, writer: usize, acknowledged: &Sender<()>) -> Vec<Sent> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let mut all = Vec::new();
    for number in 0.. {
        let text = format!("{writer}-{number}");
        let key = format!("{thread}-{text}");
        let request = agent.post(format!("{address}/v1/comments")).header(JSON.0, JSON.1);
        let answer = request.header("Idempotency-Key", &key).send(draft(thread, &text).to_string());
        let answer = answer.and_then(|mut answer| Ok((answer.status(), answer.body_mut().read_to_string()?)));
        let Ok((status, answer)) = answer else {
            all.push(Sent { key, text, answer: None });
            return all;
        };
        let busy = status == 503;
        assert!(busy || status == 201, "{status} {answer}");
        all.push(Sent { key, text, answer: Some(answer).filter(|_| !busy) });
        let _everybody_is_gone = acknowledged.send(());
    }
    all
}

const WRITERS: usize = 4;
