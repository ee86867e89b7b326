//! What is sent to edit, delete, vote, flag, moderate and count, section by section of the mapping.
//!
//! A section is driven in the place of `create`, or of `list` where it lists comments, with a stand-in request before
//! it that brings the variables it needs.

use std::fmt::Write as _;
use std::rc::Rc;

use causerie::mapping::Mapping;
use causerie::model::{Comment, Created, Draft};
use serde_json::{Value, json};

use crate::answers;
use crate::common::{self, Sent, client_of, preset, run};
use crate::story::{path, setting};

/// The sections that are driven, groups after single ones.
const SINGLE: [&str; 9] = ["source", "edit", "delete", "flag", "preview", "count", "counts", "me", "queue"];
const GROUPS: [&str; 2] = ["vote", "moderate"];

/// Tells what each section of a mapping sends and what comes of it.
pub fn tell(name: &str, all: &Value) -> String {
    let text = std::fs::read_to_string(format!("www/presets/{name}.json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let acts = &all["acts"];
    let mut out = String::new();
    let comments = opened(name, all);
    for (title, section) in sections(&document) {
        let told = &acts["answers"][&title];
        let of = told["of"].as_str().or(comments.first().map(|first| first.id.as_str())).unwrap_or("1");
        let comment = comments.iter().find(|comment| comment.id.as_str() == of);
        let (answer, recorded) = match &told["answer"] {
            Value::Null => (common::answer(200, "{}"), None),
            named => answers::find(name, named),
        };
        let mapping =
            Rc::new(Mapping::parse(&in_place(&document, &title, section, of, comment).to_string()).unwrap());
        let (client, sent) =
            client_of(mapping, setting(all, acts), vec![common::answer(200, "{}"), answer.clone()]);
        let found = if title == "queue" {
            run(client.open(None, None)).map(|opened| common::page(&opened.page))
        } else {
            run(client.create(&Draft { body: "Corrigé".into(), ..Draft::default() })).map(|created| {
                if let Created::Comment(comment) = created { common::one(&comment) } else { String::new() }
            })
        };
        writeln!(out, "## {title}\n").unwrap();
        let request = sent.borrow_mut().pop().unwrap();
        if let Some((method, url)) = recorded {
            assert_eq!((request.method, path(&request.url)), (&*method, path(&url)), "{name}: {title}");
        }
        out.push_str(common::requests(&Sent::new(vec![request].into())).trim_end_matches("\n---\n"));
        writeln!(out, "\n--- {} {}", answer.status, told["answer"].as_str().unwrap_or_default()).unwrap();
        writeln!(out, "{}", found.unwrap_or_else(|problem| common::problem(&problem))).unwrap();
    }
    out
}

/// The comments of the thread on which is acted.
fn opened(name: &str, all: &Value) -> Vec<Comment> {
    let Some(names) = all["acts"]["open"].as_array() else { return Vec::new() };
    let answers = names.iter().map(|named| answers::find(name, named).0).collect();
    let (client, _) = client_of(preset(name), setting(all, &all["acts"]), answers);
    run(client.open(None, None)).unwrap().page.items
}

fn sections(document: &Value) -> Vec<(String, &Value)> {
    let single = SINGLE.iter().map(|name| ((*name).to_owned(), &document[*name]));
    let grouped = GROUPS.iter().flat_map(|group| {
        let members = document[*group].as_object().into_iter().flatten();
        members.map(move |(name, section)| (format!("{group}.{name}"), section))
    });
    single.chain(grouped).filter(|(_, section)| section.is_object()).collect()
}

/// The document with a section in the place that is driven.
fn in_place(document: &Value, title: &str, section: &Value, of: &str, comment: Option<&Comment>) -> Value {
    let id = match comment {
        Some(comment) if comment.id.is_number() => serde_json::from_str(comment.id.as_str()).unwrap(),
        _ => json!(of),
    };
    let author = comment.and_then(|comment| comment.author.id.clone());
    let states = section["states"]["pending"].as_str().unwrap_or("pending");
    let stand_in = json!([{"url": "https://stand.in/", "capture": {
        "comment.id": {"const": id}, "comment.author.id": {"const": author}, "comment.etag": {"const": "\"1\""},
        "list.threads": {"const": ["/one/", "/two/"]}, "queue.state": {"const": states}, "page.id": {"const": "p1"},
        "flag.reason": {"const": "spam"}, "flag.detail": {"const": "Publicité"}, "moderation.note": {"const": "Hors sujet"}
    }}]);
    let mut document = document.clone();
    let place = if title == "queue" { "list" } else { "create" };
    document[place] = section.clone();
    if title == "queue" {
        document["resolve"] = stand_in;
        document["config"] = Value::Null;
    } else {
        document[place]["before"] = stand_in;
    }
    document
}
