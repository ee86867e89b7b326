//! Changing the text of a comment that is there.

use super::{Effect, Event, Focus, Saying, Thread};
use crate::body;
use crate::model::{Act, CommentId, Problem, ProblemKind};

/// A text that is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Editor {
    /// It is on its way.
    Fetching,
    /// It stands in the form like this.
    Open(String),
}

impl Thread {
    /// Opens the editor for a comment that is there.
    #[inline(never)]
    pub(super) fn change_text(&mut self, id: &CommentId) -> Vec<Effect> {
        let Some(comment) = self.found(id) else { return Vec::new() };
        // What comes of it would close the editor, or fill it once more.
        if self.doing(id).is_some_and(|doing| doing.is_busy || doing.editor.is_some()) {
            return Vec::new();
        }
        if let Some(source) = comment.body.source.clone() {
            return self.edit_from(id, source);
        }
        self.note(id, |doing| doing.editor = Some(Editor::Fetching));
        vec![Effect::Source(comment)]
    }

    /// The text to change came. Where the backend has none but the one that is shown, that is changed.
    #[inline(never)]
    pub(super) fn sourced(&mut self, id: &CommentId, result: Result<Option<String>, Problem>) -> Vec<Effect> {
        let Some(comment) = self.found(id) else { return Vec::new() };
        if self.editor(id) != Some(&Editor::Fetching) {
            return Vec::new();
        }
        match result {
            Ok(Some(source)) => self.edit_from(id, source),
            Ok(None) => self.edit_from(id, body::text(&comment.body.content)),
            Err(problem) if problem.kind == ProblemKind::Unsupported => {
                self.edit_from(id, body::text(&comment.body.content))
            }
            Err(problem) => {
                self.note(id, |doing| {
                    doing.editor = None;
                    doing.problem = Some(problem.clone());
                });
                self.say(Saying::Refused(problem.clone()));
                // The button that had the focus was gone meanwhile.
                vec![Effect::Emit(Event::Error(problem)), Effect::Focus(Focus::Comment(id.clone()))]
            }
        }
    }

    /// What was typed the last time and not saved goes on.
    fn edit_from(&mut self, id: &CommentId, source: String) -> Vec<Effect> {
        let typed = self.edits.iter().find(|(found, _)| found == id).map(|(_, text)| text.clone());
        let source = typed.unwrap_or(source);
        self.note(id, |doing| doing.editor = Some(Editor::Open(source)));
        vec![Effect::Focus(Focus::Part(id.clone(), EDITOR))]
    }

    /// Keeps what stands in the editor. One that was left stays closed: browsers tell of a change when it goes.
    #[inline(never)]
    pub(super) fn retyped(&mut self, id: &CommentId, text: String) -> Vec<Effect> {
        if !matches!(self.editor(id), Some(Editor::Open(_))) {
            return Vec::new();
        }
        self.note(id, |doing| doing.editor = Some(Editor::Open(text.clone())));
        vec![self.keep_edit(id, text)]
    }

    /// Keeps a changed text over a reload; an empty one is forgotten.
    #[inline(never)]
    pub(super) fn keep_edit(&mut self, id: &CommentId, text: String) -> Effect {
        self.edits.retain(|(found, _)| found != id);
        if !text.is_empty() {
            self.edits.push((id.clone(), text.clone()));
        }
        Effect::SaveEdit(id.clone(), text)
    }

    /// The changed text was saved, or is not wanted.
    #[inline(never)]
    pub(super) fn forget_edit(&mut self, id: &CommentId) -> Option<Effect> {
        let is_kept = self.edits.iter().any(|(found, _)| found == id);
        is_kept.then(|| self.keep_edit(id, String::new()))
    }

    fn editor(&self, id: &CommentId) -> Option<&Editor> {
        self.doing(id)?.editor.as_ref()
    }

    /// Sends the changed text.
    #[inline(never)]
    pub(super) fn save(&mut self, id: &CommentId) -> Vec<Effect> {
        let (Some(comment), Some(doing)) = (self.found(id), self.doing(id)) else { return Vec::new() };
        match &doing.editor {
            Some(Editor::Open(text)) if !doing.is_busy && !text.trim().is_empty() => {
                let text = text.trim().to_owned();
                self.begin(&comment, Act::Edit(text))
            }
            _ => vec![Effect::Focus(Focus::Part(id.clone(), EDITOR))],
        }
    }
}

/// The part in which a text is changed.
pub const EDITOR: &str = "editor";
