//! One field of a form: label, control, and what is wrong with it, tied together.

use super::Setting;
use super::element::{Element, Markup, element};
use crate::locale::Text;
use crate::model::{CommentId, Field, FieldName, Need};
use crate::state::Complaint;

/// A field and its state.
pub struct Control<'a> {
    /// Which field.
    pub name: FieldName,
    /// What is typed in it.
    pub value: &'a str,
    /// The backend's rules.
    pub rules: &'a Field,
    /// What is wrong with it.
    pub complaint: Option<&'a Complaint>,
    /// The comment its form answers.
    pub parent: Option<&'a CommentId>,
    /// The surroundings.
    pub setting: &'a Setting,
}

impl Control<'_> {
    /// Shows the field, or nothing when the backend does not want it.
    pub fn markup(&self) -> Option<Markup> {
        if self.rules.need == Need::Absent {
            return None;
        }
        let id = self.setting.form_id(self.parent, self.name.as_str());
        let error_id = self.complaint.map(|_| [&id, "-error"].concat());
        let hint_id = self.rules.hint.as_ref().map(|_| [&id, "-hint"].concat());
        let described: Vec<_> = [hint_id.as_deref(), error_id.as_deref()].into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let label = element("label", "causerie-label")
            .attribute("for", id.clone())
            .text(self.setting.words(label(self.name)));
        let is_required = self.rules.need == Need::Required;
        // Without the note that explains it, the asterisk says nothing.
        let is_marked = is_required && !self.setting.words(Text::RequiredNote).is_empty();
        let mark = is_marked
            .then(|| element("span", "causerie-mark").attribute("aria-hidden", "true").text(" *").into());
        let input =
            self.input().attribute("id", id).attribute("name", self.name.as_str()).attribute("dir", "auto");
        let input = input.flag("required", is_required).value(self.value);
        let input = input
            .optional("aria-invalid", self.complaint.map(|_| "true"))
            .optional("aria-describedby", described);
        let field = element("div", "causerie-field")
            .attribute("data-field", self.name.as_str())
            .child(label.maybe(mark));
        let error = self.complaint.map(|complaint| {
            let error = element("p", "causerie-field-error").optional("id", error_id);
            error.text(words(complaint, self.setting)).into()
        });
        Some(field.child(input).maybe(self.hint(hint_id)).maybe(error).into())
    }

    fn input(&self) -> Element {
        if self.name == FieldName::Body {
            return element("textarea", "causerie-input").attribute("rows", "4");
        }
        let (kind, autocomplete) = match self.name {
            FieldName::Email => ("email", "email"),
            FieldName::Url => ("text", "url"),
            FieldName::Name | FieldName::Body => ("text", "name"),
        };
        let input = element("input", "causerie-input")
            .attribute("type", kind)
            .attribute("autocomplete", autocomplete);
        let mode = (self.name == FieldName::Url).then_some("url");
        input.optional("inputmode", mode).optional("pattern", self.rules.pattern.clone())
    }

    fn hint(&self, id: Option<String>) -> Option<Markup> {
        let hint = self.rules.hint.clone()?;
        Some(element("p", "causerie-hint").optional("id", id).text(hint).into())
    }
}

fn label(name: FieldName) -> Text {
    match name {
        FieldName::Name => Text::Name,
        FieldName::Email => Text::Email,
        FieldName::Url => Text::Url,
        FieldName::Body => Text::Body,
    }
}

#[inline(never)]
fn words(complaint: &Complaint, setting: &Setting) -> String {
    let locale = &setting.locale;
    let text = match complaint {
        Complaint::NeedsValue => Text::NeedsValue,
        Complaint::NeedsEmail => Text::NeedsEmail,
        Complaint::NeedsUrl => Text::NeedsUrl,
        Complaint::NeedsMore(least) => return locale.count(Text::NeedsMore, (*least).into()),
        Complaint::NeedsLess(most) => return locale.count(Text::NeedsLess, (*most).into()),
        Complaint::NeedsOther => Text::NeedsOther,
        Complaint::Backend(words) => return words.clone(),
    };
    setting.words(text).to_owned()
}
