//! The whole document and its smaller sections.

use super::super::error::{Error, ErrorKind};
use super::super::expression::{Condition, Expression};
use super::super::json;
use super::super::template::{Data, UriTemplate};
use super::comment::{CommentShape, comment, fill};
use super::expression::{can, captures, condition, data, uri};
use super::later::{self, Entries, entries};
use super::listing::{Listing, listing};
use super::reader::{Node, Read, is_name};
use super::request::{REQUEST, RequestTemplate, Step, request, step};
use super::write::{CreateShape, creates};
use crate::model::ProblemKind;

/// A backend described by data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mapping {
    /// The name of the mapping.
    pub name: String,
    /// What its variables are and where their values come from.
    pub vars: Vec<(String, Variable)>,
    /// What every request has in common.
    pub http: RequestTemplate,
    /// Variables taken from every answer.
    pub capture: Vec<(String, Expression)>,
    /// The key of the thread.
    pub thread: Option<Data>,
    /// Steps that find the thread.
    pub resolve: Vec<Step>,
    /// Asks for settings.
    pub config: Option<Step>,
    /// Lists the thread.
    pub list: Listing,
    /// Further lists of the same thread.
    pub more: Vec<Listing>,
    /// Lists the replies of one comment.
    pub replies: Option<Listing>,
    /// What is in a comment.
    pub comment: CommentShape,
    /// The ways to post a comment.
    pub create: Vec<CreateShape>,
    /// Regains a session.
    pub session: Option<Step>,
    /// The page to sign in on.
    pub login: Option<UriTemplate>,
    /// A feed of the thread.
    pub feed: Option<UriTemplate>,
    /// Fixed capabilities.
    pub can: Vec<(String, Expression)>,
    /// What errors look like.
    pub error: ErrorShape,
}

/// A variable the site owner may set.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variable {
    /// What it is, for the message that it is missing.
    pub about: Option<String>,
    /// Whether the mapping is useless without it.
    pub required: bool,
    /// Its value when there is no other.
    pub default: Option<UriTemplate>,
    /// Where the page may have it.
    pub from: Vec<PageSource>,
    /// Whether it must not be shown or written into an address.
    pub secret: bool,
    /// Whether it may be written into an address all the same.
    pub in_url: bool,
}

/// A place of the page that may have the value of a variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageSource {
    /// The cookie of this name.
    pub cookie: Option<String>,
    /// The `meta` element of this name.
    pub meta: Option<String>,
    /// Another variable.
    pub var: Option<String>,
    /// Cuts the value at this separator.
    pub split: Option<String>,
    /// Which piece of the cut is taken; negative counts from the end.
    pub index: i64,
}

/// What errors look like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ErrorShape {
    /// Holds for an error with a good status.
    pub when: Option<Condition>,
    /// The backend's name of the error.
    pub code: Option<Expression>,
    /// A sentence about the sort of error.
    pub title: Option<Expression>,
    /// A sentence about this error.
    pub detail: Option<Expression>,
    /// The status, when the answer's own is wrong.
    pub status: Option<Expression>,
    /// Seconds to wait.
    pub retry_after: Option<Expression>,
    /// Sentences about single fields.
    pub fields: Option<Entries>,
    /// What the codes mean.
    pub codes: Vec<(String, ProblemKind)>,
    /// What pieces of the sentences mean.
    pub texts: Vec<(String, ProblemKind)>,
}

impl Mapping {
    /// Parses a mapping document; the error names the place of the first mistake.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let not_json = |error| Error { kind: ErrorKind::NotJson(error), at: String::new() };
        let value = json::parse(text).map_err(not_json)?;
        mapping(&Node::root(&value)).map_err(|error| *error)
    }
}

fn mapping(node: &Node<'_>) -> Read<Mapping> {
    node.object(&[
        "$schema", "mapping", "name", "title", "about", "docs", "vars", "http", "capture", "thread",
        "resolve", "config", "summary", "list", "more", "replies", "get", "queue", "comment", "count",
        "counts", "create", "source", "edit", "delete", "flag", "preview", "vote", "moderate", "me", "auth",
        "live", "feed", "can", "error",
    ])?;
    node.must("mapping")?.word(&["1"])?;
    for name in ["$schema", "title", "about"] {
        node.option(name, |node| node.string())?;
    }
    node.list("docs", |node| node.string())?;
    later::check(node)?;
    // One by one: in a struct literal every `?` would drop all members before it.
    let mut mapping = Mapping { name: name(&node.must("name")?)?, ..Mapping::default() };
    mapping.vars = node.option("vars", variables)?.unwrap_or_default();
    mapping.http = node.option("http", http)?.unwrap_or_default();
    mapping.capture = node.option("capture", captures)?.unwrap_or_default();
    mapping.thread = node.option("thread", data)?;
    mapping.resolve = node.list("resolve", step)?;
    mapping.config = node.option("config", step)?;
    mapping.list = listing(&node.must("list")?)?;
    mapping.more = node.list("more", listing)?;
    mapping.replies = node.option("replies", listing)?;
    mapping.comment = comment(&node.must("comment")?)?;
    mapping.create = node.option("create", creates)?.unwrap_or_default();
    mapping.feed = node.option("feed", uri)?;
    mapping.can = node.option("can", can)?.unwrap_or_default();
    mapping.error = node.option("error", error)?.unwrap_or_default();
    if let Some(auth) = node.get("auth") {
        auth.object(&["session", "login", "logout"])?;
        mapping.session = auth.option("session", step)?;
        auth.option("logout", step)?;
        if let Some(login) = auth.get("login") {
            later::login(&login)?;
            let popup = login.option("popup", uri)?;
            mapping.login = login.option("redirect", uri)?.or(popup);
        }
    }
    Ok(mapping)
}

fn name(node: &Node<'_>) -> Read<String> {
    let name = node.text()?;
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    match name.bytes().all(fits) && name.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        true => Ok(name.to_owned()),
        false => Err(node.expected("a name of small letters, digits, '.', '_' and '-'")),
    }
}

fn http(node: &Node<'_>) -> Read<RequestTemplate> {
    node.object(&REQUEST)?;
    request(node)
}

fn variables(node: &Node<'_>) -> Read<Vec<(String, Variable)>> {
    let variables = node.pairs(variable)?;
    match variables.iter().all(|(name, _)| is_name(name)) {
        true => Ok(variables),
        false => Err(node.expected("names of variables (letters, digits, _ and dots between)")),
    }
}

fn variable(node: &Node<'_>) -> Read<Variable> {
    node.object(&["about", "required", "default", "from", "secret", "inUrl", "keep"])?;
    let flag = |name| node.option(name, |node| node.flag());
    node.get("keep").map(|keep| keep.word(&["memory", "session", "local"])).transpose()?;
    Ok(Variable {
        required: flag("required")? == Some(true),
        secret: flag("secret")? == Some(true),
        in_url: flag("inUrl")? == Some(true),
        about: node.option("about", |node| node.string())?,
        default: node.option("default", uri)?,
        from: node.list("from", source)?,
    })
}

fn source(node: &Node<'_>) -> Read<PageSource> {
    node.object(&["cookie", "meta", "var", "split", "index"])?;
    let text = |name| node.option(name, |node| node.string());
    Ok(PageSource {
        cookie: text("cookie")?,
        meta: text("meta")?,
        var: node.option("var", |node| node.name())?,
        split: text("split")?,
        index: node.option("index", |node| node.integer())?.unwrap_or(0),
    })
}

fn error(node: &Node<'_>) -> Read<ErrorShape> {
    node.object(&["when", "code", "title", "detail", "status", "retryAfter", "fields", "codes", "texts"])?;
    let mut shape = ErrorShape { when: node.option("when", condition)?, ..ErrorShape::default() };
    fill(
        node,
        [
            ("code", &mut shape.code),
            ("title", &mut shape.title),
            ("detail", &mut shape.detail),
            ("status", &mut shape.status),
            ("retryAfter", &mut shape.retry_after),
        ],
    )?;
    shape.fields = node.option("fields", entries)?;
    shape.codes = node.table("codes", problem)?;
    shape.texts = node.table("texts", problem)?;
    Ok(shape)
}

fn problem(node: &Node<'_>) -> Read<ProblemKind> {
    ProblemKind::parse(node.text()?)
        .ok_or_else(|| node.expected("the name of a problem, as in docs/backends.md"))
}
