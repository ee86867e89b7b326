//! The decoded thread as a tree that can be read in a terminal.

use std::collections::HashMap;

use super::super::text;
use crate::locale::rfc3339;
use crate::model::{Comment, Content, Kind, State, Time};

/// Writes comments, replies below what they answer.
pub fn write(comments: &[Comment], out: &mut String) {
    let mut depths: HashMap<&str, usize> = HashMap::new();
    let mut below: HashMap<&str, Vec<&Comment>> = HashMap::new();
    let known: Vec<&str> = comments.iter().map(|comment| comment.id.as_str()).collect();
    let mut roots = Vec::new();
    for comment in comments {
        match comment.parent.as_ref().filter(|parent| known.contains(&parent.as_str())) {
            Some(parent) => below.entry(parent.as_str()).or_default().push(comment),
            None => roots.push(comment),
        }
    }
    let mut due: Vec<&Comment> = roots.into_iter().rev().collect();
    while let Some(comment) = due.pop() {
        let depth = comment
            .parent
            .as_ref()
            .and_then(|parent| depths.get(parent.as_str()))
            .map_or(0, |depth| depth + 1);
        depths.insert(comment.id.as_str(), depth);
        out.push_str(&"  ".repeat(depth));
        out.push_str(&line(comment));
        out.push('\n');
        due.extend(below.remove(comment.id.as_str()).unwrap_or_default().into_iter().rev());
    }
}

fn line(comment: &Comment) -> String {
    let mut parts = vec![comment.id.as_str().to_owned()];
    parts.push(comment.author.name.clone().unwrap_or_else(|| "(no name)".to_owned()));
    parts.push(match &comment.created {
        Some(Time::At(millis)) => rfc3339(*millis),
        Some(Time::Words(words)) => format!("“{words}” (no date)"),
        None => "(no time)".to_owned(),
    });
    if comment.kind != Kind::Comment {
        parts.push(comment.kind.as_str().to_owned());
    }
    match comment.state {
        State::Approved => {}
        State::Unknown => parts.push("a state that is not known, so nobody sees it".to_owned()),
        state => parts.push(state.as_str().to_owned()),
    }
    let words = match &comment.body.content {
        Content::Html(html) => short(&text::plain(html)),
        Content::Markdown(words) | Content::Text(words) => short(words),
        Content::Empty => String::new(),
    };
    parts.push(if words.is_empty() { "(no text)".to_owned() } else { words });
    parts.join(" · ")
}

/// The beginning of a text, on one line.
pub fn short(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// Characters of a text that are shown.
const LONGEST: usize = 60;
