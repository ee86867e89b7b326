//! Answers of any kind to a client of each preset: never a panic, and every item is shown or reported.
#![no_main]

use causerie::body::{nodes, text};
use causerie::config::Config;
use causerie::mapping::{Client, Mapping};
use causerie::model::Page;
use causerie::state::{Action, Thread};
use causerie_fuzz::backend::{Anything, check, live, run, setup};
use causerie_fuzz::nodes::{self, CONTEXT};
use causerie_fuzz::words::Words;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::collections::BTreeSet;
use std::rc::Rc;

fuzz_target!(|input: &[u8]| {
    PRESETS.with(|presets| {
        let mut words = Words::new(input);
        let (mapping, names) = words.of(presets);
        let mut answers = Vec::new();
        let header =
            ["", "5", "<https://api.example/v1/c?page=2>; rel=\"next\"", "-1"][usize::from(words.byte() % 4)];
        let (ways, wish) = (words.byte(), words.byte());
        for turn in 0..3 {
            let status =
                *words.of(&[200, 200, 200, 200, 201, 202, 204, 400, 401, 403, 404, 409, 429, 500, 503]);
            let body = if ways >> turn & 1 == 0 { words.value(names, 6).to_string() } else { words.line() };
            answers.push((status, header.to_owned(), body));
        }
        let transport = Anything::new(answers);
        let asked = transport.asked.clone();
        let Ok(client) = Client::new(mapping.clone(), setup(mapping), transport) else { return };
        let page = live(&client, wish);
        check(&asked.borrow());
        if let Some(page) = page {
            shown(&page);
        }
        flat(words);
    });
});

/// What a reader would see of a page: clean texts, each comment once.
fn shown(page: &Page) {
    let mut ids = BTreeSet::new();
    for comment in &page.items {
        assert!(!comment.id.as_str().is_empty());
        assert!(ids.insert(comment.id.as_str().to_owned()) || page.items.len() > 1);
        nodes::check(&self::nodes(&comment.body.content, &CONTEXT));
        text(&comment.body.content);
        for url in [&comment.author.url, &comment.author.avatar, &comment.link].into_iter().flatten() {
            assert!(url.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http")), "{url}");
        }
    }
}

/// A flat list, of which every item is a comment, a repeated one, or reported. What has no id, or that of another, is
/// shown under a name of ours if it has a text.
fn flat(mut words: Words) {
    let names = ["id", "parent", "html", "name", "x"].map(str::to_owned);
    let mut items = Vec::new();
    while !words.is_done() && items.len() < 40 {
        items.push(words.value(&names, 2));
    }
    let id = |item: &Value| match item.get("id") {
        Some(Value::String(id)) if !id.is_empty() => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let wanted: BTreeSet<_> = items.iter().filter_map(id).collect();
    let broken = items.iter().filter(|item| id(item).is_none()).count();
    let (mapping, items, answer) = (FLAT.with(Rc::clone), items.len(), Value::from(items).to_string());
    let answer = (200, String::new(), answer);
    let client = Client::new(mapping.clone(), setup(&mapping), Anything::new(vec![answer]))
        .expect("the set-up is right");
    let opened = run(client.open(None, None)).expect("a list is an answer");
    let found: BTreeSet<_> = opened.page.items.iter().map(|comment| comment.id.as_str().to_owned()).collect();
    assert!(found.is_superset(&wanted), "{wanted:?} came, {found:?} is shown");
    let ours = found.difference(&wanted).inspect(|id| assert!(id.starts_with('?'), "{id}")).count();
    assert!(ours <= items - wanted.len(), "{ours} of {items} items have names of ours");
    assert_eq!(opened.page.items.len(), found.len(), "each once");
    assert_eq!(opened.page.skipped.len(), broken);
    let mut thread = Thread::new(Config::default());
    thread.apply(Action::Open);
    thread.apply(Action::Opened(Ok(Box::new(opened))));
    let shown: BTreeSet<_> = thread
        .tree
        .roots()
        .iter()
        .flat_map(|root| thread.tree.below(*root).into_iter().chain([*root]))
        .collect();
    assert_eq!(shown.len(), found.len(), "the tree has each");
}

thread_local! {
    static PRESETS: Vec<(Rc<Mapping>, Vec<String>)> = presets();
    static FLAT: Rc<Mapping> = Rc::new(Mapping::parse(r#"{
        "mapping": "1", "name": "x", "vars": {"base": {"required": true}}, "list": {"url": "{+base}/c", "items": ""},
        "comment": {"id": "/id", "parent": "/parent", "author": {"name": "/name"}, "body": {"html": "/html"}}
    }"#).expect("is JSON"));
}

/// The presets with the names of members they look for.
fn presets() -> Vec<(Rc<Mapping>, Vec<String>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/presets");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("there are presets").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("can be read");
        let mapping = Mapping::parse(&text).expect("is a mapping");
        let mut names = BTreeSet::new();
        members(mapping.root(), &mut names);
        (Rc::new(mapping), names.into_iter().collect())
    };
    paths.iter().map(read).collect()
}

fn members(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(pointer) => {
            names.extend(pointer.split('/').skip(1).filter(|name| name.len() < 30).map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| members(item, names)),
        Value::Object(all) => all.values().for_each(|member| members(member, names)),
        _ => {}
    }
}
