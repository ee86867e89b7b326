//! Shows how a mapping reads one answer: the thread it makes, which alternative gave each field, and what nobody read.
//!
//! Only tools call it, so no byte of it is in the module that readers download. [`explain`] hands its report to
//! `cargo xtask mapping try`, [`posting`] to `cargo xtask mapping post`.

mod ask;
mod fields;
mod nodes;
mod posting;
mod recorded;
mod tree;
mod unread;

use std::fmt::Write as _;
use std::rc::Rc;

use serde_json::Value;

use super::client::{Conversation, Failure, Request, Response, Setup};
use super::document::Mapping;
use super::expression::{Answer, Context, passes};
use super::json;
use super::lint::meant;
use crate::model::{Create, Next, Problem};

pub use posting::posting;
pub use recorded::recorded;

/// Where the answer comes from.
pub enum Source<'s> {
    /// It is there already.
    Given(Response),
    /// It is asked for as the mapping says, with what must be asked before.
    Asked(&'s mut dyn FnMut(&Request) -> Result<Response, Failure>),
}

/// Reads one answer of the list and tells all about it; the error says what to change.
pub fn explain(mapping: &Rc<Mapping>, setup: Setup, source: Source<'_>) -> Result<String, String> {
    let mut out = String::new();
    let list = mapping.section("list");
    let setup = match &source {
        Source::Given(response) => ask::completed(mapping, setup, &response.url),
        Source::Asked(_) => setup,
    };
    let mut talk = Conversation::new(mapping.clone(), setup).map_err(|problem| told(&problem))?;
    talk.arrange(None, None);
    talk.look_around();
    let (response, local) = match source {
        Source::Given(response) => (response, talk.listed(list, None)),
        Source::Asked(send) => ask::asked(&mut talk, mapping, send, &mut out)?,
    };
    let answer = Answer::new(response);
    let status = answer.response.status;
    let _ = writeln!(out, "the answer: status {status}, {} bytes", answer.response.body.len());
    if passes(&list["empty"], &json::number(status)) {
        out.push_str("That status means an empty thread (`list.empty`).\n");
        return Ok(out);
    }
    talk.judge(list, &answer, &local, &Value::Null).map_err(|problem| {
        format!(
            "{out}By `error` of the mapping this answer is an error: {}. Change `error` if it is none.",
            told(&problem)
        )
    })?;
    let scope = talk.scope(&local);
    items(list, answer.context(&scope)).map_err(|sentence| format!("{out}{sentence}"))?;
    let page = talk.whole(list, &answer, &local).map_err(|problem| told(&problem))?;
    let opened = talk.opened(page);
    let scope = talk.scope(&local);
    let context = answer.context(&scope);
    let nodes = nodes::nodes(mapping, context);

    let page = &opened.page;
    let counted = |count: Option<u64>| count.map_or("not told".to_owned(), |count| count.to_string());
    let _ = writeln!(
        out,
        "\ncomments: {}, in all {}, at the top level {}",
        page.items.len(),
        counted(page.total),
        counted(page.roots)
    );
    let _ = writeln!(out, "the next page: {}", next(page.next.as_ref()));
    let can = &opened.capabilities;
    let orders: Vec<_> = can.sorts.iter().map(|sort| sort.as_str()).collect();
    let _ = writeln!(
        out,
        "orders: {}",
        if orders.is_empty() { "the backend's own".to_owned() } else { orders.join(", ") }
    );
    let _ = writeln!(out, "writing: {}", writing(&can.create, can.reply));
    if let Some(title) = &opened.title {
        let _ = writeln!(out, "title: {title}");
    }
    out.push('\n');
    tree::write(&page.items, &mut out);
    for skipped in nodes::skipped(&nodes, &page.skipped) {
        let _ = writeln!(out, "left out: {skipped}");
    }
    let missed = unread::missed(mapping, context, &nodes);
    fields::write(mapping, context, &nodes, &missed, &mut out);
    unread::write(&missed, &mut out);
    Ok(out)
}

/// Whether the list is where the mapping looks for it.
fn items(list: &Value, context: Context<'_>) -> Result<(), String> {
    let expression = &list["items"];
    if context.answer.unreadable.is_some() {
        return Err(
            "the answer is no JSON: look at the address, and at what the backend says there".to_owned()
        );
    }
    let found = context.find(expression);
    let what = match found.as_ref().map(|found| &*found.value) {
        Some(Value::Array(_) | Value::Object(_)) => return Ok(()),
        Some(other) => format!("is {}, not a list", json::encoded(other)),
        None => "is not there".to_owned(),
    };
    let pointer = expression.as_str().and_then(|pointer| pointer.strip_prefix('/'));
    let has = match &context.answer.root {
        Value::Object(members) => {
            let names: Vec<_> = members.keys().map(String::as_str).collect();
            names.join(", ") + &meant(pointer.unwrap_or_default(), names)
        }
        Value::Array(_) => "no members, it is the list itself: write \"\"".to_owned(),
        other => json::encoded(other),
    };
    Err(format!("list.items: {} {what}; the answer has: {has}", fields::shown(expression)))
}

/// What a problem says, for the person at the command line.
fn told(problem: &Problem) -> String {
    let detail = problem.detail.as_deref().unwrap_or_default();
    let detail = match detail.strip_prefix("data-").and_then(|rest| rest.split_once(": expected ")) {
        Some((name, expected)) => {
            let expected = expected.trim_end_matches(", found none");
            format!("a variable is missing: add --set {name}=VALUE, {expected}")
        }
        None => detail.to_owned(),
    };
    match problem.status {
        0 if !detail.is_empty() => detail,
        0 => problem.kind.as_str().to_owned(),
        status => format!("{} (status {status}) {detail}", problem.kind.as_str()).trim_end().to_owned(),
    }
}

fn next(next: Option<&Next>) -> String {
    match next {
        None => "none, this is all".to_owned(),
        Some(Next::Page(page)) => format!("page {page}"),
        Some(Next::Offset(offset)) => format!("from {offset}"),
        Some(Next::Cursor(cursor)) => format!("cursor {cursor}"),
        Some(Next::Link(link)) => link.clone(),
    }
}

fn writing(create: &Create, reply: bool) -> String {
    match create {
        Create::Form if reply => "by a form, replies too".to_owned(),
        Create::Form => "by a form, without replies".to_owned(),
        Create::Open(address) => format!("on another page, {address}"),
        Create::LoginRequired(address) => {
            format!("after signing in at {}", address.as_deref().unwrap_or("a page that is not given"))
        }
        Create::Closed => "not any more, the thread is closed".to_owned(),
        Create::Unavailable => "not at all".to_owned(),
    }
}
