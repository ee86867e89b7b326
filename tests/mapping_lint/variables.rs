//! Variables: those that never have a value, those that nothing uses, secrets.

use crate::said;
use serde_json::{Value, json};

#[test]
fn variables_are_followed() {
    for (changes, expected) in [
        (
            vec![("/list/url", json!("{+bas}/c"))],
            vec![
                "error: /list/url: the address begins with `bas`, which never has a value: declare it in `vars`, fill it by a `capture`, or correct the name; did you mean `base`?",
                "warning: /vars/base: nothing uses `base`: write it as {base} where it is needed, or remove it",
            ],
        ),
        (
            vec![("/list/query", json!({"a": "{page.pth}"}))],
            vec![
                "warning: /list/query/a: `page.pth` never has a value: declare it in `vars`, fill it by a `capture`, or remove it; did you mean `page.path`?",
            ],
        ),
        (
            vec![("/list/query", json!({"a": "{draft.name}"}))],
            vec![
                "warning: /list/query/a: `draft.name` has a value only in edit, delete, flag, vote, moderate, source, preview, create: remove it here",
            ],
        ),
        (
            vec![("/resolve", json!([{"needs": ["pots"], "unless": "nobody", "url": "{+base}/x"}]))],
            vec![
                "error: /resolve/0/needs/0: `pots` never has a value, so this is never done: declare it in `vars`, fill it by a `capture`, or remove it",
                "warning: /resolve/0/unless: `nobody` never has a value: declare it in `vars`, fill it by a `capture`, or remove it",
            ],
        ),
        (
            vec![("/capture", json!({"seen": "/seen", "thread.title": "/title"}))],
            vec!["warning: /capture/seen: nothing uses `seen`: use it, or do not capture it"],
        ),
        (
            vec![
                ("/vars/owner", json!({})),
                ("/comment/author", json!({"owner": {"at": "/by", "is": "owner"}})),
            ],
            vec![],
        ),
        (vec![("/comment/link", json!({"text": "{+base}/{id}", "with": {"id": "/id"}}))], vec![]),
        (vec![("/comment/link", json!({"text": "/template/{x}", "with": {"id": "/id"}}))], vec![]),
        (
            vec![("/comment/link", json!({"text": "#{idd}", "with": {"id": "/id"}}))],
            vec![
                "warning: /comment/link/text: `idd` never has a value: declare it in `vars`, fill it by a `capture`, or remove it",
            ],
        ),
    ] {
        assert_eq!(said(&changes), expected, "{changes:?}");
    }
}

#[test]
fn secrets_stay_secret() {
    let token = |more: Value| {
        let mut variable = json!({"secret": true});
        variable.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        ("/vars/auth.token", variable)
    };
    let left_out =
        "`auth.token` is a secret, which addresses leave out: send it in a header or a body, or set `inUrl`";
    for (changes, expected) in [
        (vec![token(json!({})), ("/http", json!({"headers": {"X-Token": "{auth.token}"}}))], vec![]),
        (
            vec![token(json!({})), ("/list/query", json!({"token": "{auth.token}"}))],
            vec![format!("error: /list/query/token: {left_out}")],
        ),
        (
            vec![token(json!({})), ("/list/url", json!("{+base}/c{?auth.token}"))],
            vec![format!("error: /list/url: {left_out}")],
        ),
        (vec![token(json!({"inUrl": true})), ("/list/url", json!("{+base}/c{?auth.token}"))], vec![]),
        (
            vec![token(json!({})), ("/comment/title", json!({"text": "{auth.token}"}))],
            vec![
                "error: /comment/title/text: `auth.token` is a secret, which is never shown: remove it, or `secret`".into(),
            ],
        ),
        (
            vec![token(json!({"default": "x"})), ("/http", json!({"headers": {"X-Token": "{auth.token}"}}))],
            vec![
                "warning: /vars/auth.token/default: everybody can read a mapping, so a secret in it is none: remove `default`, or `secret`".into(),
            ],
        ),
        (
            vec![("/http", json!({"headers": {"Authorization": "Bearer 0123456789"}}))],
            vec![
                "warning: /http/headers/Authorization: everybody can read a mapping: declare a variable with `secret`, and let the page set it".into(),
            ],
        ),
        (
            vec![("/vars/base/default", json!("http://api.example/v1"))],
            vec![
                "warning: /vars/base/default: browsers refuse http from a page of https, and anybody can read along: write https".into(),
            ],
        ),
        (vec![("/vars/base/default", json!("http://localhost:8080"))], vec![]),
    ] {
        assert_eq!(said(&changes), expected, "{changes:?}");
    }
}
