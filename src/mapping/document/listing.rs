//! Reads lists: where the items are, how pages follow each other, which orders there are.

use super::super::expression::{Condition, Expression, Pointer};
use super::expression::{condition, expression, pointer};
use super::reader::{Node, Read};
use super::request::{Step, with_step};
use crate::model::Sort;

/// A list of comments.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its number.
    Page,
    /// How many items to leap over.
    Offset,
    /// A mark the backend gave.
    Cursor,
    /// A whole address the backend gave.
    Link,
}

/// What a page is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Top-level comments, each with its replies.
    Root,
    /// Comments of any depth.
    Any,
}

/// Reads a list.
pub fn listing(node: &Node<'_>) -> Read<Listing> {
    Ok(Listing {
        step: with_step(node, &["items", "item", "children", "page", "sorts", "states"])?,
        items: expression(&node.must("items")?)?,
        item: node.option("item", pointer)?,
        children: node.option("children", expression)?,
        page: node.option("page", paging)?,
        sorts: {
            node.table("states", |node| node.string())?;
            node.option("sorts", sorts)?.unwrap_or_default()
        },
    })
}

fn paging(node: &Node<'_>) -> Read<Paging> {
    node.object(&["by", "start", "unit", "size", "max", "next", "more", "pages", "total", "roots"])?;
    Ok(Paging {
        by: [By::Page, By::Offset, By::Cursor, By::Link]
            [node.must("by")?.word(&["page", "offset", "cursor", "link"])?],
        start: node.option("start", |node| node.integer())?.unwrap_or(1),
        unit: match node.get("unit") {
            Some(unit) => [Unit::Root, Unit::Any][unit.word(&["root", "any"])?],
            None => Unit::Any,
        },
        size: node.option("size", |node| node.count())?,
        max: node.option("max", |node| node.count())?,
        next: node.option("next", expression)?,
        more: node.option("more", condition)?,
        pages: node.option("pages", expression)?,
        total: node.option("total", expression)?,
        roots: node.option("roots", expression)?,
    })
}

fn sorts(node: &Node<'_>) -> Read<Vec<(Sort, SortNames)>> {
    node.object(&["oldest", "newest", "best", "active", "controversial"])?;
    let named = node.pairs(|node| match node.value {
        serde_json::Value::String(name) => Ok(vec![("sort".to_owned(), name.clone())]),
        _ => {
            let names = node.pairs(|node| node.string())?;
            Ok(names.into_iter().map(|(name, value)| (["sort.", &name].concat(), value)).collect())
        }
    })?;
    let mut sorts: Vec<_> =
        named.into_iter().filter_map(|(name, values)| Some((Sort::parse(&name)?, values))).collect();
    // JSON objects have no order: oldest first is what a blog's readers expect, then newest first.
    sorts.sort_by_key(|(sort, _)| *sort as u8);
    Ok(sorts)
}
