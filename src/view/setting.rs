//! What every view needs and what does not change while the thread is shown.

use crate::body::url::origin;
use crate::config::{Config, Images};
use crate::locale::{Locale, Text};
use crate::model::{Author, CommentId};

/// The surroundings of a thread, shared by all its views.
#[derive(Clone)]
pub struct Setting {
    /// The language of the interface.
    pub locale: Locale,
    /// Put before HTML ids; empty for the first thread of a page.
    pub prefix: String,
    /// The page's address without fragment where a `<base>` would mislead `#…` links, else empty.
    pub page: String,
    /// The page's title, for headings where the backend names none.
    pub title: String,
    /// The address against which relative links of comments resolve.
    pub base: Option<String>,
    /// Origins whose pictures may be loaded under `images="own"`.
    pub origins: Vec<String>,
    /// The page author's options.
    pub config: Config,
}

/// A setting is itself and no other: views compare it in no time.
impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Setting {}

impl Setting {
    /// The HTML id of a comment.
    pub fn comment_id(&self, id: &CommentId) -> String {
        [&self.prefix, "comment-", &id.anchor()].concat()
    }

    /// The link to a comment.
    pub fn comment_href(&self, id: &CommentId) -> String {
        [&self.page, "#", &self.comment_id(id)].concat()
    }

    /// The id of something in a form.
    pub fn form_id(&self, form: Option<&CommentId>, part: &str) -> String {
        let form = form.map(|id| self.comment_id(id)).unwrap_or_default();
        [&self.prefix, "causerie-", &form, "-", part].concat()
    }

    /// The level of a heading `below` levels under the thread's own.
    pub fn level(&self, below: u8) -> u8 {
        self.config.heading_level + below
    }

    /// A text of the interface without placeholders.
    pub fn words(&self, text: Text) -> &str {
        self.locale.text(text)
    }

    /// Somebody's name, or the word for nobody's.
    pub fn name<'a>(&'a self, author: &'a Author) -> &'a str {
        author.name.as_deref().unwrap_or_else(|| self.words(Text::Anonymous))
    }

    /// Whether a picture may be loaded.
    pub fn may_load(&self, url: &str) -> bool {
        match self.config.images {
            Images::Any => true,
            Images::None => false,
            Images::Own => origin(url).is_some_and(|origin| self.origins.iter().any(|own| own == origin)),
        }
    }
}
