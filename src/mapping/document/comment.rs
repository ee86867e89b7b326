//! Reads what is in a comment: one expression for each member of the model.

use super::super::expression::{Condition, Expression};
use super::expression::{can, expression, tests};
use super::later::entries;
use super::reader::{Node, Read};

/// Where the members of a comment are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentShape {
    /// Its name in the thread.
    pub id: Expression,
    /// What `parent` refers to, when it is not the id.
    pub key: Option<Expression>,
    /// The comment it answers.
    pub parent: Option<Expression>,
    /// The top-level comment of its branch.
    pub root: Option<Expression>,
    /// The name of the person addressed.
    pub reply_to: Option<Expression>,
    /// What it is.
    pub kind: Option<Expression>,
    /// Where it stands.
    pub state: Option<Expression>,
    /// Why it waits.
    pub reason: Option<Expression>,
    /// Who wrote it.
    pub author: AuthorShape,
    /// What was written.
    pub body: BodyShape,
    /// Its heading.
    pub title: Option<Expression>,
    /// Its language.
    pub lang: Option<Expression>,
    /// Its permanent address.
    pub link: Option<Expression>,
    /// When it was written.
    pub created: Option<Expression>,
    /// When it was changed.
    pub edited: Option<Expression>,
    /// The address of the page it comes from, and that page's name.
    pub via: [Option<Expression>; 2],
    /// Votes for, against, their sum, and the reader's own.
    pub votes: Option<[Option<Expression>; 4]>,
    /// The number of replies, of those that did not come, and the cursor to them.
    pub replies: [Option<Expression>; 3],
    /// Whether it is kept at the top.
    pub pinned: Option<Expression>,
    /// Whether it is folded.
    pub collapsed: Option<Expression>,
    /// Whether this reader wrote it.
    pub mine: Mine,
    /// What this reader may do with it.
    pub can: Vec<(String, Expression)>,
    /// Items to leave out.
    pub drop: Condition,
}

/// How a reader's own comments are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Mine {
    /// Not at all, or those posted since the page was opened.
    #[default]
    Session,
    /// The backend says so.
    Told(Expression),
}

/// Where the members of an author are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthorShape {
    /// The backend's id of the person.
    pub id: Option<Expression>,
    /// The name.
    pub name: Option<Expression>,
    /// The website.
    pub url: Option<Expression>,
    /// The picture.
    pub avatar: Option<Expression>,
    /// The e-mail address.
    pub email: Option<Expression>,
    /// A list of roles.
    pub roles: Option<Expression>,
    /// A label of the backend's own.
    pub badge: Option<Expression>,
}

/// Where the text is, in its several notations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyShape {
    /// As HTML.
    pub html: Option<Expression>,
    /// As Markdown.
    pub markdown: Option<Expression>,
    /// As plain text.
    pub text: Option<Expression>,
    /// As typed.
    pub source: Option<Expression>,
    /// A content warning.
    pub warning: Option<Expression>,
}

/// Reads the shape of a comment.
pub fn comment(node: &Node<'_>) -> Read<CommentShape> {
    node.object(&[
        "id",
        "key",
        "parent",
        "root",
        "replyTo",
        "kind",
        "state",
        "reason",
        "author",
        "body",
        "title",
        "lang",
        "link",
        "created",
        "edited",
        "via",
        "votes",
        "replies",
        "pinned",
        "collapsed",
        "mine",
        "can",
        "drop",
    ])?;
    let mut shape = CommentShape { id: expression(&node.must("id")?)?, ..CommentShape::default() };
    fill(
        node,
        [
            ("key", &mut shape.key),
            ("parent", &mut shape.parent),
            ("root", &mut shape.root),
            ("replyTo", &mut shape.reply_to),
            ("kind", &mut shape.kind),
            ("state", &mut shape.state),
            ("reason", &mut shape.reason),
            ("title", &mut shape.title),
            ("lang", &mut shape.lang),
            ("link", &mut shape.link),
            ("created", &mut shape.created),
            ("edited", &mut shape.edited),
            ("pinned", &mut shape.pinned),
            ("collapsed", &mut shape.collapsed),
        ],
    )?;
    if let Some(place) = node.get("author") {
        shape.author = author(&place)?;
    }
    shape.body = body(&node.must("body")?)?;
    if let Some(via) = node.get("via") {
        shape.via = expressions(&via, ["url", "name"])?;
    }
    if let Some(place) = node.get("votes") {
        shape.votes = Some(votes(&place)?);
    }
    if let Some(replies) = node.get("replies") {
        shape.replies = expressions(&replies, ["total", "hidden", "next"])?;
    }
    if let Some(mine) = node.get("mine").filter(|mine| mine.value.as_str() != Some("session")) {
        shape.mine = Mine::Told(expression(&mine)?);
    }
    shape.can = node.option("can", can)?.unwrap_or_default();
    shape.drop = Condition(node.list("drop", tests)?);
    Ok(shape)
}

/// Reads the shape of an author.
pub fn author(node: &Node<'_>) -> Read<AuthorShape> {
    let [id, name, url, avatar, email, roles, badge] =
        expressions(node, ["id", "name", "url", "avatar", "email", "roles", "badge"])?;
    Ok(AuthorShape { id, name, url, avatar, email, roles, badge })
}

/// Reads where votes are: for, against, their sum, the reader's own.
pub fn votes(node: &Node<'_>) -> Read<[Option<Expression>; 4]> {
    expressions(node, ["up", "down", "score", "mine"])
}

fn body(node: &Node<'_>) -> Read<BodyShape> {
    node.object(&["html", "markdown", "text", "source", "warning", "facets", "emoji"])?;
    node.option("facets", expression)?;
    node.option("emoji", entries)?;
    let mut shape = BodyShape::default();
    fill(
        node,
        [
            ("html", &mut shape.html),
            ("markdown", &mut shape.markdown),
            ("text", &mut shape.text),
            ("source", &mut shape.source),
            ("warning", &mut shape.warning),
        ],
    )?;
    Ok(shape)
}

/// Reads an object of optional expressions.
fn expressions<const N: usize>(node: &Node<'_>, names: [&'static str; N]) -> Read<[Option<Expression>; N]> {
    node.object(&names)?;
    let mut found = [const { None }; N];
    for (place, name) in found.iter_mut().zip(names) {
        *place = optional(node, name)?;
    }
    Ok(found)
}

/// Reads optional expressions into their places.
pub fn fill<const N: usize>(
    node: &Node<'_>,
    places: [(&'static str, &mut Option<Expression>); N],
) -> Read<()> {
    for (name, place) in places {
        *place = optional(node, name)?;
    }
    Ok(())
}

#[inline(never)]
fn optional(node: &Node<'_>, name: &str) -> Read<Option<Expression>> {
    node.option(name, expression)
}
