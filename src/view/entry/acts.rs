//! What an author or a moderator can do with an entry: buttons, the question before what cannot be undone, the editor.

use super::super::Setting;
use super::super::element::{Element, Markup, button, element};
use super::super::problem::sentence;
use super::EntryProps;
use crate::locale::Text;
use crate::model::{Act, CommentId, Moderation, Problem, State};
use crate::state::{CONFIRM, Doing, EDITOR, Editor};

/// The buttons of an author and of a moderator.
#[inline(never)]
pub fn buttons(props: &EntryProps) -> Vec<Markup> {
    let (may, setting) = (props.may, &props.setting);
    let mut own: Vec<Markup> = Vec::new();
    if may.edit {
        own.push(labelled(button("causerie-edit"), Text::Edit, props).into());
    }
    if may.delete {
        own.push(labelled(button("causerie-delete"), Text::Delete, props).into());
    }
    let mut decisions: Vec<Markup> = Vec::new();
    decisions.extend(props.decisions.iter().map(|decision| Markup::from(decide(*decision, props))));
    if decisions.is_empty() {
        return own;
    }
    if props.comment.state != State::Approved {
        // What waits for a decision is decided first.
        decisions.extend(own);
        return decisions;
    }
    // Rarely needed, it does not stand in the way.
    let summary = element("summary", "causerie-moderate").text(setting.words(Text::Moderate));
    let decisions = element("span", "causerie-decisions").children(decisions);
    own.push(element("details", "causerie-moderation").child(summary).child(decisions).into());
    own
}

fn labelled(button: Element, text: Text, props: &EntryProps) -> Element {
    let words = props.setting.words(text);
    let label = [words, ", ", props.setting.name(&props.comment.author)].concat();
    let is_busy = props.doing.as_ref().is_some_and(|doing| doing.is_busy);
    button.text(words).attribute("aria-label", label).optional("aria-disabled", is_busy.then_some("true"))
}

/// A button for a decision.
pub fn decide(decision: Moderation, props: &EntryProps) -> Element {
    labelled(button("causerie-decide").attribute("value", decision.as_str()), words(decision), props)
}

/// The words for a decision.
#[inline(never)]
pub fn words(decision: Moderation) -> Text {
    Text::named(&["do-", decision.as_str()].concat()).unwrap_or(Text::Moderate)
}

/// What stands below an entry while something is going on with it: a question, or why something failed.
#[inline(never)]
pub fn below(props: &EntryProps) -> Option<Markup> {
    let doing = props.doing.as_ref()?;
    let setting = &props.setting;
    if let Some(question) = &doing.question {
        return Some(asked(question, &props.comment.id, setting));
    }
    Some(refused(doing.problem.as_ref()?, setting))
}

/// Why something failed. The line for screen readers says so too, and is the only one that is read aloud.
#[inline(never)]
pub fn refused(problem: &Problem, setting: &Setting) -> Markup {
    let words = [setting.words(Text::Refused), " ", &sentence(problem, setting)].concat();
    element("p", "causerie-notice causerie-refused").text(words).into()
}

fn asked(question: &Act, id: &CommentId, setting: &Setting) -> Markup {
    let (words, yes) = match question {
        Act::Moderate(Moderation::Block) => (Text::AskBlock, Text::DoBlock),
        Act::Moderate(_) => (Text::AskPurge, Text::DoPurge),
        _ => (Text::AskDelete, Text::Delete),
    };
    let yes = button("causerie-confirm").text(setting.words(yes));
    let yes = yes.attribute("id", setting.form_id(Some(id), CONFIRM));
    let label_id = setting.form_id(Some(id), "question");
    let label = element("span", "causerie-question-text")
        .attribute("id", label_id.clone())
        .text(setting.words(words));
    let no = button("causerie-leave").text(setting.words(Text::Cancel));
    let group =
        element("div", "causerie-question").attribute("role", "group").attribute("aria-labelledby", label_id);
    group.child(label).child(yes).child(no).into()
}

/// The editor in place of the text.
#[inline(never)]
pub fn editor(props: &EntryProps, doing: &Doing, editor: &Editor) -> Markup {
    let (setting, id) = (&props.setting, &props.comment.id);
    let Editor::Open(text) = editor else {
        return element("p", "causerie-state causerie-loading").text(setting.words(Text::Loading)).into();
    };
    let input_id = setting.form_id(Some(id), EDITOR);
    let label =
        element("label", "causerie-label").attribute("for", input_id.clone()).text(setting.words(Text::Body));
    let input = element("textarea", "causerie-input").attribute("id", input_id).attribute("name", EDITOR);
    let input = input
        .attribute("rows", "6")
        .attribute("dir", "auto")
        .flag("required", true)
        .flag("readonly", doing.is_busy)
        .value(text);
    let save =
        element("button", "causerie-submit").attribute("type", "submit").text(setting.words(Text::Save));
    let save = save.optional("aria-disabled", doing.is_busy.then_some("true"));
    let leave = button("causerie-leave").text(setting.words(Text::Cancel));
    let buttons = element("div", "causerie-form-actions").child(save).child(leave);
    let form =
        element("form", "causerie-editor").flag("novalidate", true).attribute("data-id", id.to_string());
    form.child(label).child(input).child(buttons).into()
}

/// Where an entry stands that only a moderator sees.
#[inline(never)]
pub fn standing(state: State) -> Option<Text> {
    Some(match state {
        State::Spam => Text::IsSpam,
        State::Trashed => Text::IsTrashed,
        State::Rejected => Text::IsRejected,
        State::Hidden => Text::IsHidden,
        _ => return None,
    })
}
