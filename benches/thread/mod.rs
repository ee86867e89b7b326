//! Ten thousand comments as WordPress sends them, in one answer, and what the widget does with it, timed.

mod written;

use std::cell::RefCell;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use causerie::body;
use causerie::config::Config;
use causerie::mapping::{
    Client, Failure, LARGEST, Mapping, Opened, PageFacts, Request, Response, Setup, Transport,
};
use causerie::state::{Action, Thread};

/// Reads the clock, in milliseconds.
pub type Clock<'a> = &'a dyn Fn() -> f64;

/// Something else that reads the same text; ratios are to the first.
pub type Yardstick<'a> = (&'static str, &'a dyn Fn());

/// Times everything and returns the table.
pub fn table(text: &str, yardsticks: &[Yardstick<'_>], clock: Clock<'_>) -> String {
    assert!(text.len() < LARGEST, "the answer would be refused");
    let names = yardsticks.iter().map(|(name, _)| *name).chain(STAGES);
    let mut stages: Vec<(&str, Vec<f64>)> = names.map(|name| (name, Vec::new())).collect();
    // All in turn, so that whatever else the computer does hits them alike.
    for _ in 0..RUNS {
        let mut times = Vec::new();
        for (_, read) in yardsticks {
            times.push(time(clock, read).1);
        }
        let client = client(text);
        let (opened, decoding) = time(clock, || run(client.open(None, None)).expect("the thread opens"));
        let comments = opened.page.items.clone();
        let (thread, building) = time(clock, || built(opened));
        let ((), bodies) = time(clock, || {
            for comment in &comments {
                std::hint::black_box(body::nodes(&comment.body.content, &body::Context::NONE));
            }
        });
        assert_eq!((comments.len(), thread.count()), (COUNT, COUNT as u64));
        times.extend([decoding, building, bodies]);
        for ((_, all), time) in stages.iter_mut().zip(times) {
            all.push(time);
        }
    }
    let mut out = format!(
        "{COUNT} comments, {:.1} MB of JSON, {} bytes each, median of {RUNS} runs\n{:<34} {:>9} {:>9} {:>7}\n",
        text.len() as f64 / 1e6,
        text.len() / COUNT,
        "",
        "median ms",
        "least ms",
        "ratio"
    );
    let first = stages[0].1.clone();
    for (name, times) in stages {
        // Within one run, so that a busy computer makes the times longer but hardly the ratios.
        let ratio = median(times.iter().zip(&first).map(|(time, first)| time / first).collect());
        let least = times.iter().copied().fold(f64::INFINITY, f64::min);
        out += &format!("{name:<34} {:>9.1} {least:>9.1} {ratio:>7.2}\n", median(times));
    }
    out
}

/// The answer, as WordPress writes JSON.
pub fn text() -> String {
    written::answer(COUNT)
}

/// A client for one thread that will be given this answer.
fn client(text: &str) -> Client<Prepared> {
    let preset = include_str!("../../www/presets/wordpress.json");
    let mapping = Rc::new(Mapping::parse(preset).expect("the preset is right"));
    let setup = Setup {
        options: vec![("post".to_owned(), "4".to_owned())],
        thread: None,
        page: PageFacts {
            url: "https://blog.example/un-billet/".to_owned(),
            base: "https://blog.example/un-billet/".to_owned(),
            title: "Un billet".to_owned(),
            lang: "fr".to_owned(),
        },
        lookup: Box::new(|_, _| None),
        keep: Box::new(|_, _, _| {}),
        utc_offset: 60,
        now: || 1_795_329_108_000,
        agent: "bench".to_owned(),
    };
    let list = answer(text, &[("x-wp-total", &COUNT.to_string()), ("x-wp-totalpages", "1")]);
    Client::new(mapping, setup, Prepared(RefCell::new(Some(list)))).expect("the set-up is right")
}

/// Has the list ready, so that its copy is not timed; any other question is about the post.
struct Prepared(RefCell<Option<Response>>);

impl Transport for Prepared {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        let list = request.url.contains("/comments?").then(|| self.0.borrow_mut().take()).flatten();
        Ok(Response { url: request.url, ..list.unwrap_or_else(|| answer(POST, &[])) })
    }
}

fn answer(body: &str, headers: &[(&str, &str)]) -> Response {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Response { status: 200, url: String::new(), headers, body: body.to_owned() }
}

/// The thread with its tree.
fn built(opened: Opened) -> Thread {
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    thread.apply(Action::Opened(Ok(Box::new(opened))));
    thread
}

fn time<T>(clock: Clock<'_>, work: impl FnOnce() -> T) -> (T, f64) {
    let start = clock();
    let done = std::hint::black_box(work());
    (done, clock() - start)
}

/// Runs a future that never has to wait.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here should wait"),
    }
}

/// The middle one.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

const STAGES: [&str; 3] =
    ["widget: the answer decoded", "widget: the tree built", "widget: all bodies made safe"];
const COUNT: usize = 10_000;
const RUNS: usize = 15;
const POST: &str = r#"{"id": 4, "author": 1, "comment_status": "open", "title": {"rendered": "Un billet"}}"#;
