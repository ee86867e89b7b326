//! Whom a text mentions. Who else has written matters to a text only where it names them.

use super::super::Setting;
use crate::body::Mention;
use crate::cut;
use crate::model::{Comment, CommentId, Content};
use crate::state::Names;
use std::cell::RefCell;
use std::rc::Rc;

/// The people a text may mention.
pub struct Mentions {
    /// Who has written, and the text's place in the flat list: who wrote before is meant first.
    names: RefCell<(Rc<Names>, usize)>,
    met: Vec<CommentId>,
}

/// What would be drawn is the same when the same people are met.
impl PartialEq for Mentions {
    fn eq(&self, other: &Self) -> bool {
        self.met == other.met
    }
}

impl Eq for Mentions {}

impl Mentions {
    /// Looks after every `@` of the comment at a position of the flat list, however it is written; of a text that has none,
    /// nobody asks.
    pub fn of(comment: &Comment, names: &Rc<Names>, position: usize) -> Option<Box<Self>> {
        let mut met = Vec::new();
        let (Content::Html(text) | Content::Markdown(text) | Content::Text(text)) = &comment.body.content
        else {
            return None;
        };
        let (mut at, mut is_silent) = (0, true);
        while at < text.len() {
            if let Some(sign) = SIGNS.iter().find(|sign| cut::starts(text, at, sign)) {
                is_silent = false;
                met.extend(names.find(cut::tail(text, at + sign.len()), position).map(|(_, id)| id.clone()));
            }
            at = cut::find(text, at + 1, "@&");
        }
        (!is_silent).then(|| Box::new(Self { names: RefCell::new((names.clone(), position)), met }))
    }

    /// Asks the names of others from now on, of whom the same are met: who had written once is forgotten.
    pub fn renew(&self, by: &Self) {
        self.names.swap(&by.names);
    }

    /// The link to the comment of the person whose name starts `text`.
    pub fn find(&self, text: &str, setting: &Setting) -> Option<Mention> {
        let (names, position) = &*self.names.borrow();
        let (length, id) = names.find(text, *position)?;
        Some(Mention { target: setting.comment_href(id), length })
    }
}

/// `@` as it may be written: some backends hide addresses of e-mail so.
const SIGNS: [&str; 4] = ["@", "&#64;", "&#064;", "&#x40;"];
