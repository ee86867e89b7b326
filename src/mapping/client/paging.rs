//! How pages follow each other: what to ask for, and whether there is more.

use serde_json::Value;

use super::super::expression::{Context, holds};
use super::super::{address, decode, json, link};
use super::conversation::Local;
use crate::model::{CommentId, Next, Page};
use crate::places::Places;

/// The variables that ask for a page.
pub fn ask(listing: &Value, size: Option<u64>, next: Option<&Next>) -> Local {
    let paging = &listing["page"];
    let mut asked = Local::new();
    let mut ask = |name: &str, value: Value| asked.push((["list.", name].concat(), value));
    if let Some(limit) = limit(paging, size, next) {
        ask("limit", json::number(limit));
    }
    match (paging["by"].as_str().unwrap_or_default(), next) {
        ("page", Some(Next::Page(page))) => ask("page", json::number(*page)),
        ("page", _) => ask("page", json::number(first(paging))),
        ("offset", Some(Next::Offset(offset))) => ask("offset", json::number(*offset)),
        ("offset", _) => ask("offset", json::number(0)),
        // Cursors are kept as JSON text: some backends want the number that they gave.
        (_, Some(Next::Cursor(cursor))) => ask("cursor", json::parse(cursor).unwrap_or(Value::Null)),
        _ => {}
    }
    asked
}

/// Counts a page that came and finds the next one.
pub fn finish(page: &mut Page, listing: &Value, context: Context<'_>, size: Option<u64>, now: Option<&Next>) {
    let paging = &listing["page"];
    page.total = decode::count(&paging["total"], context);
    page.roots = decode::count(&paging["roots"], context);
    let Some(found) = context.find(&listing["items"]) else { return };
    let items = json::length(&found.value);
    // A server that repeats itself must not keep us going for ever.
    if paging.is_null() || items == 0 || page.items.is_empty() {
        return;
    }
    let last = match &*found.value {
        Value::Array(items) => items.last(),
        Value::Object(members) => members.values().next_back(),
        _ => None,
    };
    let last = last.map(|node| decode::inside(listing, node));
    // In a flat list of whole branches those with a parent in the page do not count.
    let items =
        if paging["unit"] == "root" && listing["children"].is_null() { branches(page) } else { items };
    let next = next(paging, page, items, Context { last, ..context }, limit(paging, size, now), now);
    page.next = next.filter(|next| Some(next) != now);
}

/// How many branches begin in a page: comments whose parent is not in it.
fn branches(page: &Page) -> u64 {
    let items = &page.items;
    let places = Places::of(items.iter().map(|comment| comment.id.as_str()));
    let is_here = |id: &CommentId| places.of_name(id.as_str()).any(|place| items[place].id == *id);
    items.iter().filter(|comment| !comment.parent.as_ref().is_some_and(is_here)).count() as u64
}

/// The next page, unless this one was the last.
fn next(
    paging: &Value,
    page: &Page,
    items: u64,
    context: Context<'_>,
    limit: Option<u64>,
    now: Option<&Next>,
) -> Option<Next> {
    let more = &paging["more"];
    if !more.is_null() && !holds(more, context.item) {
        return None;
    }
    let counted = if paging["unit"] == "root" { page.roots } else { page.total };
    let pages = decode::count(&paging["pages"], context);
    // Where nothing else tells the end, a short page does.
    let told = !more.is_null() || counted.is_some() || pages.is_some();
    let short = !told && limit.is_some_and(|limit| items < limit);
    let next = match paging["by"].as_str()? {
        "page" => {
            let first = first(paging);
            let page = if let Some(Next::Page(page)) = now { *page } else { first };
            let done = page.saturating_sub(first) + 1;
            let last = match (pages, counted) {
                (Some(pages), _) => done >= pages,
                (None, Some(total)) => limit.is_none_or(|limit| done.saturating_mul(limit) >= total),
                (None, None) => short,
            };
            (!last).then_some(Next::Page(page + 1))?
        }
        "offset" => {
            let before = if let Some(Next::Offset(offset)) = now { *offset } else { 0 };
            let offset = before.saturating_add(items);
            let last = short || counted.is_some_and(|total| offset >= total);
            (!last).then_some(Next::Offset(offset))?
        }
        "cursor" => {
            let cursor = context.find(&paging["next"])?.value;
            if cursor.is_array() || cursor.is_object() || *cursor == false {
                return None;
            }
            Next::Cursor(json::encoded(&cursor))
        }
        _ => {
            let told = &paging["next"];
            let given = context.text(told);
            let url = match &given {
                Some(url) => url,
                None if told.is_null() => link::target(context.answer.header("link")?, "next")?,
                None => return None,
            };
            Next::Link(address::resolve(&context.answer.response.url, url)?)
        }
    };
    Some(next)
}

/// How many items to ask for. Where later pages may be larger, the first of a long list is small and soon there.
fn limit(paging: &Value, size: Option<u64>, next: Option<&Next>) -> Option<u64> {
    let wanted = size.or(natural(&paging["size"]))?.max(1);
    let may_grow = matches!(paging["by"].as_str(), Some("cursor" | "offset"));
    let soon = natural(&paging["size"]).unwrap_or(0).max(SOON);
    let wanted = if may_grow && next.is_none() { wanted.min(soon) } else { wanted };
    Some(natural(&paging["max"]).map_or(wanted, |max| wanted.min(max)))
}

/// Most items of a first page that may be followed by larger ones.
const SOON: u64 = 100;

/// The number of the first page.
fn first(paging: &Value) -> u64 {
    natural(&paging["start"]).unwrap_or(1)
}

fn natural(value: &Value) -> Option<u64> {
    json::whole(value)?.try_into().ok()
}
