//! A page and a backend that answers whatever the input says, and a reader who tries everything.

use causerie::mapping::{Client, Failure, Mapping, PageFacts, Request, Response, Setup, Transport};
use causerie::model::{Act, Ballot, Comment, Draft, Moderation, Page};
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Gives the same few answers again and again; `asked` keeps the addresses.
pub struct Anything {
    /// The answers: a status, the value of the headers, a body.
    pub answers: Vec<(u16, String, String)>,
    /// Where was asked.
    pub asked: Rc<RefCell<Vec<Request>>>,
    at: Cell<usize>,
}

impl Anything {
    /// Prepares answers.
    pub fn new(answers: Vec<(u16, String, String)>) -> Self {
        Self { answers, asked: Rc::default(), at: Cell::new(0) }
    }
}

impl Transport for Anything {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        let at = self.at.replace(self.at.get() + 1);
        let url = request.url.clone();
        self.asked.borrow_mut().push(request);
        let Some((status, header, body)) = self.answers.get(at % self.answers.len().max(1)) else {
            return Err(Failure::Network);
        };
        let headers = ["link", "x-total-count", "retry-after", "x-wp-totalpages", "etag"];
        let headers = headers.map(|name| (name.to_owned(), header.clone())).to_vec();
        Ok(Response { status: *status, url, headers, body: body.clone() })
    }
}

/// A page that has an address for each variable of a mapping.
pub fn setup(mapping: &Mapping) -> Setup {
    let names = mapping.root()["vars"].as_object().into_iter().flat_map(|vars| vars.keys());
    let value = |name: &String| match name.as_str() {
        "post" | "id" | "key" | "thread" => "7".to_owned(),
        _ => BASE.to_owned(),
    };
    Setup {
        options: names.map(|name| (name.clone(), value(name))).collect(),
        thread: None,
        page: PageFacts {
            url: "https://blog.example/2009/08/post/".to_owned(),
            base: "https://blog.example/2009/08/post/".to_owned(),
            title: "Post".to_owned(),
            lang: "fr".to_owned(),
        },
        lookup: Box::new(|_, _| None),
        keep: Box::new(|_, _, _| {}),
        utc_offset: 60,
        now: || 1_795_329_108_000,
        agent: "test".to_owned(),
    }
}

/// Where the backend is.
pub const BASE: &str = "https://api.example/v1";

/// Opens the thread and does one of the things that can be done then; gives the first page.
pub fn live<T: Transport>(client: &Client<T>, wish: u8) -> Option<Page> {
    let page = run(client.open(None, None)).ok().map(|opened| opened.page);
    if let Some(next) = page.as_ref().and_then(|page| page.next.as_ref()) {
        let _ = run(client.more(next));
    }
    let first = page.as_ref().and_then(|page| page.items.first());
    match (wish % 4, first) {
        (0, _) => drop(run(client.queue(None))),
        (1, Some(comment)) => {
            let _ = run(client.replies(comment, None));
            let _ = run(client.source(comment));
        }
        (2, Some(comment)) => {
            let _ = run(client.act(Some(comment), &acts()[usize::from(wish / 4) % 7]));
        }
        _ => drop(run(client.create(&draft(first)))),
    }
    page
}

fn acts() -> [Act; 7] {
    [
        Act::Edit("text".to_owned()),
        Act::Delete,
        Act::Vote(Ballot::Up),
        Act::Vote(Ballot::Clear),
        Act::Flag { reason: "spam".to_owned(), detail: "é".to_owned() },
        Act::Moderate(Moderation::Approve),
        Act::Moderate(Moderation::Spam),
    ]
}

fn draft(parent: Option<&Comment>) -> Draft {
    Draft {
        key: "k".to_owned(),
        parent: parent.map(|parent| parent.id.clone()),
        root: parent.and_then(|parent| parent.root.clone()),
        body: "typed\n\n<b>".to_owned(),
        name: "Ann".to_owned(),
        email: "a@b.example".to_owned(),
        ..Draft::default()
    }
}

/// Runs a future that never has to wait.
pub fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("waits for nobody"),
    }
}

/// Holds requests to the origin of the backend, and ids to their segment.
pub fn check(asked: &[Request]) {
    for request in asked {
        let url = &request.url;
        assert!(url.bytes().all(|byte| (0x21..0x7f).contains(&byte)), "{url:?}");
        let path = url.split(['?', '#']).next().unwrap_or_default();
        // A backend may say where its own next page is.
        assert!(
            request.method == "GET" || !path.split('/').any(|segment| matches!(segment, "." | "..")),
            "leaves its place: {url}"
        );
        let odd = |(_, value): &(String, String)| value.bytes().any(|byte| !(0x20..0x7f).contains(&byte));
        assert!(!request.headers.iter().any(odd), "{:?}", request.headers);
    }
}
