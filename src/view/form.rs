//! A form: for the thread or under a comment.

use super::Setting;
use super::element::{Markup, button, element, heading};
use super::entry::body;
use super::field::Control;
use super::problem::sentence;
use crate::body::{Context, nodes};
use crate::config::Composer;
use crate::digits::decimal;
use crate::locale::Text;
use crate::model::{Comment, CommentId, Content, FieldName, Fields, Need};
use crate::state::{Form, FormKey, Reader, Thread};
use std::rc::Rc;

/// A form and what stands in it.
#[derive(PartialEq, Eq)]
pub struct FormView {
    form: Rc<Form>,
    /// The comment it answers.
    parent: FormKey,
    /// That comment's author.
    parent_name: Option<String>,
    text: String,
    /// A text that a newer one has replaced.
    other: Option<String>,
    /// Whether the browser does not keep what is typed.
    is_forgetful: bool,
    /// Who writes, as far as known.
    reader: Reader,
    fields: Fields,
    /// Whether the backend shows what a text will look like.
    can_preview: bool,
    /// Whether a button closes it.
    can_close: bool,
    setting: Rc<Setting>,
}

impl FormView {
    /// The form of a thread, or the one under a comment, if it is open.
    pub fn of(thread: &Thread, parent: Option<&Comment>, setting: &Rc<Setting>) -> Option<Self> {
        let key: FormKey = parent.map(|comment| comment.id.clone());
        let can = thread.capabilities.as_ref()?;
        Some(Self {
            form: thread.form(&key)?.clone(),
            parent_name: parent.and_then(|comment| comment.author.name.clone()),
            text: thread.draft_text(&key).to_owned(),
            other: thread.other(&key).map(str::to_owned),
            is_forgetful: thread.is_forgetful,
            reader: thread.reader.clone(),
            fields: can.fields.clone(),
            can_preview: can.offers.preview,
            can_close: key.is_some() || setting.config.composer == Composer::Collapsed,
            parent: key,
            setting: setting.clone(),
        })
    }

    /// Shows the form.
    pub fn markup(&self) -> Markup {
        let (setting, parent) = (&self.setting, self.parent.as_ref());
        let title_id = setting.form_id(parent, "title");
        let title = heading(setting.level(1), "causerie-form-title")
            .attribute("id", title_id.clone())
            .text(self.title());
        let form = element("form", "causerie-form").flag("novalidate", true);
        let form = form.attribute("data-parent", parent.map(CommentId::to_string).unwrap_or_default());
        let form = form.attribute("data-version", decimal(self.form.version.into()));
        let form = form.attribute("aria-labelledby", title_id).child(title).maybe(self.legend());
        let who = [FieldName::Name, FieldName::Email, FieldName::Url];
        let who = who.into_iter().filter_map(|name| self.control(name));
        let form = form
            .maybe(self.control(FieldName::Body))
            .maybe(self.other())
            .child(element("div", "causerie-fields").children(who));
        let problem = self.form.problem.as_ref().map(|problem| {
            element("p", "causerie-form-error")
                .attribute("role", "alert")
                .text(sentence(problem, setting))
                .into()
        });
        let submit = element("button", "causerie-submit")
            .attribute("type", "submit")
            .text(setting.words(Text::Submit));
        let preview = self
            .can_preview
            .then(|| button("causerie-preview-button").text(setting.words(Text::Preview)).into());
        let buttons =
            element("div", "causerie-form-actions").child(submit).maybe(preview).maybe(self.cancel());
        let shown = self.form.preview.as_ref().map(|html| self.preview(html));
        let not_kept = || {
            element("p", "causerie-not-kept")
                .attribute("role", "status")
                .text(setting.words(Text::NotKept))
                .into()
        };
        let form = form.maybe(self.remember()).maybe(self.is_forgetful.then(not_kept));
        form.maybe(problem).child(buttons).maybe(shown).into()
    }

    /// The text that a newer one of another window has replaced.
    fn other(&self) -> Option<Markup> {
        self.other.as_deref().map(|other| self.replaced(other))
    }

    #[inline(never)]
    fn replaced(&self, other: &str) -> Markup {
        let title = element("p", "").text(self.setting.words(Text::Replaced));
        let text = element("blockquote", "causerie-replaced-text").attribute("dir", "auto").text(other);
        let take = button("causerie-use-replaced").text(self.setting.words(Text::UseReplaced));
        let discard = button("causerie-drop-replaced").text(self.setting.words(Text::Discard));
        let buttons = element("div", "causerie-actions").child(take).child(discard);
        element("div", "causerie-replaced")
            .attribute("role", "status")
            .child(title)
            .child(text)
            .child(buttons)
            .into()
    }

    /// What the text will look like. It came from the backend, which is trusted no more here than elsewhere.
    #[inline(never)]
    fn preview(&self, html: &str) -> Markup {
        let setting = &self.setting;
        let images = |url: &str| setting.may_load(url);
        let context = Context { base: setting.base.as_deref(), mention: &|_| None, images: &images };
        let body = body::markup(nodes(&Content::Html(html.to_owned()), &context));
        let title = element("p", "causerie-label").text(setting.words(Text::Preview));
        let body = element("div", "causerie-body").attribute("dir", "auto").apart(body);
        element("div", "causerie-preview").attribute("role", "status").child(title).child(body).into()
    }

    fn title(&self) -> String {
        if self.parent.is_none() {
            return self.setting.words(Text::FormTitle).to_owned();
        }
        let name = self.parent_name.as_deref().unwrap_or_else(|| self.setting.words(Text::Anonymous));
        self.setting.locale.fill(Text::FormTitleReply, &[("name", name)])
    }

    /// What becomes of the e-mail address and what the asterisk means.
    fn legend(&self) -> Option<Markup> {
        let (setting, fields) = (&self.setting, &self.fields);
        let mut words = String::new();
        if fields.email.need != Need::Absent {
            words.push_str(setting.words(Text::EmailNote));
            words.push(' ');
        }
        let all = [&fields.name, &fields.email, &fields.url, &fields.body];
        if all.iter().any(|field| field.need == Need::Required) {
            words.push_str(&setting.locale.fill(Text::RequiredNote, &[("mark", "*")]));
        }
        let words = words.trim();
        (!words.is_empty()).then(|| element("p", "causerie-legend").text(words).into())
    }

    fn control(&self, name: FieldName) -> Option<Markup> {
        let value = if name == FieldName::Body { &self.text } else { self.reader.value(name) };
        let complaint = self.form.complaints.iter().find(|(found, _)| *found == name);
        let complaint = complaint.map(|(_, complaint)| complaint);
        let rules = self.fields.rules(name);
        Control { name, value, rules, complaint, parent: self.parent.as_ref(), setting: &self.setting }
            .markup()
    }

    /// The reader decides whether the browser keeps who they are.
    fn remember(&self) -> Option<Markup> {
        let fields = &self.fields;
        let asks = [&fields.name, &fields.email, &fields.url].iter().any(|field| field.need != Need::Absent);
        let tick = element("input", "").attribute("type", "checkbox").attribute("name", "remember");
        let label = element("label", "causerie-remember").child(tick.checked(self.reader.remember));
        let words = [" ", self.setting.words(Text::Remember)].concat();
        asks.then(|| label.text(words).into())
    }

    fn cancel(&self) -> Option<Markup> {
        self.can_close.then(|| button("causerie-cancel").text(self.setting.words(Text::Cancel)).into())
    }
}
