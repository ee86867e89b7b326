//! One field of a form: label, control, and what is wrong with it, tied together.

use super::Setting;
use crate::locale::Text;
use crate::model::{CommentId, Field, FieldName, Need};
use crate::state::Complaint;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::{Callback, FocusEvent, Html, TargetCast, html};

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
    /// Takes the whole value after each change.
    pub oninput: Callback<String>,
    /// Called when the reader leaves the field.
    pub onblur: Callback<FocusEvent>,
}

/// Shows a field, or nothing when the backend does not want it.
pub fn field(control: &Control) -> Html {
    if control.rules.need == Need::Absent {
        return Html::default();
    }
    let Control { name, setting, parent, .. } = control;
    let id = setting.form_id(*parent, name.as_str());
    let error_id = format!("{id}-error");
    let required = control.rules.need == Need::Required;
    html! {
        <div class="causerie-field" part="field" data-field={name.as_str()}>
            <label class="causerie-label" part="label" for={id.clone()}>
                { setting.locale.text(label(*name)) }
                if required { <span class="causerie-mark" part="mark" aria-hidden="true">{ " *" }</span> }
            </label>
            { input(control, id) }
            if let Some(hint) = &control.rules.hint {
                <p class="causerie-hint" part="hint">{ hint.clone() }</p>
            }
            if let Some(complaint) = control.complaint {
                <p class="causerie-field-error" part="field-error" id={error_id}>{ words(complaint, setting) }</p>
            }
        </div>
    }
}

fn input(control: &Control, id: String) -> Html {
    let rules = control.rules;
    let described = control.complaint.map(|_| format!("{id}-error"));
    let invalid = control.complaint.map(|_| "true");
    let required = rules.need == Need::Required;
    let value = control.value.to_owned();
    let onblur = control.onblur.clone();
    if control.name == FieldName::Body {
        let oninput = control
            .oninput
            .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        return html! {
            <textarea class="causerie-input" part="input" {id} name="body" rows="4" dir="auto" {value} {required} {oninput}
                aria-invalid={invalid} aria-describedby={described} />
        };
    }
    let oninput =
        control.oninput.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    let (kind, autocomplete) = match control.name {
        FieldName::Email => ("email", "email"),
        FieldName::Url => ("text", "url"),
        FieldName::Name | FieldName::Body => ("text", "name"),
    };
    let mode = (control.name == FieldName::Url).then_some("url");
    html! {
        <input class="causerie-input" part="input" {id} name={control.name.as_str()} type={kind} inputmode={mode} {autocomplete}
            dir="auto" pattern={rules.pattern.clone()} {value} {required} {oninput} {onblur}
            aria-invalid={invalid} aria-describedby={described} />
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

fn words(complaint: &Complaint, setting: &Setting) -> String {
    let locale = &setting.locale;
    match complaint {
        Complaint::NeedsValue => locale.text(Text::NeedsValue).to_owned(),
        Complaint::NeedsEmail => locale.text(Text::NeedsEmail).to_owned(),
        Complaint::NeedsUrl => locale.text(Text::NeedsUrl).to_owned(),
        Complaint::NeedsMore(least) => locale.count(Text::NeedsMore, (*least).into()),
        Complaint::NeedsLess(most) => locale.count(Text::NeedsLess, (*most).into()),
        Complaint::NeedsOther => locale.text(Text::NeedsOther).to_owned(),
        Complaint::Backend(words) => words.clone(),
    }
}
