//! Whom a text mentions. Who else has written matters to a text only where it names them.

use crate::cut;
use crate::model::{Comment, CommentId, Content};
use crate::state::Names;
use std::rc::Rc;

/// The people a text may mention.
pub struct Mentions {
    names: Rc<Names>,
    /// The text's place in the flat list: who wrote before is meant first.
    position: usize,
    met: Vec<CommentId>,
}

/// What would be drawn is the same when the same people are met.
impl PartialEq for Mentions {
    fn eq(&self, other: &Self) -> bool {
        self.met == other.met
    }
}

impl Mentions {
    /// Looks after every `@` of the comment at a position of the flat list.
    pub fn of(comment: &Comment, names: &Rc<Names>, position: usize) -> Self {
        let mut mentions = Self { names: names.clone(), position, met: Vec::new() };
        let mut rest = match &comment.body.content {
            Content::Empty => "",
            Content::Html(text) | Content::Markdown(text) | Content::Text(text) => text,
        };
        while let Some((_, after)) = cut::once(rest, "@") {
            let met = mentions.find(after).map(|(_, id)| id.clone());
            mentions.met.extend(met);
            rest = after;
        }
        mentions
    }

    /// The person whose name starts `text`: how many bytes name them, and their comment.
    pub fn find(&self, text: &str) -> Option<(usize, &CommentId)> {
        self.names.find(text, self.position)
    }
}
