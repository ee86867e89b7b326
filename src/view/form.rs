//! A form: for the thread or under a comment. What is typed lives here until it is sent.

use super::Setting;
use super::field::{Control, field};
use super::problem::sentence;
use crate::backend::{fresh_key, now};
use crate::locale::Text;
use crate::model::{CommentId, FieldName, Fields, Need};
use crate::state::{Action, Form, Reader, Submission};
use std::rc::Rc;
use web_sys::{Event, HtmlFormElement, HtmlInputElement, KeyboardEvent, SubmitEvent};
use yew::{Component, Context, Html, NodeRef, Properties, TargetCast, html};

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
    pub fields: Fields,
    /// Whether a button closes it.
    pub can_close: bool,
    /// The surroundings.
    pub setting: Rc<Setting>,
}

/// What the reader does in a form.
pub enum Input {
    /// Typed in a field; its whole value.
    Typed(FieldName, String),
    /// Ticked or cleared the box.
    Remember(bool),
    /// Left a field.
    Left,
    /// Pressed a key with Ctrl or ⌘ and Enter.
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
            self.body = props.form.text.clone();
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
            Input::Typed(FieldName::Body, value) => {
                self.body.clone_from(&value);
                dispatch.emit(Action::Typed(props.parent.clone(), value));
            }
            Input::Typed(FieldName::Name, value) => self.reader.name = value,
            Input::Typed(FieldName::Email, value) => self.reader.email = value,
            Input::Typed(FieldName::Url, value) => self.reader.url = value,
            Input::Remember(remember) => self.reader.remember = remember,
            Input::Left => dispatch.emit(Action::Introduced(self.reader.clone())),
            Input::Shortcut => {
                if let Some(form) = self.element.cast::<HtmlFormElement>() {
                    drop(form.request_submit());
                }
            }
            Input::Sent => dispatch.emit(Action::Submit(self.submission(props))),
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let props = context.props();
        let (setting, parent) = (&props.setting, props.parent.as_ref());
        let locale = &setting.locale;
        let link = context.link();
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Input::Sent
        });
        let onkeydown = link.batch_callback(|event: KeyboardEvent| {
            let send = event.key() == "Enter" && (event.ctrl_key() || event.meta_key());
            send.then_some(Input::Shortcut)
        });
        let heading = setting.heading(1);
        let title_id = setting.form_id(parent, "title");
        let control = |name: FieldName| {
            field(&Control {
                name,
                value: if name == FieldName::Body { &self.body } else { self.value(name) },
                rules: props.fields.rules(name),
                complaint: props
                    .form
                    .complaints
                    .iter()
                    .find(|(found, _)| *found == name)
                    .map(|(_, complaint)| complaint),
                parent,
                setting,
                oninput: link.callback(move |value| Input::Typed(name, value)),
                onblur: link.callback(|_| Input::Left),
            })
        };
        html! {
            <form class="causerie-form" part="form" ref={self.element.clone()} novalidate=true aria-labelledby={title_id.clone()}
                data-parent={parent.map(CommentId::to_string).unwrap_or_default()} {onsubmit} {onkeydown}>
                <@{heading} class="causerie-form-title" part="form-title" id={title_id}>{ title(props) }</@>
                { legend(props) }
                { control(FieldName::Body) }
                <div class="causerie-fields" part="form-fields">
                    { for [FieldName::Name, FieldName::Email, FieldName::Url].map(control) }
                </div>
                { self.remember(context) }
                { props.form.problem.as_ref().map(|problem| html! {
                    <p class="causerie-form-error" part="form-error" role="alert">{ sentence(problem, setting) }</p>
                }) }
                <div class="causerie-form-actions" part="form-actions">
                    <button type="submit" class="causerie-submit" part="button submit">{ locale.text(Text::Submit) }</button>
                    { cancel(props) }
                </div>
            </form>
        }
    }
}

impl FormView {
    fn value(&self, name: FieldName) -> &str {
        match name {
            FieldName::Name => &self.reader.name,
            FieldName::Email => &self.reader.email,
            FieldName::Url => &self.reader.url,
            FieldName::Body => &self.body,
        }
    }

    fn submission(&self, props: &FormProps) -> Submission {
        Submission {
            form: props.parent.clone(),
            body: self.body.clone(),
            reader: self.reader.clone(),
            key: fresh_key(),
            now: now(),
            mismatches: FieldName::ALL.into_iter().filter(|name| self.mismatches(*name)).collect(),
        }
    }

    /// Whether the browser finds that a value breaks the field's `pattern`.
    fn mismatches(&self, name: FieldName) -> bool {
        let selector = format!("input[name={}]", name.as_str());
        let form = self.element.cast::<HtmlFormElement>();
        let input = form.and_then(|form| form.query_selector(&selector).ok().flatten());
        let input = input.and_then(|input| wasm_bindgen::JsCast::dyn_into::<HtmlInputElement>(input).ok());
        input.is_some_and(|input| input.validity().pattern_mismatch())
    }

    /// The reader decides whether the browser keeps who they are.
    fn remember(&self, context: &Context<Self>) -> Html {
        let fields = &context.props().fields;
        let nothing =
            [&fields.name, &fields.email, &fields.url].iter().all(|field| field.need == Need::Absent);
        if nothing {
            return Html::default();
        }
        let onchange = context.link().callback(|event: Event| {
            Input::Remember(event.target_unchecked_into::<HtmlInputElement>().checked())
        });
        html! {
            <label class="causerie-remember" part="remember">
                <input type="checkbox" name="remember" checked={self.reader.remember} {onchange} />
                { " " }{ context.props().setting.locale.text(Text::Remember) }
            </label>
        }
    }
}

fn title(props: &FormProps) -> String {
    let locale = &props.setting.locale;
    if props.parent.is_none() {
        return locale.text(Text::FormTitle).to_owned();
    }
    let name = props.parent_name.as_deref().unwrap_or_else(|| locale.text(Text::Anonymous));
    locale.fill(Text::FormTitleReply, &[("name", name)])
}

/// What the asterisk means and what becomes of the e-mail address.
fn legend(props: &FormProps) -> Html {
    let locale = &props.setting.locale;
    let fields = &props.fields;
    let email = (fields.email.need != Need::Absent).then(|| locale.text(Text::EmailNote).to_owned());
    let all = [&fields.name, &fields.email, &fields.url, &fields.body];
    let required = all.iter().any(|field| field.need == Need::Required);
    let required = required.then(|| locale.fill(Text::RequiredNote, &[("mark", "*")]));
    let sentences: Vec<String> =
        [email, required].into_iter().flatten().filter(|words| !words.is_empty()).collect();
    if sentences.is_empty() {
        return Html::default();
    }
    html! { <p class="causerie-legend" part="legend">{ sentences.join(" ") }</p> }
}

fn cancel(props: &FormProps) -> Html {
    if !props.can_close {
        return Html::default();
    }
    let parent = props.parent.clone();
    let onclick = props.setting.dispatch.reform(move |_| Action::Cancel(parent.clone()));
    html! {
        <button type="button" class="causerie-cancel" part="button" {onclick}>{ props.setting.locale.text(Text::Cancel) }</button>
    }
}
