//! A thread comes to its element and leaves it.

use super::place::{Place, STATIC, file, pause, two, until};
use causerie::embed::mount;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn phases_are_shown_on_the_element_and_the_page_is_told() {
    let place = Place::new();
    let _handle = place.mount(&[("data-file", &two())]);
    until(|| place.phase().as_deref() == Some("loading")).await;
    assert!(place.find("p").is_some(), "what the page showed stays while the thread loads");
    until(|| place.phase().as_deref() == Some("ready")).await;
    assert_eq!(place.events(), [r#"causerie-ready {"total":2}"#]);
    assert_eq!(place.host.children().length(), 1, "the thread takes the place of what stood there");
    assert_eq!(place.find(".causerie-title").unwrap().text_content().unwrap(), "2 commentaires");
    assert!(place.find("#comment-1 + ol #comment-2").is_some());
}

#[wasm_bindgen_test]
async fn every_phase_has_its_name() {
    for (json, expected) in [
        (r#"{"comments": []}"#, "empty"),
        (r#"{"comments": [], "thread": {"state": "closed"}}"#, "closed"),
        (r#"{"comments": [], "thread": {"can": {"anonymous": false}}}"#, "login-required"),
        ("no JSON", "error"),
    ] {
        let place = Place::new();
        let _handle = place.mount(&[("data-file", &file(json))]);
        until(|| place.phase().as_deref() == Some(expected)).await;
    }
}

#[wasm_bindgen_test]
async fn an_error_is_shown_with_another_try_and_told_to_the_page() {
    let place = Place::new();
    let _handle = place.mount(&[("data-file", "http://127.0.0.1:9/nobody")]);
    place.wait_for(".causerie-error[role=alert] .causerie-retry").await;
    assert!(matches!(place.phase().as_deref(), Some("offline")));
    assert_eq!(place.events(), [r#"causerie-error {"kind":"offline","status":0,"title":null}"#]);
    assert!(
        place.host.text_content().unwrap().contains("What readers without a widget see"),
        "the page keeps its own"
    );
    place.click(".causerie-retry").await;
    until(|| place.events().len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_mapping_that_is_wrong_is_the_page_authors_trouble() {
    let place = Place::new();
    let options = place.options(&[], "{}");
    let schema = r#"{"required": ["list"]}"#;
    js_sys::Reflect::set(&options, &"schema".into(), &schema.into()).unwrap();
    let _handle = mount(&options).unwrap_or_else(|_| panic!("a wrong mapping shows in the thread"));
    until(|| place.phase().as_deref() == Some("error")).await;
    let expected = "mapping: expected a member list, found none";
    assert_eq!(
        place.events(),
        [format!(r#"causerie-error {{"kind":"setup","status":0,"title":"{expected}"}}"#)]
    );
}

#[wasm_bindgen_test]
fn options_that_are_missing_are_named() {
    assert!(mount(&wasm_bindgen::JsValue::NULL).is_err());
    let place = Place::new();
    let options = place.options(&[], STATIC);
    js_sys::Reflect::set(&options, &"catalog".into(), &"{".into()).unwrap();
    assert!(mount(&options).is_err());
    assert_eq!(place.host.children().length(), 1, "nothing was left behind");
}

#[wasm_bindgen_test]
async fn a_thread_can_leave_before_it_came() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two())]);
    assert_eq!(place.host.children().length(), 2);
    handle.destroy();
    assert_eq!(place.host.children().length(), 1);
    pause(100).await;
    assert_eq!(place.phase(), None);
    assert_eq!(place.host.inner_html(), "<p>What readers without a widget see</p>");
    assert_eq!(place.events(), [""; 0]);
}

#[wasm_bindgen_test]
async fn a_late_answer_changes_nothing() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two())]);
    until(|| place.phase().as_deref() == Some("loading")).await;
    handle.destroy();
    pause(100).await;
    assert_eq!(place.host.inner_html(), "<p>What readers without a widget see</p>");
    assert_eq!((place.phase(), place.events()), (None, Vec::new()));
}

#[wasm_bindgen_test]
async fn a_thread_can_leave_after_it_came() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two())]);
    place.wait_for("#comment-2").await;
    handle.destroy();
    assert_eq!(place.host.child_nodes().length(), 0);
}

#[wasm_bindgen_test]
async fn changed_attributes_are_taken_over_without_asking_again() {
    let place = Place::new();
    let file = two();
    let handle = place.mount(&[("data-file", &file)]);
    place.wait_for("#comment-1 + ol #comment-2").await;
    let attributes = js_sys::Reflect::get(
        &place.options(&[("data-file", &file), ("depth", "0"), ("numbered", "")], STATIC),
        &"attributes".into(),
    );
    handle.update(&attributes.unwrap());
    place.wait_for(".causerie-in-reply-to a[href='#comment-1']").await;
    assert!(place.find(".causerie-replies").is_none());
    assert_eq!(place.find("#comment-2 .causerie-number").unwrap().text_content().unwrap(), "2.");
    assert_eq!(place.events().len(), 1);
}

#[wasm_bindgen_test]
async fn asking_again_keeps_the_thread_on_show() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two())]);
    place.wait_for("#comment-1").await;
    handle.refresh();
    until(|| place.phase().as_deref() == Some("loading")).await;
    assert!(place.find("#comment-1").is_some());
    until(|| place.events().len() == 2 && place.phase().as_deref() == Some("ready")).await;
}
