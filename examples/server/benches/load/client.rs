//! A client that asks the same again and again on connections that stay open.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What to ask; a post says something new each time.
#[derive(Clone)]
pub struct Request {
    line: String,
    headers: String,
    thread: Option<String>,
}

/// What came back.
pub struct Answer {
    pub code: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// Requests a second, and milliseconds: half took less than `median`, one of a hundred more than `slowest`.
pub struct Figures {
    pub each_second: f64,
    pub median: f64,
    pub slowest: f64,
}

impl Request {
    pub fn get(path: &str) -> Self {
        Self { line: format!("GET {path}"), headers: String::new(), thread: None }
    }

    pub fn post(thread: &str) -> Self {
        let headers = "Content-Type: application/json\r\n".to_owned();
        Self { line: "POST /v1/comments".to_owned(), headers, thread: Some(thread.to_owned()) }
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    fn bytes(&self) -> Vec<u8> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let Self { line, headers, thread } = self;
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let (key, body) = match thread {
            None => (String::new(), String::new()),
            Some(thread) => (
                format!("Idempotency-Key: load-{number}\r\n"),
                format!(
                    "{{\"thread\": \"{thread}\", \"author\": {{\"name\": \"Zoé\"}}, \"body\": {{\"source\": \
                     \"Merci pour cet article, le numéro {number} !\", \"format\": \"markdown\"}}}}"
                ),
            ),
        };
        let length = body.len();
        format!("{line} HTTP/1.1\r\nHost: localhost\r\n{headers}{key}Content-Length: {length}\r\n\r\n{body}")
            .into_bytes()
    }
}

/// One question on a connection of its own.
pub fn once(address: &str, request: &Request) -> Answer {
    Connection::open(address).ask(request)
}

/// The status of the answer to one question.
pub fn status(address: &str, request: &Request) -> u16 {
    once(address, request).code
}

/// A header of an answer.
pub fn header(head: &str, name: &str) -> Option<String> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}

/// Asks for a time on several connections at once, each as soon as it was answered.
pub fn measure(address: &str, request: &Request, connections: usize, time: Duration) -> Figures {
    let expected = status(address, request);
    let start = Instant::now();
    let all: Vec<_> = (0..connections)
        .map(|_| {
            let (mut connection, request) = (Connection::open(address), request.clone());
            thread::spawn(move || {
                let mut times = Vec::new();
                while start.elapsed() < time {
                    let began = Instant::now();
                    assert_eq!(connection.ask(&request).code, expected);
                    times.push(began.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times: Vec<Duration> =
        all.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect();
    let took = start.elapsed().as_secs_f64();
    times.sort();
    let at = |part: usize| {
        times.get(times.len() * part / 100).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
    };
    Figures { each_second: times.len() as f64 / took, median: at(50), slowest: at(99) }
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(address: &str) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_nodelay(true).expect("a socket of this machine");
        Self(BufReader::new(stream))
    }

    fn ask(&mut self, request: &Request) -> Answer {
        self.0.get_mut().write_all(&request.bytes()).expect("the server reads");
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(self.0.read_line(&mut head).expect("the server answers"), 0, "{head}");
        }
        let length = header(&head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).expect("the server answers whole");
        let code = head.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { code, head, body }
    }
}
