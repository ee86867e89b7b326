//! Reads what is sent by readers: new comments and the shape of what comes back.

use super::super::expression::{Expression, Pointer};
use super::super::template::UriTemplate;
use super::expression::{expression, pointer, text, uri};
use super::reader::{Node, Read};
use super::request::{Step, step, with_step};
use crate::model::{Field, FieldName, Need};

/// A request that changes something.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The request.
    pub step: Step,
    /// Steps that must be taken first.
    pub before: Vec<Step>,
    /// The comment in the answer.
    pub item: Option<Pointer>,
    /// The id of the comment in the answer, when that is all that comes back.
    pub id: Option<Expression>,
    /// What to do with the answer.
    pub then: Option<Then>,
}

/// What to do after a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Show the comment that came back.
    Insert,
    /// Put the comment that came back in the old one's place.
    Replace,
    /// Take the comment out of the list.
    Remove,
    /// Ask the list again.
    Refresh,
    /// Nothing; it will appear later.
    Wait,
}

/// One way to post a comment.
#[derive(Clone, Debug, PartialEq)]
pub struct CreateShape {
    /// The request.
    pub write: Write,
    /// The page to open instead of a request.
    pub open: Option<UriTemplate>,
    /// What the backend wants the text to be.
    pub format: Format,
    /// The rules of the form's fields.
    pub fields: Vec<(FieldName, Field)>,
}

/// What the backend wants a text to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As typed; text or Markdown.
    Typed,
    /// HTML that the widget makes.
    Html,
}

/// The members of a write beyond those of a step.
const WRITE: [&str; 5] = ["before", "item", "id", "window", "then"];

/// Reads a write.
pub fn write(node: &Node<'_>) -> Read<Write> {
    with_write(node, &WRITE)
}

fn with_write(node: &Node<'_>, more: &[&str]) -> Read<Write> {
    node.option("window", |node| node.integer())?;
    let then = [Then::Insert, Then::Replace, Then::Remove, Then::Refresh, Then::Wait];
    Ok(Write {
        step: with_step(node, more)?,
        before: node.list("before", step)?,
        item: node.option("item", pointer)?,
        id: node.option("id", expression)?,
        then: match node.get("then") {
            Some(node) => Some(then[node.word(&["insert", "replace", "remove", "refresh", "wait"])?]),
            None => None,
        },
    })
}

/// Reads one or several ways to post a comment.
pub fn creates(node: &Node<'_>) -> Read<Vec<CreateShape>> {
    match node.value {
        serde_json::Value::Array(_) => node.each(create),
        _ => Ok(vec![create(node)?]),
    }
}

fn create(node: &Node<'_>) -> Read<CreateShape> {
    let more = [&WRITE[..], &["open", "kind", "format", "fields", "challenge"]].concat();
    node.get("kind").map(|kind| kind.word(&["comment", "webmention"])).transpose()?;
    node.option("challenge", challenge)?;
    Ok(CreateShape {
        write: with_write(node, &more)?,
        open: node.option("open", uri)?,
        format: match node.get("format") {
            Some(format) if format.word(&["text", "markdown", "html"])? == 2 => Format::Html,
            _ => Format::Typed,
        },
        fields: node.option("fields", fields)?.unwrap_or_default(),
    })
}

fn challenge(node: &Node<'_>) -> Read<()> {
    node.object(&["kind", "key"])?;
    node.option("key", text)?;
    node.must("kind")?.word(&["turnstile", "recaptcha3", "hcaptcha"]).map(drop)
}

fn fields(node: &Node<'_>) -> Read<Vec<(FieldName, Field)>> {
    node.object(&["name", "email", "url", "body", "title"])?;
    let fields = node.pairs(field)?;
    let known = |(name, field): (String, Field)| {
        Some((FieldName::ALL.into_iter().find(|known| known.as_str() == name)?, field))
    };
    Ok(fields.into_iter().filter_map(known).collect())
}

fn field(node: &Node<'_>) -> Read<Field> {
    if node.value.is_string() {
        return Ok(Field { need: need(node)?, ..Field::default() });
    }
    node.object(&["need", "pattern", "minLength", "maxLength", "hint"])?;
    let length = |node: &Node<'_>| Ok(u32::try_from(node.integer()?).unwrap_or_default());
    Ok(Field {
        need: need(&node.must("need")?)?,
        pattern: node.option("pattern", |node| node.string())?,
        min_length: node.option("minLength", length)?,
        max_length: node.option("maxLength", length)?,
        hint: node.option("hint", |node| node.string())?,
    })
}

fn need(node: &Node<'_>) -> Read<Need> {
    Ok([Need::Required, Need::Optional, Need::Absent][node.word(&["required", "optional", "absent"])?])
}
