//! What the tests of mappings share: recorded answers, a page, readable snapshots.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod flat;

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write as _;
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use causerie::mapping::{
    Client, Error, Failure, Mapping, Opened, PageFacts, Request, Response, Setup, Transport,
};
use causerie::model::{Comment, Content, Field, Page, Problem, Time};
use serde_json::Value;

pub type Sent = Rc<RefCell<Vec<Request>>>;

/// Gives prepared answers in their order and remembers what was asked.
pub struct Replay {
    answers: RefCell<VecDeque<Result<Response, Failure>>>,
    sent: Sent,
}

impl Replay {
    /// Prepares answers; what is asked can be read from `sent`.
    pub fn new(answers: VecDeque<Result<Response, Failure>>, sent: &Sent) -> Self {
        Self { answers: RefCell::new(answers), sent: sent.clone() }
    }
}

impl Transport for Replay {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        let url = request.url.clone();
        self.sent.borrow_mut().push(request);
        let mut answer =
            self.answers.borrow_mut().pop_front().expect("no answer prepared for this request")?;
        if answer.url.is_empty() {
            answer.url = url;
        }
        Ok(answer)
    }
}

/// Gives the same answer to everything.
pub struct Silent;

impl Transport for Silent {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        Ok(Response { url: request.url, ..answer(200, r#"{"items": [{"id": 1}]}"#) })
    }
}

/// A page of a French blog.
pub fn setup(options: &[(&str, &str)]) -> Setup {
    Setup {
        options: options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        thread: None,
        page: PageFacts {
            url: "https://blog.example/2011/03/community-manager-ou-animateur/".to_owned(),
            base: "https://blog.example/2011/03/".to_owned(),
            title: "Community manager ou animateur".to_owned(),
            lang: "fr".to_owned(),
        },
        lookup: Box::new(|_, _| None),
        keep: Box::new(|_, _, _| {}),
        utc_offset: 60,
        now: || 1_795_329_108_000,
        agent: "test".to_owned(),
    }
}

/// A preset, parsed and checked once.
pub fn preset(name: &str) -> Rc<Mapping> {
    thread_local!(static KNOWN: RefCell<BTreeMap<String, Rc<Mapping>>> = RefCell::default());
    let read = || {
        let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
        Rc::new(checked(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    KNOWN.with_borrow_mut(|known| known.entry(name.to_owned()).or_insert_with(read).clone())
}

/// Parses and checks a mapping, as for one of the owner's own.
pub fn checked(text: &str) -> Result<Mapping, Error> {
    let mapping = Mapping::parse(text)?;
    mapping.check(&std::fs::read_to_string(SCHEMA).unwrap())?;
    Ok(mapping)
}

/// The rules of the language.
pub const SCHEMA: &str = "www/mapping.schema.json";

pub fn client_of(mapping: Rc<Mapping>, setup: Setup, answers: Vec<Response>) -> (Client<Replay>, Sent) {
    client_on(mapping, |_| setup, answers)
}

/// The same on a page that changes with what was sent.
pub fn client_on(
    mapping: Rc<Mapping>,
    setup: impl FnOnce(Sent) -> Setup,
    answers: Vec<Response>,
) -> (Client<Replay>, Sent) {
    let sent = Sent::default();
    let setup = setup(sent.clone());
    let answers = RefCell::new(answers.into_iter().map(Ok).collect());
    let client =
        Client::new(mapping, setup, Replay { answers, sent: sent.clone() }).expect("the set-up is right");
    (client, sent)
}

pub fn client(name: &str, options: &[(&str, &str)], answers: Vec<Response>) -> (Client<Replay>, Sent) {
    client_of(preset(name), setup(options), answers)
}

/// An answer of our own.
pub fn answer(status: u16, body: &str) -> Response {
    Response { status, url: String::new(), headers: Vec::new(), body: body.to_owned() }
}

/// The answer of a recorded exchange.
pub fn recorded(path: &str) -> Response {
    let text = std::fs::read_to_string(format!("tests/recordings/{path}.json")).unwrap();
    let recording: Value = serde_json::from_str(&text).unwrap();
    let answer = &recording["response"];
    let headers = answer["headers"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    Response {
        status: answer["status"].as_u64().unwrap().try_into().unwrap(),
        url: text(&recording["request"]["url"]),
        headers: headers.map(|pair| (text(&pair[0]), text(&pair[1]))).collect(),
        body: match (&answer["body"], answer["body_is_json"].as_bool()) {
            (Value::String(body), Some(false)) => body.clone(),
            (body, _) => body.to_string(),
        },
    }
}

/// Runs a future that never has to wait.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here should wait"),
    }
}

/// Compares a text with the file that keeps it; `UPDATE=1` writes the file instead.
pub fn snapshot(name: &str, text: &str) {
    kept(&format!("tests/snapshots/{name}.txt"), text);
}

/// Does the same with a file anywhere.
pub fn kept(path: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(kept, text, "{path} differs; read it, then run with UPDATE=1 if the new text is right");
}

pub fn opened(opened: &Opened) -> String {
    let can = &opened.capabilities;
    let sorts: Vec<_> = can.sorts.iter().map(|sort| sort.as_str()).collect();
    let mut out = String::new();
    writeln!(out, "title: {}", opened.title.as_deref().unwrap_or("-")).unwrap();
    writeln!(out, "order: {} of {}", opened.sort.map_or("-", |sort| sort.as_str()), sorts.join(", "))
        .unwrap();
    writeln!(out, "create: {:?}, reply: {}, depth: {:?}", can.create, can.reply, can.max_depth).unwrap();
    let fields = [
        ("name", &can.fields.name),
        ("email", &can.fields.email),
        ("url", &can.fields.url),
        ("body", &can.fields.body),
    ];
    for (name, Field { need, min_length, max_length, .. }) in fields {
        writeln!(out, "field {name}: {need:?}, {min_length:?} to {max_length:?}").unwrap();
    }
    writeln!(out, "feed: {}", can.feed.as_deref().unwrap_or("-")).unwrap();
    out.push_str(&page(&opened.page));
    out
}

pub fn page(page: &Page) -> String {
    let mut out = String::new();
    writeln!(out, "total: {:?}, roots: {:?}, next: {:?}", page.total, page.roots, page.next).unwrap();
    for skipped in &page.skipped {
        writeln!(out, "skipped: {skipped}").unwrap();
    }
    for comment in &page.items {
        out.push('\n');
        out.push_str(&one(comment));
    }
    out
}

pub fn one(comment: &Comment) -> String {
    let mut out = String::new();
    let id =
        if comment.id.is_number() { format!("{}", comment.id) } else { format!("{:?}", comment.id.as_str()) };
    write!(out, "{id} {} {}", comment.kind.as_str(), comment.state.as_str()).unwrap();
    if let Some(parent) = &comment.parent {
        write!(out, " under {parent}").unwrap();
    }
    out.push_str(if comment.mine { " mine\n" } else { "\n" });
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(out, "  {name}: {}", value.replace('\n', "\\n")).unwrap();
        }
    };
    let time = |time: &Time| match time {
        Time::At(millis) => millis.to_string(),
        Time::Words(words) => format!("{words:?}"),
    };
    line("name", comment.author.name.clone());
    line("url", comment.author.url.clone());
    line("avatar", comment.author.avatar.clone());
    line("author", comment.author.id.clone());
    line("roles", (!comment.author.roles.is_empty()).then(|| format!("{:?}", comment.author.roles)));
    line("badge", comment.author.badge.clone());
    line("email", comment.author.email.clone());
    line("title", comment.title.clone());
    line("reply to", comment.reply_to.clone());
    line("language", comment.lang.clone());
    line("reason", comment.reason.clone());
    line("created", comment.created.as_ref().map(time));
    line("edited", comment.edited.as_ref().map(time));
    line("link", comment.link.clone());
    line(
        "via",
        comment.via.as_ref().map(|via| format!("{} {:?}", via.url.as_deref().unwrap_or("-"), via.name)),
    );
    line(
        "votes",
        comment.votes.as_ref().map(|votes| match votes.score {
            Some(score) => format!("{:?} {:?} score {score} mine {}", votes.up, votes.down, votes.mine),
            None => format!("{:?} {:?} mine {}", votes.up, votes.down, votes.mine),
        }),
    );
    line(
        "replies",
        comment.replies.total.map(|total| format!("{total}, hidden {:?}", comment.replies.hidden)),
    );
    let marks = [
        (comment.pinned, "pinned"),
        (comment.collapsed, "collapsed"),
        (comment.can.reply == Some(false), "no replies"),
    ];
    for (_, mark) in marks.iter().filter(|(set, _)| *set) {
        line("mark", Some((*mark).to_owned()));
    }
    line("warning", comment.body.warning.clone());
    match &comment.body.content {
        Content::Empty => line("body", Some("empty".to_owned())),
        Content::Html(text) => line("html", Some(text.clone())),
        Content::Markdown(text) => line("markdown", Some(text.clone())),
        Content::Text(text) => line("text", Some(text.clone())),
    }
    out
}

pub fn requests(sent: &Sent) -> String {
    let mut out = String::new();
    for request in sent.borrow().iter() {
        writeln!(out, "{} {}", request.method, request.url).unwrap();
        for (name, value) in &request.headers {
            writeln!(out, "{name}: {value}").unwrap();
        }
        writeln!(out, "(credentials {:?})", request.credentials).unwrap();
        if let Some(body) = &request.body {
            writeln!(out, "\n{body}").unwrap();
        }
        out.push_str("\n---\n");
    }
    out
}

pub fn problem(problem: &Problem) -> String {
    format!(
        "{} {} {:?} {:?} {:?}",
        problem.kind.as_str(),
        problem.status,
        problem.detail,
        problem.fields,
        problem.retry_after
    )
}
