//! Recorded answers of real servers through the presets: what the reader sees, what is sent, what goes wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use causerie::model::{Create, Created, Draft, Next, Problem, ProblemKind, Sort, State};
use common::{answer, client, problem, recorded, requests, run, snapshot};

const ISSO: &[(&str, &str)] = &[("base", "https://comments.example/")];
const WORDPRESS: &[(&str, &str)] = &[("base", "/wp-json"), ("site", "https://blog.example")];
const OPEN_POST: &str = r#"{"id": 4, "comment_status": "open", "title": {"rendered": "Le m&eacute;tier"}}"#;

fn draft() -> Draft {
    Draft {
        key: "6b0c".into(),
        body: "Très <b>bien</b> & clair\nvoir https://a.example/?x=1&y=2\n\nMerci".into(),
        name: "Élodie Lefèvre".into(),
        email: "elodie@example.org".into(),
        url: "http://blog.example.org/elodie".into(),
        ..Draft::default()
    }
}

#[test]
fn isso_thread() {
    let (client, sent) = client("isso", ISSO, vec![recorded("isso/19-list-all")]);
    snapshot("isso", &common::opened(&run(client.open(None, None)).unwrap()));
    snapshot("isso-requests", &requests(&sent));
}

#[test]
fn isso_pages_by_root_and_loads_hidden_replies() {
    let answers = ["21-list-paged-newest", "22-list-paged-offset", "23-list-replies-of-c1"];
    let (client, sent) = client("isso", ISSO, answers.map(|name| recorded(&format!("isso/{name}"))).to_vec());
    let first = run(client.open(Some(Sort::Newest), Some(2))).unwrap().page;
    assert_eq!((first.items.len(), first.next.clone()), (2, Some(Next::Offset(2))));
    let second = run(client.more(&first.next.unwrap())).unwrap();
    assert_eq!((second.items.len(), second.next), (2, Some(Next::Offset(4))));
    let replies = run(client.replies(&second.items[0], None)).unwrap();
    assert_eq!(replies.items[0].parent.as_ref().unwrap().as_str(), second.items[0].id.as_str());
    let urls: Vec<_> = sent.borrow().iter().map(|request| request.url.clone()).collect();
    let thread = "uri=%2F2011%2F03%2Fcommunity-manager-ou-animateur%2F";
    assert_eq!(
        urls,
        [
            format!("https://comments.example/?{thread}&sort=newest&limit=2&offset=0"),
            format!("https://comments.example/?{thread}&sort=newest&limit=2&offset=2"),
            format!("https://comments.example/?{thread}&parent=7&sort=newest&limit=2&offset=0"),
        ]
    );
}

#[test]
fn isso_create() {
    let answers = vec![
        recorded("isso/19-list-all"),
        recorded("isso/04-create-c1"),
        recorded("isso/73-mod-create-pending"),
    ];
    let (client, sent) = client("isso", ISSO, answers);
    let parent = run(client.open(None, None)).unwrap().page.items[1].id.clone();
    sent.borrow_mut().clear();
    let Created::Comment(comment) = run(client.create(&draft())).unwrap() else {
        panic!("a comment came back")
    };
    assert_eq!((comment.state, comment.mine, comment.parent), (State::Approved, true, None));
    let Created::Comment(comment) = run(client.create(&Draft { parent: Some(parent), ..draft() })).unwrap()
    else {
        panic!("a comment came back")
    };
    assert_eq!((comment.state, comment.mine), (State::Pending, true));
    snapshot("isso-create", &requests(&sent));
}

#[test]
fn wordpress_thread_with_pings() {
    let answers =
        vec![recorded("wordpress/02-post-by-slug"), recorded("wordpress/52-list-anonymous-with-pings")];
    let (client, sent) = client("wordpress", &[], answers);
    snapshot("wordpress", &common::opened(&run(client.open(None, None)).unwrap()));
    snapshot("wordpress-requests", &requests(&sent));
}

#[test]
fn wordpress_loads_all_pages_for_newest_first() {
    let mut newest = recorded("wordpress/53-list-default");
    newest.headers.retain(|(name, _)| !name.starts_with("X-WP"));
    newest.headers.push(("x-wp-totalpages".into(), "3".into()));
    let mut second = recorded("wordpress/54-list-page-2");
    second.headers = newest.headers.clone();
    let answers = vec![answer(200, OPEN_POST), newest, second, recorded("wordpress/55-list-page-beyond")];
    let (client, sent) = client("wordpress", &[("post", "4")], answers);
    let opened = run(client.open(Some(Sort::Newest), Some(5))).unwrap();
    assert_eq!(opened.title.as_deref(), Some("Le métier"));
    assert_eq!(opened.page.next, None);
    let pages: Vec<_> = sent.borrow().iter().skip(1).map(|request| request.url.clone()).collect();
    for (page, url) in pages.iter().enumerate() {
        assert!(url.contains(&format!("&page={}&", page + 1)) && url.contains("per_page=100"), "{url}");
    }
    // Parents come before their replies though the server sends the newest first.
    for (place, comment) in opened.page.items.iter().enumerate() {
        let place_of = |parent: &causerie::model::CommentId| {
            opened.page.items.iter().position(|item| item.id == *parent)
        };
        // A parent that is not here was deleted.
        let parent = comment.parent.as_ref().and_then(place_of);
        assert!(parent.is_none_or(|parent| parent < place), "{}", comment.id);
    }
}

#[test]
fn wordpress_creates_by_session_by_rest_or_by_form() {
    for (name, option, answers) in [
        ("form", None, vec![answer(200, "<!doctype html><p>the post's page</p>")]),
        ("rest", Some(("data-anonymous", "rest")), vec![recorded("wordpress/17-create-held-by-links")]),
        ("nonce", Some(("auth-nonce", "3096fcad29")), vec![recorded("wordpress/06-create-c1")]),
    ] {
        let mut answers = answers;
        answers.insert(0, recorded("wordpress/52-list-anonymous-with-pings"));
        // Who is signed in is asked who they are.
        if name == "nonce" {
            answers.insert(0, answer(200, r#"{"id": 2, "name": "Élodie"}"#));
        }
        answers.insert(0, answer(200, OPEN_POST));
        let options: Vec<_> = [("post", "4")].into_iter().chain(option).chain(WORDPRESS.to_vec()).collect();
        let (client, sent) = client("wordpress", &options, answers);
        let parent = run(client.open(None, None)).unwrap().page.items[0].id.clone();
        sent.borrow_mut().clear();
        let created = run(client.create(&Draft { parent: Some(parent), ..draft() })).unwrap();
        match (name, created) {
            ("form", Created::Refresh) => {}
            ("rest", Created::Comment(comment)) => assert_eq!(comment.state, State::Pending),
            ("nonce", Created::Comment(comment)) => assert_eq!(comment.state, State::Approved),
            (_, created) => panic!("{name}: {created:?}"),
        }
        snapshot(&format!("wordpress-create-{name}"), &requests(&sent));
    }
}

#[test]
fn errors_become_problems() {
    for (preset, options, path, expected) in [
        (
            "isso",
            ISSO,
            "isso/48-error-empty-text",
            "invalid 400 Some(\"text is too short (minimum length: 3)\") [] None",
        ),
        (
            "isso",
            ISSO,
            "isso/93-guard-flood",
            "rate-limited 403 Some(\"403 Forbidden: 10.100.7.0: ratelimit exceeded (1, 2)\") [] None",
        ),
        (
            "isso",
            ISSO,
            "isso/77-mod-error-author-required",
            "invalid 403 Some(\"403 Forbidden: author address required but not provided\") [] None",
        ),
        (
            "wordpress",
            WORDPRESS,
            "wordpress/05-anonymous-refused-by-default",
            "login-required 401 Some(\"Sorry, you must be logged in to comment.\") [] None",
        ),
        (
            "wordpress",
            WORDPRESS,
            "wordpress/75-error-closed-post",
            "closed 403 Some(\"Désolé, les commentaires sont fermés pour cet article.\") [] None",
        ),
        (
            "wordpress",
            WORDPRESS,
            "wordpress/89-duplicate-second",
            "duplicate 409 Some(\"Détection d’un doublon\u{a0}: il semble que vous avez déjà envoyé ce commentaire\u{a0}!\") [] None",
        ),
        (
            "wordpress",
            WORDPRESS,
            "wordpress/101-classic-form-empty",
            "invalid 200 Some(\"Error: Please type your comment text.\") [] None",
        ),
    ] {
        let (client, _) = client(preset, options, vec![recorded(path)]);
        assert_eq!(
            problem(&run(client.create(&draft())).unwrap_err()).replace("\\u{a0}", "\u{a0}"),
            expected,
            "{path}"
        );
    }
    let rest = [("anonymous", "rest")];
    let (client, _) = client("wordpress", &rest, vec![recorded("wordpress/68-error-invalid-email")]);
    let found = problem(&run(client.create(&draft())).unwrap_err());
    assert_eq!(
        found,
        "invalid 400 Some(\"Invalid parameter(s): author_email\") [(Email, \"Invalid email address.\")] None"
    );
}

#[test]
fn an_expired_session_is_regained_once() {
    let answers = vec![
        answer(200, OPEN_POST),
        recorded("wordpress/106-bad-nonce"),
        answer(200, "fresh12345"),
        answer(200, r#"{"id": 2}"#),
        recorded("wordpress/52-list-anonymous-with-pings"),
    ];
    let options = [("post", "4"), ("auth.nonce", "stale")];
    let (client, sent) = client("wordpress", &options, answers);
    run(client.open(None, None)).unwrap();
    let nonces: Vec<_> = sent.borrow().iter().map(|request| nonce(&request.headers)).collect();
    let fresh = Some("fresh12345".to_owned());
    assert_eq!(nonces, [Some("stale".into()), Some("stale".into()), None, fresh.clone(), fresh]);
}

#[test]
fn without_a_session_to_regain_the_reader_is_a_guest() {
    let answers = vec![
        answer(200, OPEN_POST),
        recorded("wordpress/106-bad-nonce"),
        answer(400, "0"),
        recorded("wordpress/52-list-anonymous-with-pings"),
    ];
    let (client, sent) = client("wordpress", &[("post", "4"), ("auth.nonce", "stale")], answers);
    assert!(run(client.open(None, None)).is_ok());
    assert_eq!(nonce(&sent.borrow()[3].headers), None);
}

fn nonce(headers: &[(String, String)]) -> Option<String> {
    headers.iter().find(|(name, _)| name == "X-WP-Nonce").map(|(_, value)| value.clone())
}

#[test]
fn a_post_that_is_closed_or_missing() {
    let closed = OPEN_POST.replace("open", "closed");
    let (client, _) = client("wordpress", &[("post", "4")], vec![answer(200, &closed), answer(200, "[]")]);
    assert_eq!(run(client.open(None, None)).unwrap().capabilities.create, Create::Closed);
    let (client, _) = common::client("wordpress", &[], vec![answer(200, "[]")]);
    assert_eq!(run(client.open(None, None)).unwrap_err().kind, ProblemKind::NotFound);
}

#[test]
fn a_missing_attribute_is_named() {
    let sent = common::Sent::default();
    drop(sent);
    let setup = common::setup(&[]);
    let client = causerie::mapping::Client::new(common::preset("isso"), setup, Nobody);
    let Err(Problem { kind, detail, .. }) = client else { panic!("data-base is missing") };
    assert_eq!(kind, ProblemKind::Setup);
    assert_eq!(detail.as_deref(), Some("data-base: expected Isso endpoint, no trailing slash, found none"));
}

struct Nobody;

impl causerie::mapping::Transport for Nobody {
    async fn send(
        &self,
        _: causerie::mapping::Request,
    ) -> Result<causerie::mapping::Response, causerie::mapping::Failure> {
        Err(causerie::mapping::Failure::Network)
    }
}

#[test]
fn wordpress_uses_its_own_form_on_its_own_pages_only() {
    for (site, expected) in [
        ("https://blog.example", "https://blog.example/wp-comments-post.php"),
        ("https://blog.example/journal", "https://blog.example/journal/wp-comments-post.php"),
        // The form's answer could not be read: the reader would send it twice.
        ("https://other.example", "https://blog.example/wp-json/wp/v2/comments"),
    ] {
        let options = [("post", "4"), ("base", "/wp-json"), ("site", site)];
        let answers = vec![answer(200, OPEN_POST), answer(200, "[]"), answer(201, "{}")];
        let (client, sent) = client("wordpress", &options, answers);
        assert_eq!(run(client.open(None, None)).unwrap().capabilities.create, Create::Form);
        run(client.create(&draft())).unwrap();
        assert_eq!(sent.borrow()[2].url, expected);
    }
}

#[test]
fn a_post_that_its_owner_names_wrongly_is_no_empty_thread() {
    let missing = answer(404, r#"{"code": "rest_post_invalid_id", "message": "Invalid post ID."}"#);
    let (client, _) = client("wordpress", &[("post", "999")], vec![missing]);
    assert_eq!(run(client.open(None, None)).unwrap_err().kind, ProblemKind::NotFound);
}
