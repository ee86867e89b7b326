//! The keyboard's way through forms.

use super::place::{Place, document, two, until};
use gloo::events::EventListener;
use js_sys::{Array, Function, JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit};

#[wasm_bindgen_test]
async fn a_reply_takes_the_focus_and_gives_it_back() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus"), FORM]);
    place.click("#causerie-comment-2-open").await;
    focus_is("causerie-comment-2-body").await;
    assert_eq!(
        place.find("#causerie-comment-2-open").unwrap().get_attribute("aria-expanded").as_deref(),
        Some("true")
    );
    place.click("form[data-parent='2'] .causerie-cancel").await;
    focus_is("causerie-comment-2-open").await;
    handle.destroy();
}

#[wasm_bindgen_test]
async fn a_folded_composer_takes_the_focus_and_gives_it_back() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus"), ("composer", "collapsed"), FORM]);
    place.click(".causerie-compose").await;
    focus_is("causerie--body").await;
    place.click(".causerie-cancel").await;
    focus_is("causerie--open").await;
    handle.destroy();
}

#[wasm_bindgen_test]
async fn the_first_mistake_takes_the_focus() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus"), FORM]);
    place.click(".causerie-submit").await;
    focus_is("causerie--body").await;
    place.types("#causerie--body", "Bonjour").await;
    place.click(".causerie-submit").await;
    focus_is("causerie--name").await;
    let name = place.find("#causerie--name").unwrap();
    assert_eq!(name.get_attribute("aria-describedby").as_deref(), Some("causerie--name-error"));
    place.types("#causerie--body", "").await;
    handle.destroy();
}

#[wasm_bindgen_test]
async fn control_and_enter_send_the_form_and_the_page_stays() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus"), FORM]);
    let stays = Rc::new(RefCell::new(Vec::new()));
    let seen = stays.clone();
    let _listener = EventListener::new(&document(), "submit", move |event| {
        seen.borrow_mut().push(event.default_prevented())
    });
    place.wait_for("#causerie--body").await.dispatch_event(&control_and_enter()).unwrap();
    focus_is("causerie--body").await;
    place.click(".causerie-submit").await;
    assert_eq!(*stays.borrow(), [true, true], "the browser must not send the form itself");
    handle.destroy();
}

#[wasm_bindgen_test]
async fn an_event_from_outside_of_the_forms_sends_nothing() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus"), FORM]);
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict("submit", &init).unwrap();
    let comment = place.wait_for("#comment-2 .causerie-body").await;
    assert!(comment.dispatch_event(&event).unwrap(), "it is nobody's business");
    place.click(".causerie-submit").await;
    focus_is("causerie--body").await;
    handle.destroy();
}

#[wasm_bindgen_test]
async fn the_comment_in_the_pages_address_takes_the_focus() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "focus")]);
    place.wait_for("#comment-2").await;
    let location = web_sys::window().unwrap().location();
    location.set_hash("comment-2").unwrap();
    place.wait_for("#comment-2[data-target]").await;
    focus_is("comment-2").await;
    location.set_hash("").unwrap();
    handle.destroy();
}

fn control_and_enter() -> Event {
    let init = JSON::parse(r#"{"key": "Enter", "ctrlKey": true, "bubbles": true}"#).unwrap();
    let kind: Function = Reflect::get(&js_sys::global(), &"KeyboardEvent".into()).unwrap().unchecked_into();
    Reflect::construct(&kind, &Array::of2(&"keydown".into(), &init)).unwrap().unchecked_into()
}

async fn focus_is(id: &str) {
    until(|| document().active_element().is_some_and(|element| element.id() == id)).await;
}

const FORM: (&str, &str) = ("data-staticman", "https://forms.example/v3/entry");
