//! What a reader may do, and the form.

use super::{Moderation, Sort};

/// What the reader may do in the thread now: what the mapping can express, narrowed by the backend's word.
#[derive(Clone, Debug, PartialEq)]
pub struct Capabilities {
    /// Whether and how a comment can be written.
    pub create: Create,
    /// Whether an answer to a comment can be written.
    pub reply: bool,
    /// How deep the backend lets replies nest; `None` where it does not say.
    pub max_depth: Option<u32>,
    /// The orders the backend can give.
    pub sorts: Vec<Sort>,
    /// The order it gives when not asked.
    pub order: Option<Sort>,
    /// The fields of the form.
    pub fields: Fields,
    /// Address of an Atom or RSS feed of the thread.
    pub feed: Option<String>,
    /// What can be done to comments that are there.
    pub acts: Acts,
    /// Whether the reader can sign in, or did.
    pub session: Session,
    /// What else the backend offers.
    pub offers: Offers,
}

/// What a backend offers beside comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// It shows what a text will look like.
    pub preview: bool,
    /// It counts likes and shares of the page itself.
    pub summary: bool,
    /// It tells when something changed.
    pub live: bool,
    /// It knows a comment that it gets twice by its key.
    pub repeat: bool,
}

/// Whether the reader can sign in without leaving the page, or is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Not here.
    #[default]
    None,
    /// In another window, at this address.
    Window(String),
    /// The reader is signed in under this name.
    Open(String),
    /// The reader is signed in to the page itself under this name; only the page can end that.
    Page(String),
}

/// What can be done to comments that are there, as far as the backend knows it and the reader's session allows it; the
/// backend may allow less for a single comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// The author may change a comment, and a moderator too.
    pub edit: bool,
    /// Moderators may not change what others wrote.
    pub is_authors_only: bool,
    /// The author may delete a comment.
    pub delete: bool,
    /// Seconds after posting for which the author may do either; `None` where the backend sets no limit.
    pub window: Option<u32>,
    /// Anybody may vote for a comment.
    pub up: bool,
    /// Anybody may vote against a comment.
    pub down: bool,
    /// A vote can be taken back.
    pub clear: bool,
    /// Anybody may report a comment.
    pub flag: bool,
    /// Whether this reader is a moderator here.
    pub moderator: bool,
    /// What a moderator may decide.
    pub moderate: Vec<Moderation>,
    /// Whether a moderator can list what waits.
    pub queue: bool,
}

/// Whether and how a comment can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Create {
    /// By a form here.
    Form,
    /// On another page, at this address.
    Open(String),
    /// After signing in at this address, if the mapping gives one.
    LoginRequired(Option<String>),
    /// Not any more: the thread is closed.
    Closed,
    /// Never: the backend is read only.
    Unavailable,
}

/// The fields of the comment form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The reader's name.
    pub name: Field,
    /// Their e-mail address.
    pub email: Field,
    /// Their website.
    pub url: Field,
    /// The text.
    pub body: Field,
}

impl Default for Fields {
    fn default() -> Self {
        let optional = Field { need: Need::Optional, ..Field::default() };
        Self {
            name: optional.clone(),
            email: optional.clone(),
            url: optional,
            body: Field { need: Need::Required, ..Field::default() },
        }
    }
}

/// The rules of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Whether it must be filled in.
    pub need: Need,
    /// An HTML `pattern` its value must match.
    pub pattern: Option<String>,
    /// Least number of characters.
    pub min_length: Option<u32>,
    /// Greatest number of characters.
    pub max_length: Option<u32>,
    /// A sentence of the mapping's own under the field.
    pub hint: Option<String>,
}

/// Whether a field must be filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
    /// It is not shown.
    #[default]
    Absent,
}

/// Names one field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// The reader's name.
    Name,
    /// Their e-mail address.
    Email,
    /// Their website.
    Url,
    /// The text.
    Body,
}

impl FieldName {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Body, Self::Name, Self::Email, Self::Url];

    /// The name used in mappings and for `name` attributes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Url => "url",
            Self::Body => "body",
        }
    }
}
