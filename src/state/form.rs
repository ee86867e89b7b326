//! One form: its text, what is wrong with it, and the rules that tell.

use super::{Effect, Focus, Thread};
use crate::config::Composer;
use crate::cut;
use crate::model::{CommentId, Create, Field, FieldName, Fields, Need, Problem};
use std::rc::Rc;

/// Names a form: the comment it answers, or none for the thread's own form.
pub type FormKey = Option<CommentId>;

/// A form that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What is wrong with single fields.
    pub complaints: Vec<(FieldName, Complaint)>,
    /// What is wrong with the whole.
    pub problem: Option<Problem>,
    /// What the backend says the text will look like: HTML.
    pub preview: Option<String>,
    /// Counts up when the form is sent or filled in from outside: each version is sent once.
    pub version: u32,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their website.
    pub url: String,
    /// Whether this browser may keep all that for the next time.
    pub remember: bool,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// It is empty.
    NeedsValue,
    /// It is no e-mail address.
    NeedsEmail,
    /// It is no web address.
    NeedsUrl,
    /// It needs that many characters at least.
    NeedsMore(u32),
    /// It takes that many characters at most.
    NeedsLess(u32),
    /// It does not match the backend's pattern.
    NeedsOther,
    /// The backend's own sentence.
    Backend(String),
}

impl Thread {
    /// Opens the thread's own form when the options and the backend want it open.
    pub(super) fn open_form_by_default(&mut self) {
        let wanted = self.config.composer == Composer::Open || !self.draft_text(&None).is_empty();
        let allowed = self.config.composer != Composer::None && matches!(self.create(), Create::Form);
        if !allowed {
            self.forms.clear();
        } else if wanted {
            self.open_form(None);
        }
    }

    pub(super) fn open_form(&mut self, key: FormKey) {
        if self.form(&key).is_none() {
            self.forms.push((key, Rc::default()));
        }
    }

    /// What stands in a form: what was typed and not sent.
    pub fn draft_text(&self, key: &FormKey) -> &str {
        self.drafts.iter().find(|(found, _)| found == key).map_or("", |(_, text)| text)
    }

    pub(super) fn keep_draft(&mut self, key: &FormKey, text: String) {
        match self.drafts.iter_mut().find(|(found, _)| found == key) {
            Some((_, kept)) => *kept = text,
            None => self.drafts.push((key.clone(), text)),
        }
    }

    #[inline(never)]
    pub(super) fn compose(&mut self) -> Vec<Effect> {
        self.open_form(None);
        vec![Effect::Focus(Focus::Field(None, FieldName::Body))]
    }

    #[inline(never)]
    pub(super) fn reply(&mut self, id: CommentId) -> Vec<Effect> {
        let key = Some(id);
        self.open_form(key.clone());
        vec![Effect::Focus(Focus::Field(key, FieldName::Body))]
    }

    /// Closes a form; what was typed stays, for when it is opened again.
    #[inline(never)]
    pub(super) fn cancel(&mut self, key: &FormKey) -> Vec<Effect> {
        self.forms.retain(|(found, _)| found != key);
        vec![Effect::Focus(Focus::Opener(key.clone()))]
    }

    /// Keeps what was typed. A field that is only left tells nothing new, and must not undo what came from another window.
    pub(super) fn typed(&mut self, key: FormKey, text: String) -> Vec<Effect> {
        if self.draft_text(&key) == text {
            return Vec::new();
        }
        self.keep_draft(&key, text);
        vec![self.save_typed(&key)]
    }
}

impl Fields {
    /// The rules of one field.
    pub fn rules(&self, name: FieldName) -> &Field {
        match name {
            FieldName::Name => &self.name,
            FieldName::Email => &self.email,
            FieldName::Url => &self.url,
            FieldName::Body => &self.body,
        }
    }
}

impl Reader {
    /// The reader with blanks cut off and the website's scheme added where it was left out.
    pub fn tidied(&self) -> Self {
        let url = self.url.trim();
        let scheme = if url.is_empty() || cut::has(url, b':') { "" } else { "https://" };
        Self {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            url: [scheme, url].concat(),
            remember: self.remember,
        }
    }

    /// Takes over what stands in a field.
    pub fn set(&mut self, field: FieldName, value: String) {
        match field {
            FieldName::Name => self.name = value,
            FieldName::Email => self.email = value,
            FieldName::Url => self.url = value,
            FieldName::Body => {}
        }
    }

    /// What stands in a field.
    pub fn value(&self, name: FieldName) -> &str {
        match name {
            FieldName::Name => &self.name,
            FieldName::Email => &self.email,
            FieldName::Url => &self.url,
            FieldName::Body => "",
        }
    }
}

/// What is wrong with a form, field by field in the order of the form.
#[inline(never)]
pub(super) fn complaints(
    fields: &Fields,
    body: &str,
    reader: &Reader,
    mismatches: &[FieldName],
) -> Vec<(FieldName, Complaint)> {
    let check = |name: FieldName| {
        let rules = fields.rules(name);
        let value = if name == FieldName::Body { body.trim() } else { reader.value(name) };
        let complaint = complaint(rules, name, value)
            .or_else(|| mismatches.contains(&name).then_some(Complaint::NeedsOther));
        complaint.map(|complaint| (name, complaint))
    };
    FieldName::ALL.into_iter().filter_map(check).collect()
}

fn complaint(rules: &Field, name: FieldName, value: &str) -> Option<Complaint> {
    if rules.need == Need::Absent {
        return None;
    }
    if value.is_empty() {
        return (rules.need == Need::Required).then_some(Complaint::NeedsValue);
    }
    let length = value.chars().count();
    if let Some(least) = rules.min_length.filter(|least| length < *least as usize) {
        return Some(Complaint::NeedsMore(least));
    }
    if let Some(most) = rules.max_length.filter(|most| length > *most as usize) {
        return Some(Complaint::NeedsLess(most));
    }
    match name {
        FieldName::Email if !is_email(value) => Some(Complaint::NeedsEmail),
        FieldName::Url if !is_web_address(value) => Some(Complaint::NeedsUrl),
        _ => None,
    }
}

/// Whether mail could be sent there: something, `@`, and a host with a dot. More is the backend's business.
fn is_email(value: &str) -> bool {
    let Some((local, host)) = cut::last(value, "@") else { return false };
    let blank =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '"');
    let dotted = cut::has(host, b'.') && cut::pieces(host, ".").all(|label| !label.is_empty());
    !local.is_empty() && dotted && !cut::has(local, b'@') && !value.chars().any(blank)
}

fn is_web_address(value: &str) -> bool {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let host = rest.map_or("", |rest| cut::part(rest, 0, cut::find(rest, 0, "/?#")));
    !host.is_empty()
        && !value.chars().any(char::is_whitespace)
        && (cut::has(host, b'.') || host.starts_with("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_words() {
        for (value, expected) in [
            ("anna@example.org", true),
            ("a.b+c@sub.example.org", true),
            ("jörg@exämple.de", true),
            ("anna", false),
            ("anna@", false),
            ("anna@example", false),
            ("anna@example.", false),
            ("@example.org", false),
            ("anna anna@example.org", false),
            ("a@b@example.org", false),
        ] {
            assert_eq!(is_email(value), expected, "{value}");
        }
    }

    #[test]
    fn a_website_gets_its_scheme_and_must_be_one() {
        for (typed, tidied, fine) in [
            ("example.org", "https://example.org", true),
            (" http://example.org/a ", "http://example.org/a", true),
            ("pas un site", "https://pas un site", false),
            ("javascript:alert(1)", "javascript:alert(1)", false),
            ("blog", "https://blog", false),
        ] {
            let reader = Reader { url: typed.to_owned(), ..Reader::default() }.tidied();
            assert_eq!(reader.url, tidied);
            assert_eq!(is_web_address(&reader.url), fine, "{typed}");
        }
    }

    #[test]
    fn every_rule_of_the_backend_is_checked() {
        let need = |need, min_length, max_length| Field { need, min_length, max_length, ..Field::default() };
        let fields = Fields {
            name: need(Need::Required, None, None),
            email: need(Need::Required, None, None),
            url: need(Need::Absent, None, None),
            body: need(Need::Required, Some(3), Some(5)),
        };
        let reader =
            Reader { name: String::new(), email: "anna".into(), url: "nonsense".into(), remember: false };
        assert_eq!(
            complaints(&fields, "ab", &reader, &[]),
            [
                (FieldName::Body, Complaint::NeedsMore(3)),
                (FieldName::Name, Complaint::NeedsValue),
                (FieldName::Email, Complaint::NeedsEmail),
            ]
        );
        let reader = Reader { name: "é".into(), email: "a@b.fr".into(), ..Reader::default() };
        assert_eq!(complaints(&fields, "éééééé", &reader, &[]), [(FieldName::Body, Complaint::NeedsLess(5))]);
        assert_eq!(
            complaints(&fields, "ééé", &reader, &[FieldName::Name]),
            [(FieldName::Name, Complaint::NeedsOther)]
        );
    }
}
