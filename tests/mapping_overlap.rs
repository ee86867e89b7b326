//! Lists that are on their way at the same time: each is whole, in whatever order the answers come.
#![allow(clippy::expect_used)]

mod common;

use causerie::mapping::{Client, Failure, Request, Response, Transport};
use common::{answer, preset, setup};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Answers each request when it is told to.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Vec<Option<Response>>>>);

impl Held {
    fn release(&self, request: usize, body: &str) {
        self.0.borrow_mut()[request] = Some(answer(200, body));
    }
}

impl Transport for Held {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        let place = self.0.borrow().len();
        self.0.borrow_mut().push(None);
        let come = poll_fn(|_| self.0.borrow_mut()[place].take().map_or(Poll::Pending, Poll::Ready)).await;
        Ok(Response { url: request.url, ..come })
    }
}

/// Looks once whether something is done.
fn glance<T>(task: std::pin::Pin<&mut impl Future<Output = T>>) -> Option<T> {
    match task.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => Some(result),
        Poll::Pending => None,
    }
}

fn client() -> (Client<Held>, Held) {
    let held = Held::default();
    let client = Client::new(preset("native"), setup(&[("base", "https://c.example/api")]), held.clone());
    (client.expect("the set-up is right"), held)
}

const FIRST: &str = r#"{"items": [{"id": "1"}, {"id": "2"}], "next": "two"}"#;
const SECOND: &str = r#"{"items": [{"id": "3"}, {"id": "4", "parent": "1"}]}"#;

#[test]
fn a_list_that_is_asked_for_twice_is_whole_both_times() {
    let (client, held) = client();
    let (mut one, mut other) = (pin!(client.open(None, None)), pin!(client.open(None, None)));
    assert!(glance(one.as_mut()).is_none() && glance(other.as_mut()).is_none());
    held.release(0, FIRST);
    held.release(1, FIRST);
    for list in [glance(one.as_mut()), glance(other.as_mut())] {
        let opened = list.expect("the answer came").expect("it is a list");
        assert_eq!(opened.page.items.len(), 2);
    }
}

#[test]
fn a_page_of_a_list_that_was_replaced_takes_nothing_from_the_new_one() {
    let (client, held) = client();
    let mut first = pin!(client.open(None, None));
    assert!(glance(first.as_mut()).is_none());
    held.release(0, FIRST);
    let next =
        glance(first.as_mut()).expect("it came").expect("it is a list").page.next.expect("there is more");
    let (mut late, mut again) = (pin!(client.more(&next)), pin!(client.open(None, None)));
    assert!(glance(late.as_mut()).is_none() && glance(again.as_mut()).is_none());
    held.release(2, FIRST);
    assert!(glance(again.as_mut()).is_some());
    held.release(1, SECOND);
    assert!(glance(late.as_mut()).is_some());
    let mut more = pin!(client.more(&next));
    assert!(glance(more.as_mut()).is_none());
    held.release(3, SECOND);
    let page = glance(more.as_mut()).expect("it came").expect("it is a list");
    let parents: Vec<_> = page.items.iter().map(|item| item.parent.as_ref().map(|id| id.as_str())).collect();
    assert_eq!(parents, [None, Some("1")]);
}

#[test]
fn an_older_list_that_comes_last_does_not_name_the_comments_of_the_newer() {
    let (client, held) = client();
    let (mut old, mut new) = (pin!(client.open(None, None)), pin!(client.open(None, None)));
    assert!(glance(old.as_mut()).is_none() && glance(new.as_mut()).is_none());
    held.release(1, FIRST);
    let next =
        glance(new.as_mut()).expect("it came").expect("it is a list").page.next.expect("there is more");
    held.release(0, r#"{"items": [{"id": "3"}]}"#);
    assert!(glance(old.as_mut()).is_some());
    let mut more = pin!(client.more(&next));
    assert!(glance(more.as_mut()).is_none());
    held.release(2, SECOND);
    assert_eq!(glance(more.as_mut()).expect("it came").expect("it is a list").items.len(), 2);
}
