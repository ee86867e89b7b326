//! The engine against backends that are odd, broken or hostile.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::model::{Content, Created, Draft, Next, ProblemKind, Sort, State, Time};
use common::flat::{BASE, mapping, merge, open};
use common::{answer, client_of, run, setup};
use serde_json::{Value, json};

#[test]
fn threads_hang_together_whatever_the_backend_says() {
    for (items, expected) in [
        (json!([{"id": 1}, {"id": 2, "parent": 1}, {"id": 3}]), "1 2<1 3"),
        (json!([{"id": 3}, {"id": 2, "parent": 1}, {"id": 1}]), "3 1 2<1"),
        (json!([{"id": 1, "parent": 1}, {"id": 2, "parent": "1"}]), "1 2<1"),
        (json!([{"id": 1, "parent": 9}]), "1<9"),
        (json!([{"id": 1, "parent": 2}, {"id": 2, "parent": 1}]), "1 2<1"),
        (
            json!([{"id": 1, "parent": 3}, {"id": 2, "parent": 1}, {"id": 3, "parent": 2}, {"id": 4, "parent": 3}]),
            "1 2<1 3<2 4<3",
        ),
        (json!([{"id": 1}, {"id": 1}, {"id": "1"}]), "1"),
        (
            json!([{"id": 1}, {"id": 1, "html": "a"}, {"id": "1", "html": "a"}, {"id": 2, "parent": 1}]),
            "1 ?1 ?2 2<1",
        ),
        (
            json!([{"html": "a"}, {"id": {"x": 1}, "html": "b"}, {"id": 3}]),
            "?0 ?1 3 [entry 0: expected an id, found none] [entry 1: expected an id, found none]",
        ),
        (
            json!([{"id": null}, 7, {"id": 2}, [], {"id": ""}, {"id": {}}]),
            "2 [entry 0: expected an id, found none] [entry 1: expected an object] [entry 3: expected an object] [entry 4: expected an id, found none] [entry 5: expected an id, found none]",
        ),
        (json!([{"id": "18446744073709551617"}]), "18446744073709551617"),
        (json!({"a": {"id": 1}, "b": {"id": 2, "parent": 1}}), "1 2<1"),
        (json!([]), ""),
    ] {
        assert_eq!(
            open(json!({}), vec![answer(200, &json!({"items": items}).to_string())]),
            expected,
            "{items}"
        );
    }
    assert_eq!(
        open(
            json!({}),
            vec![answer(
                200,
                r#"{"items": [{"id": 18446744073709551617}, {"id": 2, "n": 1e400, "html": "\ud83d"}]}"#
            )]
        ),
        "18446744073709551617 2"
    );
}

#[test]
fn answers_that_are_none_are_problems_and_never_panics() {
    for (status, body, kind) in [
        (200, "<html>", "malformed 200"),
        (200, "[]", "malformed 200"),
        (200, "7", "malformed 200"),
        (200, "{\"items\": 7}", "malformed 200"),
        (200, "", "malformed 200"),
        (500, "<p>Oops</p>", "server 500 Some(\"Oops\")"),
        (502, "", "server 502 None"),
        (404, "{}", "not-found 404 None"),
        (302, "", "server 302 None"),
    ] {
        let found = open(json!({}), vec![answer(status, body)]);
        assert!(found.starts_with(kind), "{body}: {found}");
    }
    assert!(
        open(json!({}), vec![answer(200, "{}")]).starts_with("malformed 200"),
        "no list is not an empty one"
    );
    assert_eq!(open(json!({}), vec![answer(200, "{\"items\": null}")]), "");
    // What scripts print before it by mistake.
    assert_eq!(open(json!({}), vec![answer(200, "\n\u{feff}{\"items\": [{\"id\": 1}]}\u{c}")]), "1");
    let bomb = format!("{{\"items\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(open(json!({}), vec![answer(200, &bomb)]).starts_with("malformed"));
    let large = format!("{{\"items\": [], \"x\": \"{}\"}}", "x".repeat(9 << 20));
    assert!(open(json!({}), vec![answer(200, &large)]).starts_with("malformed"));
}

#[test]
fn replies_may_be_nested_500_deep() {
    let before: String = (1..=500).map(|id| format!("{{\"id\": {id}, \"replies\": {{\"items\": [")).collect();
    let text = format!("{{\"items\": [{before}{}]}}", "]}}".repeat(500));
    let found = open(json!({"list": {"children": "/replies/items"}}), vec![answer(200, &text)]);
    assert!(found.starts_with("1 2<1 3<2") && found.ends_with("500<499"));
}

#[test]
fn dropped_items_pass_their_replies_up() {
    let items =
        json!([{"id": 1, "r": [{"id": 2, "type": "note", "r": [{"id": 3}]}]}, {"id": 4, "x": {"id": 5}}]);
    let more = json!({"list": {"children": "/r"}, "comment": {"drop": [{"/type": "note"}, {"/id": 4}]}});
    assert_eq!(open(more, vec![answer(200, &json!({"items": items}).to_string())]), "1 3<1");
}

#[test]
fn pages_follow_each_other_until_the_end() {
    let page = |ids: &[u32], more: Value| {
        let mut body = json!({"items": ids.iter().map(|id| json!({"id": id})).collect::<Vec<_>>()});
        merge(&mut body, more);
        answer(200, &body.to_string())
    };
    let by = |paging: Value| json!({"list": {"query": {"p": "{list.page}", "o": "{list.offset}", "c": "{list.cursor}", "n": "{list.limit}"}, "page": paging}});
    let none = json!({});
    for (name, paging, answers, urls) in [
        (
            "pages",
            json!({"by": "page", "size": 2, "pages": "/pages"}),
            vec![page(&[1, 2], json!({"pages": 2})), page(&[3], json!({"pages": 2}))],
            vec!["p=1&n=2", "p=2&n=2"],
        ),
        (
            "from 0, short page",
            json!({"by": "page", "start": 0, "size": 2}),
            vec![page(&[1, 2], none.clone()), page(&[3], none.clone())],
            vec!["p=0&n=2", "p=1&n=2"],
        ),
        (
            "total",
            json!({"by": "page", "size": 2, "total": "/total"}),
            vec![page(&[1, 2], json!({"total": 3})), page(&[3], json!({"total": 3}))],
            vec!["p=1&n=2", "p=2&n=2"],
        ),
        (
            "offset",
            json!({"by": "offset", "size": 2, "total": "/total"}),
            vec![page(&[1, 2], json!({"total": "4"})), page(&[3, 4], json!({"total": "4"}))],
            vec!["o=0&n=2", "o=2&n=2"],
        ),
        (
            "empty end",
            json!({"by": "page"}),
            vec![page(&[1], none.clone()), page(&[], none.clone())],
            vec!["p=1", "p=2"],
        ),
        (
            "more",
            json!({"by": "offset", "more": {"/left": {"not": [0, null]}}}),
            vec![page(&[1], json!({"left": 1})), page(&[2], json!({"left": 0}))],
            vec!["o=0", "o=1"],
        ),
        (
            "cursor",
            json!({"by": "cursor", "next": "/next"}),
            vec![page(&[1], json!({"next": "a b"})), page(&[2], json!({"next": null}))],
            vec!["", "c=a%20b"],
        ),
        (
            "number",
            json!({"by": "cursor", "next": {"last": "/id"}, "more": {"/m": true}}),
            vec![page(&[1, 7], json!({"m": true})), page(&[8], none.clone())],
            vec!["", "c=7"],
        ),
        (
            "repeats",
            json!({"by": "page"}),
            vec![page(&[1], none.clone()), page(&[1], none.clone())],
            vec!["p=1", "p=2"],
        ),
        (
            "same cursor",
            json!({"by": "cursor", "next": "/next"}),
            vec![page(&[1], json!({"next": "a"})), page(&[2], json!({"next": "a"}))],
            vec!["", "c=a"],
        ),
    ] {
        let (client, sent) = client_of(mapping(by(paging)), setup(BASE), answers);
        let opened = run(client.open(None, None)).unwrap();
        assert_eq!(opened.page.next, None, "{name}");
        let asked: Vec<_> = sent.borrow().iter().map(|request| request.url.clone()).collect();
        let queries: Vec<_> =
            asked.iter().map(|url| url.split_once('?').map_or("", |(_, query)| query)).collect();
        assert_eq!(queries, urls, "{name}");
    }
}

#[test]
fn a_link_header_leads_on_within_the_origin() {
    let linked = |target: &str| {
        let mut first = answer(200, r#"{"items": [{"id": 1}]}"#);
        first.headers.push(("Link".into(), format!("<{target}>; rel=\"next\"")));
        first
    };
    let more = json!({"list": {"page": {"by": "link"}}});
    let answers = vec![linked("/v1/c?page=2"), answer(200, r#"{"items": [{"id": 2}]}"#)];
    assert_eq!(open(more.clone(), answers), "1 2");
    for target in
        ["https://evil.example/", "//evil.example/", "http://api.example/v1/c", "https://api.example:8443/"]
    {
        assert!(open(more.clone(), vec![linked(target)]).starts_with("setup"), "{target}");
    }
    assert_eq!(open(more, vec![linked("javascript:alert(1)")]), "1");
}

#[test]
fn requests_stay_with_the_owners_backend() {
    let captured = |url: &str, answer_url: &str| {
        let more = json!({"resolve": [{"url": "{+base}/find", "capture": {"place": "/place"}}], "list": {"url": url}});
        let answers =
            vec![answer(200, &json!({"place": answer_url}).to_string()), answer(200, r#"{"items": []}"#)];
        open(more, answers)
    };
    assert_eq!(captured("{+place}/c", "https://api.example/elsewhere"), "");
    for (url, place) in [
        ("{+place}/c", "https://evil.example"),
        ("{+place}", "javascript:alert(1)"),
        ("https://{place}/c", "evil.example"),
        ("https:{+place}", "//evil.example/"),
    ] {
        assert!(captured(url, place).starts_with("setup 0 Some("), "{url} {place}: {}", captured(url, place));
    }
    // `base` ends with a slash that is dropped, so nothing can be glued to the host.
    for url in ["{+base}.evil.example/c", "{+base}@evil.example/c", "{+base}:81/c", "{+base}{+page.host}/c"] {
        let (client, _) = client_of(
            mapping(json!({"list": {"url": url}})),
            setup(&[("base", "https://api.example/")]),
            vec![],
        );
        assert_eq!(run(client.open(None, None)).unwrap_err().kind, ProblemKind::Setup, "{url}");
    }
}

#[test]
fn secrets_stay_out_of_addresses_and_texts() {
    let more = json!({
        "vars": {"auth.token": {"secret": true}, "auth.key": {"secret": true, "inUrl": true}},
        "http": {"headers": {"Authorization": "Bearer {auth.token}", "X-Name": "é{draft.name}"}},
        "list": {"url": "{+base}/c{?auth.token}", "query": {"t": "{auth.token}", "k": "{auth.key}"}},
        "comment": {"title": {"text": "{auth.token}!"}, "lang": {"var": "auth.token"}}
    });
    let options = [("base", "https://api.example"), ("auth-token", "s3cret"), ("auth-key", "k3y")];
    let (client, sent) =
        client_of(mapping(more), setup(&options), vec![answer(200, r#"{"items": [{"id": 1}]}"#)]);
    let opened = run(client.open(None, None)).unwrap();
    assert_eq!((&opened.page.items[0].title, &opened.page.items[0].lang), (&None, &None));
    let request = &sent.borrow()[0];
    assert_eq!(request.url, "https://api.example/c?k=k3y");
    // A header that `fetch` would throw at is left out.
    assert_eq!(
        request.headers,
        [("Authorization".into(), "Bearer s3cret".into()), ("Accept".into(), "application/json".into())]
    );
}

#[test]
fn expressions_read_what_backends_write() {
    let item = json!({
        "id": 1, "a": "", "b": null, "n": 0, "f": false, "s": "x/y/z", "esc": "R&amp;D &amp;lt;", "who": "u2", "tpl": "/img/{size}/{id}.png",
        "when": "2012-05-03T09:12:00", "secs": 1336036320.5, "ms": 1336036320000u64, "said": "hier", "spaces": "2022-01-01 10:00:00.123Z"
    });
    let users = json!([{"id": "u1", "name": "Ann"}, {"id": "u2", "name": "Bob"}]);
    for (expression, expected) in [
        (json!("/s"), "x/y/z"),
        (json!(["/a", "/b", "/none", "/s"]), "x/y/z"),
        (json!(["/f", "/n", "/s"]), "0"),
        (json!({"at": "/s", "split": "/", "index": 1}), "y"),
        (json!({"at": "/s", "split": "/", "index": -1}), "z"),
        (json!({"at": "/s", "split": "/", "index": 9, "else": "none"}), "none"),
        (json!({"at": "/n", "none": [0], "else": {"const": "c"}}), "c"),
        (json!({"at": "/f", "map": {"false": "no", "true": "yes"}}), "no"),
        (json!({"at": "/s", "map": {"q": "w"}, "else": "other"}), "other"),
        (json!({"at": "/esc", "as": "entities"}), "R&D &lt;"),
        (json!({"at": "/who", "in": "/users", "by": "/id", "then": "/name"}), "Bob"),
        (json!({"at": "/who", "in": "/table", "then": "/name"}), "Eve"),
        (json!({"text": "#{n}-{x}", "with": {"x": "/id", "n": {"key": true}}}), "#0-1"),
        (json!({"text": "{x}", "with": {"x": "/none"}, "else": "gone"}), "gone"),
        (json!({"text": "/tpl", "with": {"size": {"const": 96}, "id": "/id"}}), "/img/96/1.png"),
        (json!({"text": "/tpl", "with": {"size": {"const": 96}}}), "/img/96/.png"),
        (json!({"text": "{page.host}{thread}"}), "blog.example"),
        (
            json!({"rules": [{"when": {"/n": 1}, "is": "one"}, {"when": [{"/n": 2}, {"/f": false}], "use": "/who"}]}),
            "u2",
        ),
        (json!({"header": "x-total"}), "13"),
        (json!({"response": "status"}), "200"),
        (json!({"var": "page.lang"}), "fr"),
        (json!({"at": "/n", "as": "text"}), "0"),
    ] {
        let mut response = answer(
            200,
            &json!({"items": [item], "users": users, "table": {"u2": {"name": "Eve"}}}).to_string(),
        );
        response.headers.push(("X-Total".into(), "13".into()));
        let (client, _) =
            client_of(mapping(json!({"comment": {"title": expression}})), setup(BASE), vec![response]);
        let opened = run(client.open(None, None)).unwrap();
        assert_eq!(opened.page.items[0].title.as_deref(), Some(expected), "{expression}");
    }
    for (expression, expected) in [
        (json!("/when"), Time::At(1_336_036_320_000)),
        (json!({"at": "/when", "as": "utc"}), Time::At(1_336_036_320_000)),
        (json!({"at": "/when", "as": "local"}), Time::At(1_336_032_720_000)),
        (json!({"at": "/when", "as": "zone", "zone": {"const": "+02:00"}}), Time::At(1_336_029_120_000)),
        (json!({"at": "/secs", "as": "unix"}), Time::At(1_336_036_320_500)),
        (json!({"at": "/ms", "as": "unixms"}), Time::At(1_336_036_320_000)),
        (json!("/ms"), Time::At(1_336_036_320_000)),
        (json!("/secs"), Time::At(1_336_036_320_500)),
        (json!("/spaces"), Time::At(1_641_031_200_123)),
        (json!(["/said", "/when"]), Time::At(1_336_036_320_000)),
        (json!("/said"), Time::Words("hier".into())),
    ] {
        let response = answer(200, &json!({"items": [item]}).to_string());
        let (client, _) =
            client_of(mapping(json!({"comment": {"created": expression}})), setup(BASE), vec![response]);
        assert_eq!(
            run(client.open(None, None)).unwrap().page.items[0].created,
            Some(expected),
            "{expression}"
        );
    }
}

#[test]
fn what_becomes_of_a_draft_is_read_from_the_answer() {
    for (create, status, body, expected) in [
        (json!({"item": ""}), 201, r#"{"id": 5}"#, "comment approved"),
        (json!({"item": ""}), 202, r#"{"id": 5}"#, "comment pending"),
        (json!({"item": "/data"}), 200, r#"{"data": {"id": 5}}"#, "comment approved"),
        (json!({"item": ""}), 202, "{}", "wait"),
        (json!({"item": ""}), 201, "", "refresh"),
        (json!({}), 204, "", "refresh"),
        (json!({"then": "wait"}), 200, "<html>", "wait"),
        (json!({"then": "refresh", "item": ""}), 200, r#"{"id": 5}"#, "refresh"),
        (json!({"item": ""}), 403, "no", "forbidden"),
    ] {
        let mut way = json!({"method": "POST", "url": "{+base}/c", "body": {"text": "{draft.body}", "mail": "{draft.email}"}});
        merge(&mut way, create.clone());
        let (client, sent) =
            client_of(mapping(json!({"create": way})), setup(BASE), vec![answer(status, body)]);
        let found = match run(client.create(&Draft { body: "x".into(), ..Draft::default() })) {
            Ok(Created::Comment(comment)) => format!("comment {}", comment.state.as_str()),
            Ok(Created::Refresh) => "refresh".into(),
            Ok(Created::Wait) => "wait".into(),
            Err(problem) => problem.kind.as_str().into(),
        };
        assert_eq!(found, expected, "{create} {status} {body}");
        assert_eq!(sent.borrow()[0].body.as_deref(), Some(r#"{"text":"x"}"#));
    }
}

#[test]
fn an_own_comment_is_known_again() {
    let more =
        json!({"create": {"method": "POST", "url": "{+base}/c", "item": ""}, "comment": {"mine": "session"}});
    let list = answer(200, r#"{"items": [{"id": 5}, {"id": 6}]}"#);
    let (client, _) = client_of(mapping(more), setup(BASE), vec![answer(201, r#"{"id": 5}"#), list]);
    run(client.create(&Draft::default())).unwrap();
    let mine: Vec<_> =
        run(client.open(None, None)).unwrap().page.items.iter().map(|comment| comment.mine).collect();
    assert_eq!(mine, [true, false]);
}

#[test]
fn a_big_thread_in_an_unknown_order_is_asked_for_oldest_first() {
    let more = json!({"list": {"query": {"o": "{sort.order}"}, "sorts": {"newest": {"order": "desc"}, "oldest": {"order": "asc"}}, "page": {"by": "page", "unit": "any", "size": 1}}});
    let (client, sent) =
        client_of(mapping(more), setup(BASE), vec![answer(200, r#"{"items": [{"id": 5, "html": "x"}]}"#)]);
    let opened = run(client.open(Some(Sort::Best), None)).unwrap();
    assert_eq!((opened.sort, opened.page.next), (Some(Sort::Oldest), Some(Next::Page(2))));
    assert_eq!(opened.page.items[0].body.content, Content::Html("x".into()));
    assert_eq!(opened.page.items[0].state, State::Approved);
    assert!(sent.borrow()[0].url.ends_with("/v1/c?o=asc"));
}

#[test]
fn dates_that_nobody_can_read_are_left_out() {
    for (date, is_kept) in [
        (json!("NaN"), false),
        (json!("Invalid Date"), false),
        (json!(9_999_999_999_999_999_i64), false),
        (json!(253_402_300_800_000_i64), false),
        (json!("9999-12-31T23:59:59Z"), true),
        (json!("hier"), true),
    ] {
        let body = json!({"items": [{"id": 1, "at": date}]}).to_string();
        let own = json!({"comment": {"created": "/at"}});
        let (client, _) = client_of(mapping(own), setup(BASE), vec![answer(200, &body)]);
        let comment = run(client.open(None, None)).unwrap().page.items.remove(0);
        assert_eq!(comment.created.is_some(), is_kept, "{date}");
    }
}
