//! Reads lists: where the items are, how pages follow each other, which orders there are.

use serde_json::Value;

use super::super::expression::{Condition, Expression, Pointer};
use super::comment::fill;
use super::expression::{condition, expression, pointer};
use super::reader::{Node, Read};
use super::request::{Step, with_step};
use crate::model::Sort;

/// A list of comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// The request.
    pub step: Step,
    /// The array or object of items.
    pub items: Expression,
    /// The comment inside an item.
    pub item: Option<Pointer>,
    /// The child items inside an item.
    pub children: Option<Expression>,
    /// How pages follow each other.
    pub page: Option<Paging>,
    /// What each order is called, as the values of `sort` or `sort.NAME`.
    pub sorts: Vec<(Sort, SortNames)>,
}

/// The variables that ask for an order, and their values.
pub type SortNames = Vec<(String, String)>;

/// How pages follow each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paging {
    /// What a page is asked for by.
    pub by: By,
    /// The number of the first page.
    pub start: i64,
    /// What a page is counted in.
    pub unit: Unit,
    /// How many items to ask for.
    pub size: Option<u64>,
    /// How many items may be asked for at most.
    pub max: Option<u64>,
    /// The cursor or address of the next page.
    pub next: Option<Expression>,
    /// Holds while there are more pages.
    pub more: Option<Condition>,
    /// How many pages there are.
    pub pages: Option<Expression>,
    /// How many comments there are.
    pub total: Option<Expression>,
    /// How many top-level comments there are.
    pub roots: Option<Expression>,
}

/// What a page is asked for by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Its number.
    #[default]
    Page,
    /// How many items to leap over.
    Offset,
    /// A mark the backend gave.
    Cursor,
    /// A whole address the backend gave.
    Link,
}

/// What a page is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Top-level comments, each with its replies.
    Root,
    /// Comments of any depth.
    #[default]
    Any,
}

/// Reads a list.
pub fn listing(node: &Node<'_>) -> Read<Listing> {
    let step = with_step(node, &["items", "item", "children", "page", "sorts", "states"])?;
    let mut listing = Listing { step, ..Listing::default() };
    listing.items = expression(&node.must("items")?)?;
    listing.item = node.option("item", pointer)?;
    fill(node, [("children", &mut listing.children)])?;
    listing.page = node.option("page", paging)?;
    node.table("states", |node| node.string())?;
    listing.sorts = node.option("sorts", sorts)?.unwrap_or_default();
    Ok(listing)
}

fn paging(node: &Node<'_>) -> Read<Paging> {
    node.object(&["by", "start", "unit", "size", "max", "next", "more", "pages", "total", "roots"])?;
    let mut paging = Paging { start: 1, ..Paging::default() };
    let by = node.must("by")?.word(&["page", "offset", "cursor", "link"])?;
    paging.by = [By::Page, By::Offset, By::Cursor, By::Link][by];
    if let Some(start) = node.get("start") {
        paging.start = start.integer()?;
    }
    if let Some(unit) = node.get("unit") {
        paging.unit = [Unit::Root, Unit::Any][unit.word(&["root", "any"])?];
    }
    paging.size = node.option("size", |node| node.count())?;
    paging.max = node.option("max", |node| node.count())?;
    paging.more = node.option("more", condition)?;
    fill(
        node,
        [
            ("next", &mut paging.next),
            ("pages", &mut paging.pages),
            ("total", &mut paging.total),
            ("roots", &mut paging.roots),
        ],
    )?;
    Ok(paging)
}

fn sorts(node: &Node<'_>) -> Read<Vec<(Sort, SortNames)>> {
    // JSON objects have no order: oldest first is what a blog's readers expect, then newest first.
    let known = ["oldest", "newest", "best", "active", "controversial"];
    node.object(&known)?;
    let mut sorts = Vec::new();
    for name in known {
        let (Some(sort), Some(place)) = (Sort::parse(name), node.get(name)) else { continue };
        let mut names = Vec::new();
        match place.value {
            Value::String(value) => names.push(("sort".to_owned(), value.clone())),
            _ => {
                for (name, value) in place.pairs(|node| node.string())? {
                    names.push((["sort.", &name].concat(), value));
                }
            }
        }
        sorts.push((sort, names));
    }
    Ok(sorts)
}
