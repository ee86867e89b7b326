//! Long lists are decoded slice by slice: nothing is lost or comes twice, however they are nested.
#![allow(clippy::expect_used)]

mod common;

use causerie::mapping::{Client, Failure, Request, Response, Transport};
use causerie::model::{CommentId, Page, ProblemKind};
use common::{answer, preset, run, setup};
use serde_json::{Value, json};
use std::cell::Cell;
use std::rc::Rc;

/// Gives one answer and counts how often the page may do something else meanwhile.
struct Counted {
    body: String,
    pauses: Rc<Cell<usize>>,
    /// At which pause the thread goes.
    most: usize,
}

impl Transport for Counted {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        Ok(Response { url: request.url, ..answer(200, &self.body) })
    }

    async fn pause(&self) -> Result<(), Failure> {
        self.pauses.set(self.pauses.get() + 1);
        if self.pauses.get() == self.most { Err(Failure::Network) } else { Ok(()) }
    }
}

/// Opens a list; gives the ids that came, each with its parent, and how many pauses there were.
fn opened(items: &[Value]) -> (Vec<(String, Option<String>)>, usize) {
    let (page, pauses) = page(items);
    assert_eq!(page.skipped, [""; 0]);
    let id = |id: &CommentId| id.as_str().to_owned();
    let items = page.items.iter();
    (items.map(|comment| (id(&comment.id), comment.parent.as_ref().map(id))).collect(), pauses)
}

/// The first page of a list, and how many pauses there were.
fn page(items: &[Value]) -> (Page, usize) {
    let pauses = Rc::<Cell<usize>>::default();
    let body = json!({ "items": items }).to_string();
    let transport = Counted { body, pauses: pauses.clone(), most: usize::MAX };
    let client = Client::new(preset("native"), setup(&[("base", "https://c.example/api")]), transport);
    let opened = run(client.expect("the set-up is right").open(None, None)).expect("it is a list");
    (opened.page, pauses.get())
}

/// A comment with replies, and in `all` it and them as they shall come.
fn branch(
    counter: &mut usize,
    parent: Option<usize>,
    shape: &[usize],
    all: &mut Vec<(String, Option<String>)>,
) -> Value {
    *counter += 1;
    let own = *counter;
    all.push((own.to_string(), parent.map(|parent| parent.to_string())));
    let (width, below) = shape.split_first().unwrap_or((&0, &[]));
    let replies: Vec<_> = (0..*width).map(|_| branch(counter, Some(own), below, all)).collect();
    json!({ "id": own, "replies": { "items": replies } })
}

#[test]
fn a_short_list_is_decoded_in_one_go() {
    let items: Vec<_> = (0..249).map(|id| json!({ "id": id })).collect();
    let (ids, pauses) = opened(&items);
    assert_eq!((ids.len(), pauses), (249, 0));
}

#[test]
fn a_large_answer_is_parsed_in_slices() {
    let items: Vec<_> =
        (0..100).map(|id| json!({ "id": id, "body": { "text": "é".repeat(3_000) } })).collect();
    let (ids, pauses) = opened(&items);
    assert_eq!((ids.len(), pauses), (100, 600_000 >> 17));
}

#[test]
fn a_large_answer_is_freed_in_slices() {
    // Of each comment 300 values that nobody reads.
    let items: Vec<Value> = (0..200).map(|id| json!({ "id": id.to_string(), "x": vec![0; 300] })).collect();
    let (ids, pauses) = opened(&items);
    assert_eq!((ids.len(), pauses), (200, 60_000 / 20_000));
}

#[test]
fn a_long_list_comes_whole_whatever_its_shape() {
    for (roots, shape) in [
        (250, &[][..]),
        (251, &[]),
        (1700, &[]),
        (1, &[2000]),
        (3, &[7, 31, 5]),
        (3, &[1; 200]),
        (40, &[40]),
        (1, &[1, 1, 1, 1500]),
    ] {
        let (mut counter, mut expected) = (0, Vec::new());
        let items: Vec<_> = (0..roots).map(|_| branch(&mut counter, None, shape, &mut expected)).collect();
        let (ids, pauses) = opened(&items);
        assert_eq!(ids.len(), expected.len(), "{roots} times {shape:?}");
        assert!(ids == expected, "{roots} times {shape:?}: not in their order");
        assert!(pauses >= expected.len() / 250, "{roots} times {shape:?}: {pauses} pauses");
    }
}

#[test]
fn what_a_slice_ends_within_is_decoded_once() {
    let replies: Vec<_> = (0..1200).map(|id| json!({ "id": id })).collect();
    let (page, pauses) = page(&[json!({ "id": { "is": "none" }, "replies": { "items": replies } })]);
    assert_eq!((page.items.len(), page.skipped.len()), (1200, 1), "{:?}", page.skipped);
    assert!(pauses >= 2);
}

#[test]
fn a_thread_that_goes_meanwhile_is_not_parsed_or_decoded_on() {
    let many: Vec<_> = (0..5000).map(|id| json!({ "id": id })).collect();
    let large = [json!({ "id": 1, "text": "é".repeat(200_000) }), json!({ "id": 2 })];
    for (items, most) in [(&many[..], 2), (&large, 1)] {
        let pauses = Rc::<Cell<usize>>::default();
        let body = json!({ "items": items }).to_string();
        let transport = Counted { body, pauses: pauses.clone(), most };
        let client = Client::new(preset("native"), setup(&[("base", "https://c.example/api")]), transport);
        let problem = run(client.expect("the set-up is right").open(None, None)).expect_err("it has gone");
        assert_eq!((problem.kind, pauses.get()), (ProblemKind::Offline, most));
    }
}
