//! What a backend offers beside comments: previews, numbers about the page, word of changes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::mapping::{Client, Goal, Response, Wire};
use causerie::model::{Offers, Summary};
use common::{Replay, Sent, answer, client_of, run};
use serde_json::{Value, json};
use std::rc::Rc;

fn talk(sections: Value, answers: Vec<Response>) -> (Client<Replay>, Sent) {
    let mut document = json!({
        "mapping": "1", "name": "test",
        "vars": { "base": {}, "ws": { "default": "wss://a.example/ws" }, "auth.token": { "secret": true } },
        "list": { "url": "{+base}/c", "items": "" },
        "comment": { "id": "/id", "body": { "text": "/text" } }
    });
    for (name, section) in sections.as_object().unwrap() {
        document[name] = section.clone();
    }
    let mapping = Rc::new(common::checked(&document.to_string()).unwrap());
    client_of(mapping, common::setup(&[("base", "https://a.example"), ("auth-token", "s3cret")]), answers)
}

fn offers(sections: Value, list: Value) -> Offers {
    let (client, _) = talk(sections, vec![answer(200, &list.to_string())]);
    run(client.open(None, None)).unwrap().capabilities.offers
}

#[test]
fn what_is_offered_is_what_the_mapping_has_and_the_backend_allows() {
    let preview = json!({ "url": "{+base}/p", "value": "/html" });
    let needy = json!({ "needs": ["nothing"], "url": "{+base}/p", "value": "/html" });
    let live = json!({ "by": "poll" });
    let list = |can: Value| json!({ "url": "{+base}/c", "items": "/items", "can": can });
    for (sections, expected) in [
        (json!({}), Offers::default()),
        (json!({ "preview": preview }), Offers { preview: true, ..Offers::default() }),
        (json!({ "preview": needy }), Offers::default()),
        (json!({ "summary": { "url": "{+base}/s" } }), Offers { summary: true, ..Offers::default() }),
        (json!({ "live": live, "list": list(json!({ "live": "/live" })) }), Offers::default()),
        (
            json!({ "live": live, "list": list(json!({ "live": "/on" })) }),
            Offers { live: true, ..Offers::default() },
        ),
    ] {
        assert_eq!(
            offers(sections.clone(), json!({ "items": [], "live": false, "on": true })),
            expected,
            "{sections}"
        );
    }
}

#[test]
fn a_preview_sends_the_text_and_reads_the_html() {
    let preview = json!({ "method": "POST", "url": "{+base}/p", "body": { "text": "{draft.body}" }, "value": { "response": "text" } });
    let (client, sent) = talk(json!({ "preview": preview }), vec![answer(200, "<p>a</p>")]);
    let gain = run(client.ask(Goal::Preview("*a*"))).unwrap();
    assert_eq!(gain.text.as_deref(), Some("<p>a</p>"));
    assert_eq!(sent.borrow()[0].body.as_deref(), Some(r#"{"text":"*a*"}"#));
}

#[test]
fn numbers_about_the_page_are_read_and_hostile_ones_left_out() {
    let summary = json!({ "summary": { "url": "{+base}/s", "link": "/url", "likes": "/likes", "shares": "/shares", "total": "/n" } });
    for (body, expected) in [
        (
            json!({ "url": "https://b.example/", "likes": 3, "shares": "2", "n": 0 }),
            Summary {
                link: Some("https://b.example/".to_owned()),
                likes: Some(3),
                shares: Some(2),
                total: Some(0),
            },
        ),
        (json!({ "url": "javascript:alert(1)", "likes": -1, "shares": {}, "n": "many" }), Summary::default()),
        (json!([]), Summary::default()),
    ] {
        let (client, _) = talk(summary.clone(), vec![answer(200, &body.to_string())]);
        assert_eq!(run(client.ask(Goal::Summary)).unwrap().summary, expected);
    }
}

#[test]
fn changes_are_heard_of_where_the_mapping_says_and_never_elsewhere() {
    let wire = |live: Value| talk(json!({ "live": live }), vec![]).0.live().map(|live| live.wire);
    for (live, expected) in [
        (json!({ "by": "poll" }), Some(Wire::Poll(60))),
        (json!({ "by": "poll", "seconds": 30 }), Some(Wire::Poll(30))),
        (
            json!({ "by": "sse", "url": "{+base}/e?t={page.slug}" }),
            Some(Wire::Events("https://a.example/e?t=community-manager-ou-animateur".to_owned())),
        ),
        // Secrets have no place in an address, and an address no place in a variable of somebody else's.
        (
            json!({ "by": "sse", "url": "{+base}/e{?auth.token}" }),
            Some(Wire::Events("https://a.example/e".to_owned())),
        ),
        (
            json!({ "by": "sse", "url": "{+page.url}" }),
            Some(Wire::Events("https://blog.example/2011/03/community-manager-ou-animateur/".to_owned())),
        ),
        (json!({ "by": "ws", "url": "{+ws}" }), Some(Wire::Socket("wss://a.example/ws".to_owned(), None))),
        (
            json!({ "by": "ws", "url": "{+ws}", "send": { "path": "{page.path}" } }),
            Some(Wire::Socket(
                "wss://a.example/ws".to_owned(),
                Some(r#"{"path":"/2011/03/community-manager-ou-animateur/"}"#.to_owned()),
            )),
        ),
        (json!({ "by": "ws", "url": "{+base}/ws" }), None),
        (json!({ "by": "ws", "url": "{+nobody}" }), None),
        (json!({ "by": "sse" }), None),
    ] {
        assert_eq!(wire(live.clone()), expected, "{live}");
    }
    // An address that an answer gave is not followed.
    let sections = json!({
        "capture": { "ws": "/socket" }, "vars": { "base": {}, "ws": {} }, "live": { "by": "ws", "url": "{+ws}" },
        "list": { "url": "{+base}/c", "items": "/items" }
    });
    let (client, _) = talk(sections, vec![answer(200, r#"{"items": [], "socket": "wss://evil.example/"}"#)]);
    run(client.open(None, None)).unwrap();
    assert_eq!(client.live(), None);
}

#[test]
fn a_notice_counts_when_its_condition_holds() {
    let events = json!({ "comment": { "when": { "/thread": "a" } }, "": { "then": "refresh" } });
    let (client, _) = talk(json!({ "live": { "by": "sse", "url": "{+base}/e", "events": events } }), vec![]);
    let live = client.live().unwrap();
    assert_eq!(live.events, ["comment", "message"]);
    for (event, data, expected) in [
        ("comment", r#"{"thread": "a"}"#, true),
        ("comment", r#"{"thread": "b"}"#, false),
        ("comment", "no JSON", false),
        ("message", "anything", true),
    ] {
        assert_eq!(live.counts(event, data), expected, "{event} {data}");
    }
}
