//! Who has written in the thread, so that `@name` in a text can link to that person's comment.

use super::is_shown;
use crate::model::{Comment, CommentId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The names of a thread with the comments of each, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    by_name: BTreeMap<String, Vec<(usize, CommentId)>>,
    longest: usize,
}

impl Names {
    /// Collects the names of all entries that are shown.
    pub fn collect(comments: &[Rc<Comment>]) -> Self {
        let mut names = Self::default();
        let named = |comment: &Comment| !comment.kind.is_ping() && is_shown(comment);
        for (position, comment) in comments.iter().enumerate().filter(|(_, comment)| named(comment)) {
            let Some(name) = comment.author.name.as_deref().map(fold).filter(|name| !name.is_empty()) else {
                continue;
            };
            names.longest = names.longest.max(name.chars().count());
            names.by_name.entry(name).or_default().push((position, comment.id.clone()));
        }
        names
    }

    /// The person whose name starts `text`: how many bytes name them, and their comment that was last
    /// before `position`, or else their first. The longest name wins, and a name ends where a word ends.
    pub fn find(&self, text: &str, position: usize) -> Option<(usize, &CommentId)> {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest + 1);
        let ends: Vec<_> = ends.collect();
        ends.into_iter().rev().find_map(|end| {
            let next = text[end..].chars().next();
            let ends_in_a_word = next.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if ends_in_a_word || text[..end].ends_with(char::is_whitespace) {
                return None;
            }
            let comments = self.by_name.get(&fold(&text[..end]))?;
            let earlier = comments.iter().rev().find(|(found, _)| *found < position);
            earlier.or(comments.first()).map(|(_, id)| (end, id))
        })
    }
}

/// Names are compared without regard to case and with plain spaces.
fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let comment = |id: &str, name: &str| {
            let mut comment = Comment::new(CommentId::text(id));
            comment.author.name = Some(name.to_owned());
            Rc::new(comment)
        };
        Names::collect(&[
            comment("1", "Élodie"),
            comment("2", "Élodie Lefèvre"),
            comment("3", "CM_Conseil"),
            comment("4", "Élodie"),
        ])
    }

    #[test]
    fn the_longest_name_wins_and_ends_with_its_word() {
        for (text, expected) in [
            ("élodie Lefèvre : oui", Some(("élodie Lefèvre".len(), "2"))),
            ("Élodie: oui", Some(("Élodie".len(), "1"))),
            ("Élodies", None),
            ("CM_Conseil:", Some((10, "3"))),
            ("CM", None),
            ("", None),
        ] {
            let found = names().find(text, 3).map(|(end, id)| (end, id.to_string()));
            assert_eq!(found, expected.map(|(end, id)| (end, id.to_string())), "{text}");
        }
    }

    #[test]
    fn who_is_not_shown_cannot_be_meant() {
        let mut spam = Comment::new(CommentId::text("1"));
        spam.author.name = Some("Élodie".to_owned());
        spam.state = crate::model::State::Spam;
        assert_eq!(Names::collect(&[Rc::new(spam)]).find("Élodie", 9), None);
    }

    #[test]
    fn the_last_comment_before_is_meant() {
        assert_eq!(names().find("Élodie", 9).map(|(_, id)| id.as_str().to_owned()).as_deref(), Some("4"));
        assert_eq!(names().find("Élodie", 0).map(|(_, id)| id.as_str().to_owned()).as_deref(), Some("1"));
    }
}
