//! What is done to comments that are there: the request each act sends, and what its answer means.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::mapping::{Place, Response};
use causerie::model::{
    Act, Author, Ballot, Comment, CommentId, Content, Created, Done, Moderation, ProblemKind, Role, Session,
    State, Votes,
};
use common::{Sent, answer, client_of, run};
use serde_json::{Value, json};
use std::rc::Rc;

/// A mapping with these sections beside a list of comments.
fn talk(
    sections: Value,
    options: &[(&str, &str)],
    answers: Vec<Response>,
) -> (causerie::mapping::Client<common::Replay>, Sent) {
    let mut document = json!({
        "mapping": "1", "name": "test",
        "vars": { "base": {}, "auth.token": { "secret": true } },
        "http": { "headers": { "Authorization": "Bearer {auth.token}" } },
        "list": { "url": "{+base}/c", "items": "" },
        "comment": {
            "id": "/id", "parent": "/parent", "author": { "id": "/who", "name": "/name" }, "body": { "text": "/text" },
            "state": "/state", "votes": { "up": "/up", "down": "/down", "score": "/score", "mine": "/mine" }
        }
    });
    for (name, section) in sections.as_object().unwrap() {
        document[name] = section.clone();
    }
    let mapping = Rc::new(common::checked(&document.to_string()).unwrap());
    let options: Vec<_> =
        [("base", "https://a.example")].into_iter().chain(options.iter().copied()).collect();
    client_of(mapping, common::setup(&options), answers)
}

fn comment() -> Comment {
    let mut comment = Comment::new(CommentId::number("7"));
    comment.parent = Some(CommentId::number("3"));
    comment.author.id = Some("u9".to_owned());
    comment.author.name = Some("Ann".to_owned());
    comment.body.content = Content::Text("before".to_owned());
    comment.link = Some("https://a.example/7".to_owned());
    comment.votes = Some(Votes { up: Some(2), down: Some(1), score: None, mine: 0 });
    comment
}

fn line(sent: &Sent) -> String {
    let sent = sent.borrow();
    let request = sent.last().expect("a request was sent");
    let path = request.url.strip_prefix("https://a.example").unwrap();
    [request.method, " ", path, " ", request.body.as_deref().unwrap_or("-")].concat()
}

#[test]
fn each_style_of_voting_sends_its_request_and_reckons_the_vote() {
    let ballot = |name: &str| json!({ "method": "PUT", "url": format!("{{+base}}/{{comment.id}}/{name}") });
    for (style, has_clear, mine, wanted, path, up, down, after) in [
        ("once", false, 0, Ballot::Up, "/7/up", 3, 1, 1),
        ("once", false, 0, Ballot::Down, "/7/down", 2, 2, -1),
        ("set", true, 1, Ballot::Clear, "/7/clear", 1, 1, 0),
        ("set", true, 1, Ballot::Down, "/7/down", 1, 2, -1),
        ("toggle", false, 1, Ballot::Clear, "/7/up", 1, 1, 0),
        ("toggle", false, -1, Ballot::Clear, "/7/down", 2, 0, 0),
        ("opposite-clears", false, 1, Ballot::Clear, "/7/down", 1, 1, 0),
        ("opposite-clears", false, -1, Ballot::Clear, "/7/up", 2, 0, 0),
        ("opposite-clears", false, 1, Ballot::Down, "/7/down", 1, 1, 0),
    ] {
        let mut vote = json!({ "style": style, "up": ballot("up"), "down": ballot("down") });
        if has_clear {
            vote["clear"] = ballot("clear");
        }
        let (client, sent) = talk(json!({ "vote": vote }), &[], vec![answer(204, "")]);
        let mut before = comment();
        before.votes.as_mut().unwrap().mine = mine;
        let done = run(client.act(Some(&before), &Act::Vote(wanted))).unwrap();
        assert_eq!(line(&sent), ["PUT ", path, " -"].concat(), "{style} {mine} {wanted:?}");
        let votes = Votes { up: Some(up), down: Some(down), score: None, mine: after };
        assert_eq!(done, Done::Votes(votes), "{style} {mine} {wanted:?}");
    }
}

#[test]
fn what_the_answer_says_of_votes_is_believed() {
    let up = json!({ "method": "POST", "url": "{+base}/up", "votes": { "up": "/likes", "mine": "/you" } });
    for (body, expected) in [
        (r#"{"likes": 9, "you": 0}"#, Votes { up: Some(9), down: Some(1), score: None, mine: 0 }),
        (r#"{"likes": 9}"#, Votes { up: Some(9), down: Some(1), score: None, mine: 1 }),
        ("null", Votes { up: Some(3), down: Some(1), score: None, mine: 1 }),
        ("<html>", Votes { up: Some(3), down: Some(1), score: None, mine: 1 }),
    ] {
        let vote = json!({ "vote": { "style": "once", "up": up.clone() } });
        let (client, _) = talk(vote, &[], vec![answer(200, body)]);
        let done = run(client.act(Some(&comment()), &Act::Vote(Ballot::Up))).unwrap();
        assert_eq!(done, Done::Votes(expected), "{body}");
    }
}

#[test]
fn a_vote_that_cannot_be_taken_back_is_not_sent() {
    let vote = json!({ "vote": { "style": "once", "up": { "url": "{+base}/up" } } });
    let (client, sent) = talk(vote, &[], vec![]);
    let problem = run(client.act(Some(&comment()), &Act::Vote(Ballot::Clear))).unwrap_err();
    assert_eq!((problem.kind, sent.borrow().len()), (ProblemKind::Unsupported, 0));
}

#[test]
fn an_edit_sends_the_text_and_takes_the_comment_that_comes_back() {
    let put = json!({ "method": "PUT", "url": "{+base}/c/{comment.id}", "item": "/data",
        "body": { "text": "{draft.body}", "by": "{draft.name}", "to": "{comment.parent}" } });
    for (body, text, state) in [
        (r#"{"data": {"id": 7, "text": "after", "parent": 99}}"#, "after", State::Approved),
        // Not all backends render what they were sent.
        (r#"{"data": {"id": 7, "state": "pending"}}"#, "<b>typed</b>", State::Pending),
    ] {
        let (client, sent) = talk(json!({ "edit": put.clone() }), &[], vec![answer(200, body)]);
        let act = Act::Edit("<b>typed</b>".to_owned());
        let Done::Comment(after) = run(client.act(Some(&comment()), &act)).unwrap() else {
            panic!("{body}: a comment comes back")
        };
        assert_eq!(line(&sent), r#"PUT /c/7 {"text":"<b>typed</b>","by":"Ann","to":3}"#);
        assert_eq!((&after.body.content, after.state), (&Content::Text(text.to_owned()), state));
        assert_eq!((&after.author, &after.link), (&comment().author, &comment().link), "{body}");
        // A comment does not move when its text changes.
        assert_eq!(after.parent, comment().parent);
    }
}

#[test]
fn what_the_answer_does_not_say_of_its_author_stays() {
    let mut before = comment();
    before.author.avatar = Some("https://a.example/face.png".to_owned());
    before.author.roles = vec![Role::Owner];
    for (told, name, is_whole) in [
        ("", "Ann", true),
        (r#", "name": "Anne""#, "Anne", true),
        (r#", "who": "u8", "name": "Bo""#, "Bo", false),
    ] {
        let put = json!({ "method": "PUT", "url": "{+base}/c", "item": "" });
        let body = [r#"{"id": 7, "text": "after""#, told, "}"].concat();
        let (client, _) = talk(json!({ "edit": put }), &[], vec![answer(200, &body)]);
        let Done::Comment(after) = run(client.act(Some(&before), &Act::Edit("after".to_owned()))).unwrap()
        else {
            panic!("{body}: a comment comes back")
        };
        assert_eq!(after.author.name.as_deref(), Some(name), "{body}");
        let rest = |author: &Author| (author.id.clone(), author.avatar.clone(), author.roles.clone());
        assert_eq!(rest(&after.author) == rest(&before.author), is_whole, "{body}");
    }
}

#[test]
fn html_is_made_of_an_edit_where_the_mapping_asks_for_it() {
    let put =
        json!({ "method": "PUT", "url": "{+base}/c", "body": { "text": "{draft.body}" }, "format": "html" });
    let (client, sent) = talk(json!({ "edit": put }), &[], vec![answer(200, "")]);
    let done = run(client.act(Some(&comment()), &Act::Edit("a < b".to_owned()))).unwrap();
    assert_eq!((line(&sent), done), (r#"PUT /c {"text":"<p>a &lt; b</p>"}"#.to_owned(), Done::Refresh));
}

#[test]
fn steps_before_an_act_come_first() {
    let before =
        json!([{ "unless": "auth.token", "url": "{+base}/token", "capture": { "auth.token": "/t" } }]);
    let purge = json!({ "purge": { "before": before, "method": "DELETE", "url": "{+base}/c" } });
    let (client, sent) =
        talk(json!({ "moderate": purge }), &[], vec![answer(200, r#"{"t": "x"}"#), answer(204, "")]);
    let done = run(client.act(Some(&comment()), &Act::Moderate(Moderation::Purge))).unwrap();
    assert_eq!((done, sent.borrow().len()), (Done::Removed, 2));
    assert_eq!(sent.borrow()[1].headers[0].1, "Bearer x");
}

#[test]
fn a_cookie_that_came_with_the_step_before_is_sent_with_the_write() {
    let document = json!({
        "mapping": "1", "name": "test",
        "vars": { "base": {}, "auth.csrf": { "secret": true, "from": [{ "cookie": "csrf" }] } },
        "list": { "url": "{+base}/c", "items": "" },
        "comment": { "id": "/id", "body": { "text": "/text" } },
        "create": {
            "before": [{ "unless": "auth.csrf", "url": "{+base}/hello" }],
            "method": "POST", "url": "{+base}/c", "headers": { "X-CSRF": "{auth.csrf}" }, "body": "{draft.body}"
        }
    });
    let mapping = Rc::new(common::checked(&document.to_string()).unwrap());
    let page = |sent: Sent| {
        let cookie = move |place, name: &str| {
            (place == Place::Cookie && name == "csrf" && !sent.borrow().is_empty()).then(|| "c5".to_owned())
        };
        causerie::mapping::Setup {
            lookup: Box::new(cookie),
            ..common::setup(&[("base", "https://a.example")])
        }
    };
    let (client, sent) = common::client_on(mapping, page, vec![answer(200, ""), answer(201, "")]);
    run(client.create(&causerie::model::Draft { body: "hi".to_owned(), ..Default::default() })).unwrap();
    assert_eq!(sent.borrow()[1].headers[0], ("X-CSRF".to_owned(), "c5".to_owned()));
}

#[test]
fn what_became_of_a_comment() {
    let request = |item: Option<&str>, then: Option<&str>| {
        let mut step = json!({ "method": "DELETE", "url": "{+base}/c/{comment.id}" });
        if let Some(item) = item {
            step["item"] = json!(item);
        }
        if let Some(then) = then {
            step["then"] = json!(then);
        }
        json!({ "delete": step.clone(), "flag": step.clone(), "moderate": { "purge": step.clone(), "hold": step } })
    };
    let flag = Act::Flag { reason: String::new(), detail: String::new() };
    let (purge, hold) = (Act::Moderate(Moderation::Purge), Act::Moderate(Moderation::Hold));
    for (act, item, then, body, expected) in [
        (&Act::Delete, None, None, "", "removed"),
        (&Act::Delete, None, Some("refresh"), "", "refresh"),
        (&Act::Delete, Some(""), None, "null", "removed"),
        (&Act::Delete, Some(""), None, r#"{"id": 7, "state": "deleted"}"#, "deleted"),
        (&flag, None, None, "", "taken"),
        (&purge, None, None, "", "removed"),
        (&hold, None, None, "", "refresh"),
        (&hold, None, Some("wait"), "", "taken"),
        (&hold, Some(""), None, r#"{"id": 7, "state": "pending"}"#, "pending"),
        (&hold, Some(""), None, "[]", "refresh"),
    ] {
        let (client, _) = talk(request(item, then), &[], vec![answer(200, body)]);
        let done = match run(client.act(Some(&comment()), act)).unwrap() {
            Done::Comment(comment) => comment.state.as_str(),
            Done::Votes(_) => "votes",
            Done::Removed => "removed",
            Done::Refresh => "refresh",
            Done::Taken => "taken",
        };
        assert_eq!(done, expected, "{act:?} {item:?} {then:?} {body}");
    }
}

#[test]
fn reports_say_why_and_threads_are_closed_without_a_comment() {
    let sections = json!({
        "flag": { "method": "POST", "url": "{+base}/flag/{comment.author.id}",
            "body": { "reason": "{flag.reason}", "detail": "{flag.detail}" } },
        "moderate": { "close": { "method": "PATCH", "url": "{+base}/thread", "body": { "open": false } } }
    });
    let (client, sent) = talk(sections, &[], vec![answer(202, ""), answer(200, "")]);
    let flag = Act::Flag { reason: "spam".to_owned(), detail: String::new() };
    assert_eq!(run(client.act(Some(&comment()), &flag)).unwrap(), Done::Taken);
    assert_eq!(line(&sent), r#"POST /flag/u9 {"reason":"spam"}"#);
    assert_eq!(run(client.act(None, &Act::Moderate(Moderation::Close))).unwrap(), Done::Refresh);
    assert_eq!(line(&sent), r#"PATCH /thread {"open":false}"#);
}

#[test]
fn what_the_session_does_not_allow_is_neither_offered_nor_sent() {
    let sections = || {
        json!({
            "edit": { "needs": ["auth.token"], "method": "PUT", "url": "{+base}/e", "window": 900 },
            "moderate": {
                "approve": { "needs": ["auth.token"], "method": "PUT", "url": "{+base}/a" },
                "spam": { "needs": ["auth.token"], "method": "PUT", "url": "{+base}/s" }
            },
            "can": { "moderate": true, "delete": false },
            "delete": { "method": "DELETE", "url": "{+base}/d" }
        })
    };
    for (options, edit, decisions) in [
        (&[][..], false, &[][..]),
        (&[("auth-token", "s3cret")][..], true, &[Moderation::Approve, Moderation::Spam][..]),
    ] {
        let (client, sent) = talk(sections(), options, vec![answer(200, "[]")]);
        let acts = run(client.open(None, None)).unwrap().capabilities.acts;
        assert_eq!((acts.edit, acts.delete, acts.moderator), (edit, false, true));
        assert_eq!((acts.window, &*acts.moderate), (Some(900), decisions));
        sent.borrow_mut().clear();
        if !edit {
            let problem = run(client.act(Some(&comment()), &Act::Edit("x".to_owned()))).unwrap_err();
            assert_eq!((problem.kind, sent.borrow().len()), (ProblemKind::Unsupported, 0));
        }
    }
}

#[test]
fn the_source_of_a_comment_is_asked_where_the_mapping_can() {
    let source =
        json!({ "source": { "url": "{+base}/c/{comment.id}", "query": { "plain": "1" }, "value": "/text" } });
    let (client, sent) = talk(source, &[], vec![answer(200, r#"{"text": "*typed*"}"#)]);
    assert_eq!(run(client.source(&comment())).unwrap().as_deref(), Some("*typed*"));
    assert_eq!(line(&sent), "GET /c/7?plain=1 -");
    let (client, _) = talk(json!({}), &[], vec![]);
    assert_eq!(run(client.source(&comment())).unwrap_err().kind, ProblemKind::Unsupported);
}

#[test]
fn the_queue_is_asked_in_the_backends_words_and_goes_on() {
    let queue = json!({ "queue": {
        "url": "{+base}/q", "query": { "status": "{queue.state}", "page": "{list.page}" }, "items": "/rows",
        "states": { "pending": "hold" }, "page": { "by": "page", "pages": "/pages" }
    } });
    let rows = answer(200, r#"{"pages": 2, "rows": [{"id": 1, "state": "pending"}]}"#);
    let (client, sent) = talk(queue, &[], vec![rows.clone(), rows]);
    let first = run(client.queue(None)).unwrap();
    assert_eq!((line(&sent), first.items.len()), ("GET /q?status=hold&page=1 -".to_owned(), 1));
    let second = run(client.queue(first.next.as_ref())).unwrap();
    assert_eq!((line(&sent), second.next), ("GET /q?status=hold&page=2 -".to_owned(), None));
}

#[test]
fn the_queue_lists_what_came_before_and_takes_nothing_from_the_thread() {
    let queue = json!({ "queue": { "url": "{+base}/q", "items": "" } });
    let list = || answer(200, r#"[{"id": 1, "state": "pending"}]"#);
    let (client, _) = talk(queue, &[], vec![list(), list(), list()]);
    assert_eq!(run(client.queue(None)).unwrap().items.len(), 1);
    assert_eq!(run(client.queue(None)).unwrap().items.len(), 1);
    // A page of the thread that comes then has the same comment.
    let more = run(client.more(&causerie::model::Next::Page(2))).unwrap();
    assert_eq!(more.items.len(), 1);
}

#[test]
fn who_is_signed_in_is_asked_and_need_not_say_who_they_are() {
    let sections = json!({
        "me": { "url": "{+base}/me", "author": { "id": "/id", "name": "/name", "email": "/mail" }, "can": { "moderate": "/boss" } },
        "create": { "method": "POST", "url": "{+base}/c", "body": { "text": "{draft.body}", "name": "{draft.name}", "mail": "{draft.email}" } }
    });
    let me = answer(200, r#"{"id": 5, "name": "Élodie", "mail": "e@a.example", "boss": true}"#);
    let answers = vec![me, answer(200, "[]"), answer(201, "")];
    let (client, sent) = talk(sections.clone(), &[("auth-token", "s3cret")], answers);
    let can = run(client.open(None, None)).unwrap().capabilities;
    let needs = [can.fields.name.need, can.fields.email.need];
    assert_eq!((can.acts.moderator, needs), (true, [causerie::model::Need::Absent; 2]));
    let draft = causerie::model::Draft { body: "hi".to_owned(), ..Default::default() };
    run(client.create(&draft)).unwrap();
    assert_eq!(line(&sent), r#"POST /c {"text":"hi","name":"Élodie","mail":"e@a.example"}"#);
    // An answer may say no more than that the comment is there.
    let mut sections = sections;
    sections["create"]["item"] = json!("");
    let me = answer(200, r#"{"id": 5, "name": "Élodie"}"#);
    let answers = vec![me, answer(200, "[]"), answer(201, r#"{"id": 8, "text": "hi"}"#)];
    let (client, _) = talk(sections.clone(), &[("auth-token", "s3cret")], answers);
    run(client.open(None, None)).unwrap();
    let Created::Comment(created) = run(client.create(&draft)).unwrap() else { panic!("it comes back") };
    assert_eq!(created.author.name.as_deref(), Some("Élodie"));
    // A guest is not asked about: the answer could only be an error.
    let (client, sent) = talk(sections, &[], vec![answer(200, "[]")]);
    run(client.open(None, None)).unwrap();
    assert_eq!(line(&sent), "GET /c -");
}

#[test]
fn a_session_that_ended_is_regained_once_before_an_act_fails() {
    let sections = json!({
        "moderate": { "approve": { "needs": ["auth.token"], "method": "PUT", "url": "{+base}/a", "then": "wait" } },
        "auth": { "session": { "url": "{+base}/session", "capture": { "auth.token": "/token" } } },
        "error": { "codes": { "stale": "session-expired" }, "code": "/code" }
    });
    let stale = answer(403, r#"{"code": "stale"}"#);
    let fresh = answer(200, r#"{"token": "fresh"}"#);
    let act = Act::Moderate(Moderation::Approve);
    let answers = vec![stale.clone(), fresh.clone(), answer(204, "")];
    let (client, sent) = talk(sections.clone(), &[("auth-token", "old")], answers);
    assert_eq!(run(client.act(Some(&comment()), &act)).unwrap(), Done::Taken);
    let tokens: Vec<_> = sent.borrow().iter().map(|request| request.headers[0].1.clone()).collect();
    assert_eq!(tokens, ["Bearer old", "application/json", "Bearer fresh"]);
    let (client, sent) = talk(sections, &[("auth-token", "old")], vec![stale.clone(), fresh, stale]);
    let problem = run(client.act(Some(&comment()), &act)).unwrap_err();
    assert_eq!((problem.kind, sent.borrow().len()), (ProblemKind::SessionExpired, 3));
}

/// A mapping whose readers sign in in a window that sends a message, and whose token is kept.
fn with_login() -> Rc<causerie::mapping::Mapping> {
    let document = json!({
        "mapping": "1", "name": "test",
        "vars": { "base": {}, "auth.token": { "secret": true, "keep": "local" } },
        "http": { "headers": { "Authorization": "Bearer {auth.token}" } },
        "list": { "url": "{+base}/c", "items": "" },
        "comment": { "id": "/id", "body": { "text": "/text" } },
        "create": { "method": "POST", "url": "{+base}/c", "body": "{draft.body}" },
        "auth": {
            "login": {
                "popup": "{+base}/login?lang={page.lang}",
                "done": { "when": { "/type": "user" }, "capture": { "auth.token": "/token", "me.name": "/name" } }
            },
            "logout": { "method": "DELETE", "url": "{+base}/session" }
        }
    });
    Rc::new(common::checked(&document.to_string()).unwrap())
}

type Kept = Rc<std::cell::RefCell<Vec<String>>>;

/// A page that keeps what it is given, and has kept this.
fn keeping(before: Option<&'static str>) -> (causerie::mapping::Setup, Kept) {
    let kept = Kept::default();
    let keeper = kept.clone();
    let keep = move |name: &str, is_short: bool, value: Option<&str>| {
        keeper.borrow_mut().push(format!("{name} {is_short} {value:?}"));
    };
    let lookup = move |place, _: &str| (place == Place::Kept).then(|| before.map(str::to_owned)).flatten();
    let setup = common::setup(&[("base", "https://a.example")]);
    (causerie::mapping::Setup { keep: Box::new(keep), lookup: Box::new(lookup), ..setup }, kept)
}

#[test]
fn a_reader_signs_in_in_another_window_and_out_again() {
    let (setup, kept) = keeping(None);
    let answers = vec![answer(200, "[]"), answer(200, "[]"), answer(204, "")];
    let (client, sent) = client_of(with_login(), setup, answers);
    let session = run(client.open(None, None)).unwrap().capabilities.session;
    assert_eq!(session, Session::Window("https://a.example/login?lang=fr".to_owned()));
    let message = r#"{"type": "user", "token": "t0k", "name": "Odile"}"#;
    // Any window may send messages: only those of the one that was opened count, and only the right ones.
    for (origin, data) in [
        ("https://evil.example", message),
        ("null", message),
        ("", message),
        ("https://a.example", r#"{"type": "other", "token": "t0k"}"#),
        ("https://a.example", "null"),
        ("https://a.example", "no JSON"),
    ] {
        assert!(!client.hear(origin, data), "{origin} {data}");
    }
    assert!(kept.borrow().is_empty());
    assert!(client.hear("https://a.example", message));
    assert_eq!(*kept.borrow(), [r#"auth.token false Some("t0k")"#]);
    let session = run(client.open(None, None)).unwrap().capabilities.session;
    assert_eq!(session, Session::Open("Odile".to_owned()));
    assert_eq!(sent.borrow()[1].headers[0].1, "Bearer t0k");
    run(client.ask(causerie::mapping::Goal::Leave)).unwrap();
    assert_eq!(line(&sent), "DELETE /session -");
    assert_eq!(kept.borrow()[1], "auth.token false None");
}

#[test]
fn what_was_kept_is_there_again_and_nothing_is_kept_before_a_reader_acts() {
    let (setup, kept) = keeping(Some("t0k"));
    let (client, sent) = client_of(with_login(), setup, vec![answer(200, "[]"), answer(201, "")]);
    run(client.open(None, None)).unwrap();
    assert_eq!(sent.borrow()[0].headers[0].1, "Bearer t0k");
    assert!(kept.borrow().is_empty());
    run(client.create(&causerie::model::Draft { body: "hi".to_owned(), ..Default::default() })).unwrap();
    assert_eq!(*kept.borrow(), [r#"auth.token false Some("t0k")"#]);
}

#[test]
fn what_the_page_itself_has_is_not_kept() {
    let (mut setup, kept) = keeping(None);
    setup.options.push(("auth-token".to_owned(), "printed".to_owned()));
    let (client, sent) = client_of(with_login(), setup, vec![answer(201, "")]);
    run(client.create(&causerie::model::Draft { body: "hi".to_owned(), ..Default::default() })).unwrap();
    assert_eq!(sent.borrow()[0].headers[0].1, "Bearer printed");
    assert_eq!(*kept.borrow(), ["auth.token false None"]);
}

/// What WordPress lets a reader do who has a nonce and these capabilities, and whether they are shown as signed in.
fn wordpress(capabilities: &str) -> causerie::model::Capabilities {
    let post = answer(200, r#"{"id": 4, "comment_status": "open", "title": {"rendered": "x"}}"#);
    let me = format!(r#"{{"id": 7, "name": "Odile", "capabilities": {capabilities}}}"#);
    let options = [("base", "https://blog.example/wp-json"), ("post", "4"), ("auth-nonce", "n0nce")];
    let (client, _) = common::client("wordpress", &options, vec![post, answer(200, &me), answer(200, "[]")]);
    run(client.open(None, None)).unwrap().capabilities
}

#[test]
fn only_those_who_may_moderate_may_change_comments_in_wordpress() {
    let acts = wordpress(r#"{"read": true, "subscriber": true}"#).acts;
    assert_eq!((acts.edit, acts.moderator), (false, false));
    let acts = wordpress(r#"{"read": true, "moderate_comments": true}"#).acts;
    assert_eq!((acts.edit, acts.moderator), (true, true));
}

#[test]
fn who_is_signed_in_to_the_page_signs_out_there() {
    let document = json!({
        "mapping": "1", "name": "test",
        "vars": { "base": {}, "auth.nonce": { "secret": true, "from": [{ "meta": "nonce" }] } },
        "list": { "url": "{+base}/c", "items": "" }, "comment": { "id": "/id", "body": { "text": "/text" } },
        "me": { "url": "{+base}/me", "author": { "name": "/name" } }
    });
    let open = |document: &Value| {
        let mapping = Rc::new(common::checked(&document.to_string()).unwrap());
        let lookup = |place, _: &str| (place == Place::Meta).then(|| "n0nce".to_owned());
        let setup = common::setup(&[("base", "https://a.example")]);
        let setup = causerie::mapping::Setup { lookup: Box::new(lookup), ..setup };
        let answers = vec![answer(200, r#"{"name": "Odile"}"#), answer(200, "[]")];
        run(client_of(mapping, setup, answers).0.open(None, None)).unwrap().capabilities.session
    };
    assert_eq!(open(&document), Session::Page("Odile".to_owned()));
    let mut document = document;
    document["auth"] = json!({ "logout": { "method": "DELETE", "url": "{+base}/session" } });
    assert_eq!(open(&document), Session::Open("Odile".to_owned()));
}

#[test]
fn a_vote_that_lists_do_not_tell_is_remembered() {
    let list = || answer(200, r#"[{"id": 7, "up": 3}, {"id": 8, "up": 3}]"#);
    let vote = json!({ "style": "once", "up": { "method": "POST", "url": "{+base}/up" } });
    for (told, expected) in
        [(json!({ "up": "/up" }), [1, 0]), (json!({ "up": "/up", "mine": "/mine" }), [0, 0])]
    {
        let shape = json!({ "id": "/id", "body": { "text": "/text" }, "votes": told });
        let sections = json!({ "comment": shape, "vote": vote });
        let (client, _) = talk(sections, &[], vec![answer(204, ""), list()]);
        run(client.act(Some(&comment()), &Act::Vote(Ballot::Up))).unwrap();
        let page = run(client.open(None, None)).unwrap().page;
        let mine: Vec<_> = page.items.iter().map(|comment| comment.votes.unwrap().mine).collect();
        assert_eq!(mine, expected);
    }
}

#[test]
fn only_those_who_are_known_may_vote_in_remark42() {
    for (token, votes) in [(None, false), (Some("j.w.t"), true)] {
        let mut options = vec![("base", "https://a.example")];
        options.extend(token.map(|token| ("auth-jwt", token)));
        let me = token.map(|_| common::recorded("remark42/12-user-info"));
        let answers = [common::recorded("remark42/02-config")].into_iter().chain(me);
        let answers = answers.chain([common::recorded("remark42/48-find-tree")]).collect();
        let (client, _) = common::client("remark42", &options, answers);
        let acts = run(client.open(None, None)).unwrap().capabilities.acts;
        assert_eq!((acts.up, acts.down), (votes, votes));
    }
}

#[test]
fn a_comment_is_still_the_readers_after_a_reload_where_it_can_be_changed() {
    for (section, expected) in [("edit", Some("own comments true Some(\"7\")")), ("flag", None)] {
        let document = json!({
            "mapping": "1", "name": "test", "vars": { "base": {} },
            "list": { "url": "{+base}/c", "items": "" },
            "comment": { "id": "/id", "body": { "text": "/text" }, "mine": "session" },
            "create": { "method": "POST", "url": "{+base}/c", "body": "{draft.body}", "item": "" },
            section: { "method": "PUT", "url": "{+base}/c" }
        });
        let mapping = Rc::new(common::checked(&document.to_string()).unwrap());
        let (setup, kept) = keeping(None);
        let (client, _) = client_of(mapping.clone(), setup, vec![answer(201, r#"{"id": 7}"#)]);
        run(client.create(&causerie::model::Draft { body: "hi".to_owned(), ..Default::default() })).unwrap();
        assert_eq!(kept.borrow().first().map(String::as_str), expected);
        let (setup, _) = keeping(Some("3\n7"));
        let listed = answer(200, r#"[{"id": 7, "text": "a"}, {"id": 8, "text": "b"}]"#);
        let (client, _) = client_of(mapping, setup, vec![listed]);
        let items = run(client.open(None, None)).unwrap().page.items;
        assert_eq!([items[0].mine, items[1].mine], [expected.is_some(), false]);
    }
}
