//! Who has written in the thread, so that `@name` in a text can link to that person's comment.

use super::is_shown;
use crate::body::url::is_word;
use crate::model::{Comment, CommentId};
use crate::places::{hashed, sort};
use std::cell::OnceCell;
use std::rc::Rc;

/// Who has written in a thread.
#[derive(Clone, Debug, Default)]
pub struct Names {
    comments: Vec<Rc<Comment>>,
    /// Made when a name is looked for first: many threads have no `@`.
    index: OnceCell<Index>,
}

/// The names of a thread with the comments of each, in the order of the list.
#[derive(Clone, Debug, Default)]
struct Index {
    /// The hashes of the names with the positions of their comments, sorted.
    named: Vec<(i64, usize)>,
    /// The length of the longest name in characters.
    longest: usize,
}

impl Index {
    /// Collects the names of all entries that are shown.
    fn of(comments: &[Rc<Comment>]) -> Self {
        let mut names = Self::default();
        for (position, comment) in comments.iter().enumerate() {
            let name = comment.author.name.as_deref().unwrap_or("").trim();
            if name.is_empty() || comment.kind.is_ping() || !is_shown(comment) {
                continue;
            }
            let (mut hash, mut length) = (0, 0);
            for char in name.chars() {
                hash = hashed(hash, folded(char));
                length += 1;
            }
            names.longest = names.longest.max(length).min(LONGEST);
            names.named.push((hash, position));
        }
        sort(&mut names.named);
        names
    }
}

impl Names {
    /// The names of all entries that are shown.
    pub fn collect(comments: &[Rc<Comment>]) -> Self {
        Self { comments: comments.to_vec(), index: OnceCell::new() }
    }

    /// The person whose name starts `text`: how many bytes name them, and their comment that was last
    /// before `position`, or else their first. The longest name wins, and a name ends where a word ends.
    pub fn find(&self, text: &str, position: usize) -> Option<(usize, &CommentId)> {
        let Index { named, longest } = self.index.get_or_init(|| Index::of(&self.comments));
        let (mut found, mut hash) = (None, 0);
        for (at, char) in text.char_indices().take(*longest) {
            hash = hashed(hash, folded(char));
            let end = at + char.len_utf8();
            if char.is_whitespace() || text[end..].chars().next().is_some_and(is_word) {
                continue;
            }
            let mut at = named.partition_point(|(known, _)| *known <= hash);
            while let Some((_, other)) = named.get(at.wrapping_sub(1)).filter(|(known, _)| *known == hash) {
                at -= 1;
                found = self.comments.get(*other).map(|comment| (end, &comment.id));
                if *other < position {
                    break;
                }
            }
        }
        found
    }
}

/// Names are compared without regard to the case of Latin, Greek and Cyrillic letters and with plain spaces.
fn folded(char: char) -> u32 {
    let code = u32::from(char);
    match char {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ϋ' | 'А'..='Я' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' => code | 1,
        'Ĺ'..='ň' | 'Ź'..='ž' => code + (code & 1),
        'Ÿ' => u32::from('ÿ'),
        '\u{a0}' => u32::from(' '),
        _ => code,
    }
}

/// Longer names are not looked for: with one that is as long as a comment, each `@` would cost that many steps.
const LONGEST: usize = 200;

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
    fn a_name_without_end_is_not_looked_for() {
        for (length, is_found) in [(200, true), (201, false)] {
            let mut comment = Comment::new(CommentId::text("1"));
            comment.author.name = Some("é".repeat(length));
            let names = Names::collect(&[Rc::new(comment)]);
            assert_eq!(names.find(&"é".repeat(length), 9).is_some(), is_found, "{length}");
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
