//! How pages follow each other: what to ask for, and whether there is more.

use serde_json::Value;

use super::super::address;
use super::super::document::{By, Listing, Paging, Unit};
use super::super::expression::{Context, Expression};
use super::super::json;
use super::super::link;
use crate::model::Next;

/// What one page brought, as far as paging is concerned.
pub struct Brought {
    /// Items at the top level of the answer, whatever became of them.
    pub items: u64,
    /// Comments that had not come before.
    pub fresh: u64,
}

/// The variables that ask for a page.
pub fn ask(listing: &Listing, size: Option<u64>, next: Option<&Next>) -> Vec<(String, Value)> {
    let Some(paging) = &listing.page else { return Vec::new() };
    let mut asked = Vec::new();
    let mut ask = |name: &str, value: Value| asked.push((["list.", name].concat(), value));
    if let Some(limit) = limit(paging, size) {
        ask("limit", Value::from(limit));
    }
    match (paging.by, next) {
        (By::Page, Some(Next::Page(page))) => ask("page", Value::from(*page)),
        (By::Page, _) => ask("page", Value::from(paging.start)),
        (By::Offset, Some(Next::Offset(offset))) => ask("offset", Value::from(*offset)),
        (By::Offset, _) => ask("offset", Value::from(0)),
        // Cursors are kept as JSON text: some backends want the number that they gave.
        (_, Some(Next::Cursor(cursor))) => ask("cursor", json::parse(cursor).unwrap_or(Value::Null)),
        _ => {}
    }
    asked
}

/// The next page, unless this one was the last.
pub fn next(
    listing: &Listing,
    context: Context<'_>,
    size: Option<u64>,
    now: Option<&Next>,
    brought: &Brought,
) -> Option<Next> {
    let paging = listing.page.as_ref()?;
    // A server that repeats itself must not keep us going for ever.
    if brought.items == 0 || brought.fresh == 0 {
        return None;
    }
    if paging.more.as_ref().is_some_and(|more| !more.holds(context.item)) {
        return None;
    }
    let count =
        |expression: &Option<Expression>| expression.as_ref().and_then(|count| count.integer(context));
    let counted = count(match paging.unit {
        Unit::Root => &paging.roots,
        Unit::Any => &paging.total,
    });
    let pages = count(&paging.pages);
    // Where nothing else tells the end, a short page does.
    let told = paging.more.is_some() || counted.is_some() || pages.is_some();
    let short = !told && limit(paging, size).is_some_and(|limit| brought.items < limit);
    let next = match paging.by {
        By::Page => {
            let first = u64::try_from(paging.start).unwrap_or_default();
            let page = if let Some(Next::Page(page)) = now { *page } else { first };
            let done = page.saturating_sub(first) + 1;
            let leapt = limit(paging, size).map(|limit| done.saturating_mul(limit));
            let last = pages.is_some_and(|pages| over(done, pages))
                || pages.is_none() && counted.is_some_and(|total| over(leapt.unwrap_or(u64::MAX), total));
            if last || short {
                return None;
            }
            Next::Page(page + 1)
        }
        By::Offset => {
            let before = if let Some(Next::Offset(offset)) = now { *offset } else { 0 };
            let offset = before.saturating_add(brought.items);
            if short || counted.is_some_and(|total| over(offset, total)) {
                return None;
            }
            Next::Offset(offset)
        }
        By::Cursor => {
            let cursor = paging.next.as_ref()?.find(context)?.value;
            if cursor.is_array() || cursor.is_object() || *cursor == Value::Bool(false) {
                return None;
            }
            Next::Cursor(cursor.to_string())
        }
        By::Link => {
            let url = match &paging.next {
                Some(next) => next.text(context)?,
                None => link::target(context.answer.header("link")?, "next")?,
            };
            Next::Link(address::resolve(&context.answer.response.url, &url)?)
        }
    };
    (Some(&next) != now).then_some(next)
}

fn limit(paging: &Paging, size: Option<u64>) -> Option<u64> {
    let wanted = size.or(paging.size)?.max(1);
    Some(paging.max.map_or(wanted, |max| wanted.min(max)))
}

fn over(done: u64, all: i64) -> bool {
    u64::try_from(all).is_ok_and(|all| done >= all)
}
