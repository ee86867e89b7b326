//! Advice for people who write a mapping: what is said about each mistake, and what about the presets.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod effects;
mod variables;

use causerie::mapping::lint::{Level, advice};
use serde_json::{Value, json};

/// A mapping about which there is nothing to say.
fn clean() -> Value {
    json!({
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}}, "thread": "{page.path}",
        "list": {"url": "{+base}/c", "query": {"thread": "{thread}"}, "items": ""},
        "comment": {"id": "/id", "body": {"html": "/html"}}
    })
}

/// What is said about the clean mapping with a value put at each pointer, objects on the way included.
fn said(changes: &[(&str, Value)]) -> Vec<String> {
    let mut mapping = clean();
    for (pointer, value) in changes {
        let (parents, name) = pointer.rsplit_once('/').unwrap();
        let mut place = &mut mapping;
        for parent in parents.split('/').skip(1) {
            place = place.as_object_mut().unwrap().entry(parent).or_insert_with(|| json!({}));
        }
        place[name] = value.clone();
    }
    advice(&mapping.to_string()).iter().map(ToString::to_string).collect()
}

#[test]
fn a_clean_mapping_needs_no_advice() {
    assert_eq!(said(&[]), [""; 0]);
}

#[test]
fn the_presets_have_no_errors_and_no_warning_but_those_that_were_read() {
    for file in std::fs::read_dir("www/presets").unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let advice = advice(&std::fs::read_to_string(&path).unwrap());
        assert!(advice.iter().all(|finding| finding.level == Level::Warning), "{name}: {advice:#?}");
        let mut found: Vec<_> = advice.iter().map(|finding| &*finding.at).collect();
        let mut expected: Vec<_> = READ.iter().filter(|(of, ..)| *of == name).map(|(_, at, _)| *at).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected, "{name}: {advice:#?}");
    }
}

#[test]
fn every_mistake_is_found_not_only_the_first() {
    let found = said(&[
        ("/list/page", json!({"by": "pages", "size": 0})),
        ("/list/item", json!("id")),
        ("/comment/author", json!({"nam": "/n"})),
    ]);
    assert_eq!(
        found,
        [
            "error: /list/page/by: expected one of page, offset, cursor, link, found \"pages\"; did you mean `page`?",
            "error: /list/page/size: expected a whole number above 0, found 0",
            "error: /list/item: expected a JSON pointer (empty, or beginning with /), found \"id\"",
            "error: /comment/author: expected one of id, name, url, avatar, email, roles, owner, badge, found a member \"nam\"; did you mean `name`?",
        ]
    );
    assert!(advice("{\"a\": }")[0].to_string().starts_with("error: the document: this is no JSON: "));
    assert_eq!(advice("{}").len(), 4);
}

#[test]
fn advice_about_nonsense_does_not_panic() {
    let text = std::fs::read_to_string("www/presets/wordpress.json").unwrap();
    let preset: Value = serde_json::from_str(&text).unwrap();
    let mut places = vec![String::new()];
    let mut at = 0;
    while at < places.len() {
        let place = places[at].clone();
        if let Some(Value::Object(members)) = preset.pointer(&place) {
            places.extend(
                members.keys().map(|name| format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"))),
            );
        }
        at += 1;
    }
    for (count, place) in places.iter().enumerate().step_by(3) {
        let odd = [json!(null), json!([[]]), json!({}), json!("{"), json!(7), json!([{"const": null}])];
        let mut changed = preset.clone();
        *changed.pointer_mut(place).unwrap() = odd[count % odd.len()].clone();
        assert!(
            advice(&changed.to_string())
                .iter()
                .all(|finding| finding.level == Level::Error || !finding.words.is_empty())
        );
    }
}

/// Warnings about presets that are true and may stay, with the reason.
const READ: &[(&str, &str, &str)] = &[
    ("isso", "/list/query/nested_limit", "nobody sets how many replies come along yet"),
    ("isso", "/create/body/notification", "the form has no field for it yet"),
    ("isso", "/list/can/replyToSelf", "the widget leaves that to the backend"),
    ("isso", "/list/can/notify", "the form has no field for it yet"),
    ("lemmy", "/moderate/reject/body/reason", "moderators are not asked for a reason yet"),
    ("native", "/create/body/notify", "the form has no field for it yet"),
    ("native", "/create/body/challenge", "challenges are not shown yet"),
    ("native", "/edit/headers/If-Match", "the widget remembers no version of a comment yet"),
    ("native", "/moderate/reject/body/note", "moderators are not asked for a reason yet"),
    ("static", "/list/capture/thread.key", "for pages that look at it"),
    ("twikoo", "/create/body/turnstileToken", "challenges are not shown yet"),
    ("waline", "/create/body/turnstile", "challenges are not shown yet"),
    ("waline", "/auth/login/done/capture/me.avatar", "the form shows no picture of who writes"),
];
