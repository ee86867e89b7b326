//! What the reader does: events of the page become actions. One listener for each kind of event serves a whole thread,
//! so views are markup and nothing else (docs/decisions/0007-one-listener.md).

use crate::backend::{fresh_key, js, now};
use crate::model::{CommentId, FieldName, Sort};
use crate::state::{Action, FormKey, Submission};
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlFormElement};
use yew::Callback;

/// Listens in an element that holds a thread, until what is returned is dropped.
pub fn listen(root: &Element, dispatch: &Callback<Action>) -> Vec<EventListener> {
    let listener = |kind: &'static str| {
        let dispatch = dispatch.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(root, kind, options, move |event| {
            actions(event).into_iter().for_each(|action| dispatch.emit(action));
        })
    };
    ["click", "change", "input", "submit", "keydown"].map(listener).into()
}

/// What an event means. It is read while it is under way: afterwards a shadow root has taken its target away.
fn actions(event: &Event) -> Vec<Action> {
    let Some(target) = event.target() else { return Vec::new() };
    let target: Element = target.unchecked_into();
    let action = match &*event.type_() {
        "click" => pressed(&target),
        "change" if js::text(&target, "localName") == "select" => {
            Sort::named(&js::text(&target, "value")).map(Action::Order)
        }
        "change" => form_of(&target).map(|_| Action::Left),
        "input" => return typed(&target),
        "submit" => {
            event.prevent_default();
            return sent(&target);
        }
        _ => {
            if is_shortcut(event)
                && let Some(form) = form_of(&target)
            {
                drop(form.unchecked_ref::<HtmlFormElement>().request_submit());
            }
            None
        }
    };
    action.into_iter().collect()
}

/// A button says by its part what it is for, and by its place which comment it is about.
fn pressed(target: &Element) -> Option<Action> {
    let button = target.closest("button").ok()??;
    let id = || comment_of(&button);
    Some(match &*part(&button) {
        "more" => Action::More,
        "compose" => Action::Compose,
        "retry" => id().map_or(Action::LoadAgain, Action::Retry),
        "reply" => Action::Reply(id()?),
        "edit" => Action::Edit(id()?),
        "discard" => Action::Discard(id()?),
        "show" => Action::Reveal(id()?),
        "more-replies" => Action::Replies(id()?),
        "cancel" => Action::Cancel(key(&form_of(&button)?)),
        _ => return None,
    })
}

/// The comment an element belongs to.
fn comment_of(element: &Element) -> Option<CommentId> {
    element.closest("[data-id]").ok()?.map(|entry| CommentId::text(attribute(&entry, "data-id")))
}

fn form_of(element: &Element) -> Option<Element> {
    element.closest("form").ok()?
}

/// Names a form: the comment it answers.
fn key(form: &Element) -> FormKey {
    Some(attribute(form, "data-parent")).filter(|parent| !parent.is_empty()).map(CommentId::text)
}

/// What stands in a control now.
fn typed(control: &Element) -> Vec<Action> {
    let (Some(form), value) = (form_of(control), js::text(control, "value")) else { return Vec::new() };
    let name = attribute(control, "name");
    let field = FieldName::ALL.into_iter().find(|field| field.as_str() == name);
    vec![match field {
        Some(FieldName::Body) => Action::Typed(key(&form), value),
        Some(field) => Action::Introduced(field, value),
        None => Action::Remember(js::member(control, "checked").is_truthy()),
    }]
}

/// All that a form says. What a browser filled in by itself may not have been told yet.
fn sent(form: &Element) -> Vec<Action> {
    let controls = FieldName::ALL.map(|field| control(form, field));
    let mut actions: Vec<Action> = controls.iter().flatten().flat_map(typed).collect();
    let breaks_pattern = |field: &FieldName| {
        let validity = control(form, *field).map(|control| js::member(&control, "validity"));
        validity.is_some_and(|validity| js::member(&validity, "patternMismatch").is_truthy())
    };
    actions.push(Action::Submit(Box::new(Submission {
        form: key(form),
        version: attribute(form, "data-version").parse().unwrap_or_default(),
        key: fresh_key(),
        now: now(),
        mismatches: FieldName::ALL.into_iter().filter(breaks_pattern).collect(),
    })));
    actions
}

fn control(form: &Element, field: FieldName) -> Option<Element> {
    form.query_selector(&["[name=", field.as_str(), "]"].concat()).ok()?
}

/// Ctrl or ⌘ with Enter sends a form.
fn is_shortcut(event: &Event) -> bool {
    let is = |name| js::member(event, name).is_truthy();
    js::text(event, "key") == "Enter" && (is("ctrlKey") || is("metaKey"))
}

fn part(element: &Element) -> String {
    attribute(element, "part")
}

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}
