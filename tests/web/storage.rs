//! What outlives a reload.

use super::place::{Place, two, until};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

#[wasm_bindgen_test]
async fn what_was_typed_is_there_after_a_reload() {
    let file = two();
    let attributes = [("data-file", file.as_str()), ("thread", "drafts"), FORM];
    {
        let place = Place::new();
        let handle = place.mount(&attributes);
        place.types("#causerie--body", "Une phrase à moitié").await;
        place.click("#causerie-comment-1-open").await;
        place.types("#causerie-comment-1-body", "Une réponse à moitié").await;
        handle.destroy();
    }
    let place = Place::new();
    let handle = place.mount(&attributes);
    let body = place.wait_for("#causerie--body").await;
    assert_eq!(body.unchecked_ref::<HtmlTextAreaElement>().value(), "Une phrase à moitié");
    place.click("#causerie-comment-1-open").await;
    let reply = place.wait_for("#causerie-comment-1-body").await;
    assert_eq!(reply.unchecked_ref::<HtmlTextAreaElement>().value(), "Une réponse à moitié");
    assert_eq!(keys("drafts").len(), 2);
    place.types("#causerie--body", "").await;
    place.types("#causerie-comment-1-body", " ").await;
    assert_eq!(keys("drafts"), [""; 0], "an empty text is forgotten");
    handle.destroy();
}

#[wasm_bindgen_test]
async fn other_threads_have_their_own_drafts() {
    let file = two();
    let place = Place::new();
    let handle = place.mount(&[("data-file", &file), ("thread", "one"), FORM]);
    place.types("#causerie--body", "Pour le premier").await;
    handle.destroy();
    let other = Place::new();
    let handle = other.mount(&[("data-file", &file), ("thread", "other"), FORM]);
    let body = other.wait_for("#causerie--body").await;
    assert_eq!(body.unchecked_ref::<HtmlTextAreaElement>().value(), "");
    handle.destroy();
    storage().remove_item(&keys("one")[0]).unwrap();
}

#[wasm_bindgen_test]
async fn who_writes_is_kept_only_on_request_and_what_waits_is_shown_again() {
    let file = two();
    // A form service that takes everything.
    let service = super::place::file(r#"{"success": true}"#);
    let attributes =
        [("data-file", file.as_str()), ("thread", "pending"), ("data-staticman", service.as_str())];
    for remember in [false, true] {
        let place = Place::new();
        let handle = place.mount(&attributes);
        place.types("#causerie--body", "Une phrase entière").await;
        place.types("#causerie--name", "Odile").await;
        if remember {
            let tick = place.wait_for(".causerie-remember input").await;
            tick.click();
        }
        place.click(".causerie-submit").await;
        place.wait_for("article[data-state=pending]").await;
        let events = place.events();
        let [_, posted] = &events[..] else { panic!("{events:?}") };
        assert!(posted.starts_with(r#"causerie-comment {"id":"own-"#), "{posted}");
        assert!(posted.ends_with(r#","state":"pending","parent":null}"#), "{posted}");
        handle.destroy();
        let place = Place::new();
        let handle = place.mount(&attributes);
        place.wait_for("article[data-state=pending]").await;
        let name = place.wait_for("#causerie--name").await;
        assert_eq!(name.unchecked_ref::<HtmlInputElement>().value(), if remember { "Odile" } else { "" });
        handle.destroy();
        keys("pending").iter().for_each(|key| storage().remove_item(key).unwrap());
    }
    storage().remove_item("causerie reader").unwrap();
}

#[wasm_bindgen_test]
async fn what_is_typed_survives_a_refresh() {
    let place = Place::new();
    let handle = place.mount(&[("data-file", &two()), ("thread", "refresh"), FORM]);
    place.types("#causerie--body", "Une phrase à moitié").await;
    handle.refresh();
    until(|| place.events().len() == 2).await;
    let body = place.wait_for("#causerie--body").await;
    assert_eq!(body.unchecked_ref::<HtmlTextAreaElement>().value(), "Une phrase à moitié");
    handle.destroy();
    storage().remove_item(&keys("refresh")[0]).unwrap();
}

/// Keys of the storage that belong to a thread.
fn keys(thread: &str) -> Vec<String> {
    let storage = storage();
    let keys = (0..storage.length().unwrap()).filter_map(|index| storage.key(index).unwrap());
    let of_thread =
        |key: &String| ["draft", "pending"].iter().any(|what| key.contains(&format!(" {thread} {what}")));
    keys.filter(of_thread).collect()
}

fn storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

const FORM: (&str, &str) = ("data-staticman", "https://forms.example/v3/entry");
