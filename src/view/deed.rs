//! What the reader does: events of the page become actions. One listener for each kind of event serves a whole thread,
//! so views are markup and nothing else (docs/decisions/0007-one-listener.md).

use crate::backend::{deferred, fresh_key, is_online, js, now};
use crate::cut;
use crate::model::{Act, Ballot, CommentId, FieldName, Moderation, Sort};
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
        EventListener::new_with_options(root, kind, options, move |event| hear(event, &dispatch))
    };
    ["click", "change", "input", "submit", "keydown"].map(listener).into()
}

/// What is typed is kept at once, and forms open and close at once when a button is pressed; everything else may wait for the
/// second half of the module. The target is taken while the event is under way: afterwards a shadow root hides it.
fn hear(event: &Event, dispatch: &Callback<Action>) {
    let Some(target) = event.target() else { return };
    let target: Element = target.unchecked_into();
    let form = within(&target, FORM);
    let deed: fn(&Element) -> Vec<Action> = match &*event.type_() {
        "input" => return typed(&target).into_iter().for_each(|action| dispatch.emit(action)),
        "click" if let Some(button) = within(&target, BUTTON) => {
            if let Some(action) = opened(&button) {
                return dispatch.emit(action);
            }
            pressed
        }
        // Other forms take over what was written. A text was told while it was typed; when another window's takes its
        // place, browsers tell of the one before once more.
        "change" if form.is_some() => {
            let is_told = |action: &Action| matches!(action, Action::Typed(..) | Action::Retyped(..));
            typed(&target)
                .into_iter()
                .filter(|action| !is_told(action))
                .for_each(|action| dispatch.emit(action));
            let dispatch = dispatch.clone();
            return deferred::when_quiet(move || dispatch.emit(Action::Left));
        }
        "click" if within(&target, "a[data-popup]").is_some() => |_| vec![Action::SignIn],
        "change" => chosen,
        "submit" if form.is_some() => {
            event.prevent_default();
            if within(&target, EDITOR).is_some() { saved } else { sent }
        }
        "keydown" if form.is_some() && js::text(event, "key") == "Escape" => escaped,
        "keydown" if is_shortcut(event) => {
            if let Some(form) = form {
                drop(form.unchecked_ref::<HtmlFormElement>().request_submit());
            }
            return;
        }
        _ => return,
    };
    let dispatch = dispatch.clone();
    deferred::when_complete(move || {
        // A form that was closed meanwhile says nothing more.
        if js::member(&target, "isConnected").is_truthy() {
            deed(&target).into_iter().for_each(|action| dispatch.emit(action));
        }
    });
}

/// A form opens or closes.
#[inline(never)]
fn opened(button: &Element) -> Option<Action> {
    Some(match &*purpose(button) {
        "causerie-compose" => Action::Compose,
        "causerie-reply" if attribute(button, "aria-expanded") == "true" => {
            Action::Cancel(Some(about(button)?))
        }
        "causerie-reply" => Action::Reply(about(button)?),
        "causerie-cancel" => Action::Cancel(key(&within(button, FORM)?)),
        _ => return None,
    })
}

/// A button says by its class what it is for. Scripts of the page may add classes of their own.
fn purpose(button: &Element) -> String {
    let classes = attribute(button, "class");
    cut::pieces(&classes, " ").next().unwrap_or_default().to_owned()
}

/// And by its place which comment it is about.
fn about(button: &Element) -> Option<CommentId> {
    within(button, ENTRY).map(|entry| CommentId::text(attribute(&entry, "data-id")))
}

/// What any other button is for.
#[inline(never)]
fn pressed(target: &Element) -> Vec<Action> {
    let action = || {
        let button = within(target, BUTTON)?;
        let id = || about(&button);
        Some(match purpose(&button).strip_prefix("causerie-")? {
            "more" => Action::More,
            "retry" => id().map_or(Action::LoadAgain, Action::Retry),
            "edit" => Action::Edit(id()?),
            "discard" => Action::Discard(id()?),
            "show" => Action::Reveal(id()?),
            "more-replies" => Action::Replies(id()?),
            "up" => Action::Act(id()?, Act::Vote(Ballot::Up)),
            "down" => Action::Act(id()?, Act::Vote(Ballot::Down)),
            "flag" => Action::Act(id()?, Act::Flag { reason: String::new(), detail: String::new() }),
            "delete" => Action::Act(id()?, Act::Delete),
            "confirm" => Action::Confirm(id()?),
            "decide" => {
                let decision = Moderation::named(&attribute(&button, "value"))?;
                match id() {
                    None => Action::Decide(decision),
                    Some(id) => Action::Act(id, Act::Moderate(decision)),
                }
            }
            "leave" => Action::Leave(id()?),
            "log-out" => Action::SignOut,
            "use-replaced" => Action::UseOther(key(&within(&button, FORM)?)),
            "drop-replaced" => Action::DropOther(key(&within(&button, FORM)?)),
            "preview-button" => Action::Preview(key(&within(&button, FORM)?)),
            "queue" => Action::Queue,
            "more-queue" => Action::MoreQueue,
            _ => return None,
        })
    };
    action().into_iter().collect()
}

/// A changed text is done.
#[inline(never)]
fn saved(form: &Element) -> Vec<Action> {
    let input = form.query_selector("textarea").ok().flatten();
    let typed = input.into_iter().flat_map(|input| typed(&input));
    typed.chain([Action::Save(CommentId::text(attribute(form, "data-id")))]).collect()
}

/// An order was chosen.
#[inline(never)]
fn chosen(control: &Element) -> Vec<Action> {
    Sort::named(&js::text(control, "value")).map(Action::Order).into_iter().collect()
}

/// Escape closes a form that can be closed; what was typed stays.
#[inline(never)]
fn escaped(control: &Element) -> Vec<Action> {
    if let Some(editor) = within(control, EDITOR) {
        return vec![Action::Leave(CommentId::text(attribute(&editor, "data-id")))];
    }
    let form =
        within(control, FORM).filter(|form| matches!(form.query_selector(".causerie-cancel"), Ok(Some(_))));
    form.map(|form| Action::Cancel(key(&form))).into_iter().collect()
}

/// The nearest element around it, or itself, that matches a selector.
fn within(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok()?
}

/// Names a form: the comment it answers.
fn key(form: &Element) -> FormKey {
    Some(attribute(form, "data-parent")).filter(|parent| !parent.is_empty()).map(CommentId::text)
}

/// What stands in a control now.
fn typed(control: &Element) -> Vec<Action> {
    let (Some(form), value) = (within(control, FORM), js::text(control, "value")) else {
        return Vec::new();
    };
    if let Some(editor) = within(control, EDITOR) {
        return vec![Action::Retyped(CommentId::text(attribute(&editor, "data-id")), value)];
    }
    let name = attribute(control, "name");
    let field = FieldName::ALL.into_iter().find(|field| field.as_str() == name);
    vec![match field {
        Some(FieldName::Body) => Action::Typed(key(&form), value),
        Some(field) => Action::Introduced(field, value),
        None => Action::Remember(js::member(control, "checked").is_truthy()),
    }]
}

/// All that a form says. What a browser filled in by itself may not have been told yet.
#[inline(never)]
fn sent(form: &Element) -> Vec<Action> {
    let mut text = None;
    let mut actions = Vec::new();
    for action in
        FieldName::ALL.iter().filter_map(|field| control(form, *field)).flat_map(|control| typed(&control))
    {
        match action {
            Action::Typed(_, typed) => text = Some(typed),
            action => actions.push(action),
        }
    }
    let breaks_pattern = |field: &FieldName| {
        let validity = control(form, *field).map(|control| js::member(&control, "validity"));
        validity.is_some_and(|validity| js::member(&validity, "patternMismatch").is_truthy())
    };
    actions.push(Action::Submit(Box::new(Submission {
        form: key(form),
        version: attribute(form, "data-version").parse().unwrap_or_default(),
        text,
        key: fresh_key(),
        now: now(),
        is_offline: !is_online(),
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

fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

// The thread's own elements, whatever the page around it has.
const BUTTON: &str = "button[class]";
const FORM: &str = ".causerie-form, .causerie-editor";
const EDITOR: &str = ".causerie-editor";
const ENTRY: &str = ".causerie-comment[data-id], .causerie-item[data-id]";
