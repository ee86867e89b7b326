//! Writes threads: entries, what the reader may do, what they send.

use super::NOW;
use causerie::mapping::Opened;
use causerie::model::{
    Acts, Capabilities, Comment, CommentId, Content, Create, Field, Fields, Kind, Need, Offers, Page,
    Session, State, Time, Via,
};
use causerie::state::{Action, FormKey, Submission};

/// A comment of plain text, written so many hours ago.
pub fn comment(id: &str, name: &str, hours: i64, text: &str) -> Comment {
    let mut comment = Comment::new(CommentId::number(id));
    comment.author.name = Some(name.to_owned());
    comment.created = Some(Time::At(NOW - hours * HOUR));
    comment.body.content = Content::Text(text.to_owned());
    comment
}

/// The same as an answer.
pub fn reply(id: &str, parent: &str, name: &str, hours: i64, text: &str) -> Comment {
    Comment { parent: Some(CommentId::number(parent)), ..comment(id, name, hours, text) }
}

/// A comment in a state.
pub fn in_state(state: State, comment: Comment) -> Comment {
    Comment { state, ..comment }
}

/// A notice of another page.
pub fn ping(id: &str, kind: Kind, name: &str, hours: i64, html: &str) -> Comment {
    let mut ping = Comment { kind, ..comment(id, "", hours, "") };
    ping.author.name = None;
    ping.body.content = Content::Html(html.to_owned());
    ping.via = Some(Via { url: Some(format!("https://ailleurs.example/{id}")), name: Some(name.to_owned()) });
    ping
}

/// A form like WordPress's: name and address required.
pub fn capabilities() -> Capabilities {
    let required = Field { need: Need::Required, ..Field::default() };
    let fields = Fields { name: required.clone(), email: required, ..Fields::default() };
    Capabilities {
        create: Create::Form,
        reply: true,
        max_depth: None,
        sorts: Vec::new(),
        order: None,
        fields,
        feed: None,
        acts: Acts::default(),
        session: Session::None,
        offers: Offers::default(),
    }
}

/// The same with another way to write.
pub fn creating(create: Create) -> Capabilities {
    Capabilities { create, ..capabilities() }
}

/// The backend's answer.
pub fn opened(items: Vec<Comment>, capabilities: Capabilities) -> Action {
    page(Page { items, ..Page::default() }, capabilities)
}

/// The same with what else a page says.
pub fn page(page: Page, capabilities: Capabilities) -> Action {
    Action::Opened(Ok(Box::new(Opened { page, capabilities, sort: None, title: None })))
}

/// A form is sent.
pub fn submission(form: FormKey) -> Action {
    let (key, now) = ("k1".to_owned(), NOW);
    Action::Submit(Box::new(Submission { form, key, now, ..Submission::default() }))
}

/// The key of the form under a comment.
pub fn under(id: &str) -> FormKey {
    Some(CommentId::number(id))
}

/// Milliseconds.
pub const HOUR: i64 = 3_600_000;
