//! A form: for the thread or under a comment. What is typed lives here until it is sent.

use super::Setting;
use super::element::{button, element, heading};
use super::field::Control;
use super::problem::sentence;
use crate::backend::{deferred, fresh_key, now};
use crate::locale::Text;
use crate::model::{CommentId, FieldName, Fields, Need};
use crate::state::{Action, Form, Reader, Submission};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};
use yew::virtual_dom::ListenerKind;
use yew::{Component, Context, Html, NodeRef, Properties};

/// What a form's look depends on.
#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// That comment's author.
    pub parent_name: Option<String>,
    /// The form itself.
    pub form: Rc<Form>,
    /// Who writes, as far as known.
    pub reader: Reader,
    /// The rules of the fields.
    pub fields: Rc<Fields>,
    /// Whether a button closes it.
    pub can_close: bool,
    /// The surroundings.
    pub setting: Rc<Setting>,
}

/// What the reader does in a form.
pub enum Input {
    /// Changed a control.
    Changed(EventTarget),
    /// Left a control.
    Left,
    /// Pressed Ctrl or ⌘ with Enter.
    Shortcut,
    /// Sent it.
    Sent,
}

/// Shows a form.
pub struct FormView {
    body: String,
    reader: Reader,
    element: NodeRef,
}

impl Component for FormView {
    type Message = Input;
    type Properties = FormProps;

    fn create(context: &Context<Self>) -> Self {
        let props = context.props();
        Self { body: props.form.text.clone(), reader: props.reader.clone(), element: NodeRef::default() }
    }

    fn changed(&mut self, context: &Context<Self>, old: &FormProps) -> bool {
        let props = context.props();
        if props.form.version != old.form.version {
            self.body.clone_from(&props.form.text);
        }
        if props.reader != old.reader {
            self.reader = props.reader.clone();
        }
        true
    }

    fn update(&mut self, context: &Context<Self>, input: Input) -> bool {
        let props = context.props();
        let dispatch = &props.setting.dispatch;
        match input {
            Input::Changed(control) => self.change(&control, props),
            Input::Left => dispatch.emit(Action::Introduced(self.reader.clone())),
            Input::Shortcut => {
                if let Some(form) = self.element.cast::<HtmlFormElement>() {
                    drop(form.request_submit());
                }
            }
            Input::Sent => dispatch.emit(Action::Submit(Box::new(self.submission(props)))),
        }
        // The controls show already what was typed in them.
        false
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let (setting, parent) = (&props.setting, props.parent.as_ref());
        // What an event says is read while it is under way; afterwards a shadow root has taken its target away.
        let listen = |read: fn(&Event) -> Option<Input>| {
            let link = context.link().clone();
            move |event: Event| {
                let Some(input) = read(&event) else { return };
                let (link, is_sent) = (link.clone(), matches!(input, Input::Sent));
                let send = move || link.send_message(input);
                if is_sent { deferred::when_complete(send) } else { send() }
            }
        };
        let title_id = setting.form_id(parent, "title");
        let title =
            heading(setting.level(1), "form-title").attribute("id", title_id.clone()).text(title(props));
        let form = element("form", "form").reference(&self.element).flag("novalidate", true);
        let form = form.attribute("data-parent", parent.map(CommentId::to_string).unwrap_or_default());
        let form = form.attribute("aria-labelledby", title_id).child(title).maybe(legend(props));
        let form =
            form.on(|| ListenerKind::onsubmit, listen(sent)).on(|| ListenerKind::onkeydown, listen(shortcut));
        let form = form
            .on(|| ListenerKind::oninput, listen(|event| event.target().map(Input::Changed)))
            .on(|| ListenerKind::onfocusout, listen(|_| Some(Input::Left)));
        let who = [FieldName::Name, FieldName::Email, FieldName::Url]
            .into_iter()
            .filter_map(|name| self.control(name, props));
        let form = form
            .maybe(self.control(FieldName::Body, props))
            .child(element("div", "fields").children(who.collect()));
        let problem = props.form.problem.as_ref().map(|problem| {
            element("p", "form-error").attribute("role", "alert").text(sentence(problem, setting)).into()
        });
        let submit =
            element("button", "submit").attribute("type", "submit").text(setting.words(Text::Submit));
        let buttons = element("div", "form-actions").child(submit).maybe(cancel(props));
        form.maybe(self.remember(props)).maybe(problem).child(buttons).into()
    }
}

impl FormView {
    fn control(&self, name: FieldName, props: &FormProps) -> Option<Html> {
        let value = match name {
            FieldName::Name => &self.reader.name,
            FieldName::Email => &self.reader.email,
            FieldName::Url => &self.reader.url,
            FieldName::Body => &self.body,
        };
        let complaint =
            props.form.complaints.iter().find(|(found, _)| *found == name).map(|(_, complaint)| complaint);
        let rules = props.fields.rules(name);
        Control { name, value, rules, complaint, parent: props.parent.as_ref(), setting: &props.setting }
            .html()
    }

    fn change(&mut self, control: &EventTarget, props: &FormProps) {
        if let Some(text) = control.dyn_ref::<HtmlTextAreaElement>() {
            self.body = text.value();
            props.setting.dispatch.emit(Action::Typed(props.parent.clone(), self.body.clone()));
        }
        let Some(input) = control.dyn_ref::<HtmlInputElement>() else { return };
        match input.name().as_str() {
            "name" => self.reader.name = input.value(),
            "email" => self.reader.email = input.value(),
            "url" => self.reader.url = input.value(),
            _ => self.reader.remember = input.checked(),
        }
    }

    #[inline(never)]
    fn submission(&self, props: &FormProps) -> Submission {
        Submission {
            form: props.parent.clone(),
            version: props.form.version,
            body: self.body.clone(),
            reader: self.reader.clone(),
            key: fresh_key(),
            now: now(),
            mismatches: FieldName::ALL.into_iter().filter(|name| self.mismatches(*name)).collect(),
        }
    }

    /// Whether the browser finds that a value breaks the field's `pattern`.
    fn mismatches(&self, name: FieldName) -> bool {
        let Some(form) = self.element.cast::<HtmlFormElement>() else { return false };
        let input = form.query_selector(&["input[name=", name.as_str(), "]"].concat()).ok().flatten();
        let input = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        input.is_some_and(|input| input.validity().pattern_mismatch())
    }

    /// The reader decides whether the browser keeps who they are.
    fn remember(&self, props: &FormProps) -> Option<Html> {
        let fields = &props.fields;
        let asks = [&fields.name, &fields.email, &fields.url].iter().any(|field| field.need != Need::Absent);
        let tick = element("input", "").attribute("type", "checkbox").attribute("name", "remember");
        let label = element("label", "remember").child(tick.checked(self.reader.remember));
        let words = [" ", &props.setting.words(Text::Remember)].concat();
        asks.then(|| label.text(words).into())
    }
}

fn sent(event: &Event) -> Option<Input> {
    event.prevent_default();
    Some(Input::Sent)
}

fn shortcut(event: &Event) -> Option<Input> {
    let event: &KeyboardEvent = event.unchecked_ref();
    let sends = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
    sends.then_some(Input::Shortcut)
}

fn title(props: &FormProps) -> String {
    let setting = &props.setting;
    if props.parent.is_none() {
        return setting.words(Text::FormTitle);
    }
    let name = props.parent_name.clone().unwrap_or_else(|| setting.words(Text::Anonymous));
    setting.locale.fill(Text::FormTitleReply, &[("name", &name)])
}

/// What becomes of the e-mail address and what the asterisk means.
fn legend(props: &FormProps) -> Option<Html> {
    let (setting, fields) = (&props.setting, &props.fields);
    let mut words = String::new();
    if fields.email.need != Need::Absent {
        words.push_str(&setting.words(Text::EmailNote));
        words.push(' ');
    }
    let all = [&fields.name, &fields.email, &fields.url, &fields.body];
    if all.iter().any(|field| field.need == Need::Required) {
        words.push_str(&setting.locale.fill(Text::RequiredNote, &[("mark", "*")]));
    }
    let words = words.trim();
    (!words.is_empty()).then(|| element("p", "legend").text(words.to_owned()).into())
}

fn cancel(props: &FormProps) -> Option<Html> {
    let setting = &props.setting;
    let (dispatch, parent) = (setting.dispatch.clone(), props.parent.clone());
    let close = move |_| dispatch.emit(Action::Cancel(parent.clone()));
    props.can_close.then(|| {
        button("cancel").text(setting.words(Text::Cancel)).on(|| ListenerKind::onclick, close).into()
    })
}
