//! Mapping documents of any kind: a mistake has a place, advice and explanations do not panic, nor does a client.
#![no_main]

use causerie::mapping::explain::{self, Source};
use causerie::mapping::{Client, Mapping, Response, lint};
use causerie_fuzz::backend::{Anything, live, setup};
use libfuzzer_sys::fuzz_target;
use std::rc::Rc;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let mapping = match Mapping::parse(&text) {
        Ok(mapping) => Rc::new(mapping),
        Err(error) => return assert!(error.found.contains(" in line "), "{error}"),
    };
    // One of three, so that each is tried more often.
    match text.len() % 3 {
        0 => mistakes(&mapping),
        1 => explained(&mapping, &text),
        _ => talk(&mapping),
    }
});

fn mistakes(mapping: &Mapping) {
    for mistake in mapping.mistakes(SCHEMA).expect("the schema is right") {
        let parent = mistake.at.rsplit_once('/').map_or("", |(parent, _)| parent);
        assert!(mapping.root().pointer(parent).is_some(), "{} is nowhere", mistake.at);
        assert!(!mistake.expected.is_empty() && !mistake.found.is_empty());
    }
}

fn explained(mapping: &Rc<Mapping>, text: &str) {
    lint::advice(text);
    let (status, _, body) = answers().swap_remove(0);
    let url = "https://api.example/v1/c?page=2".to_owned();
    let answer = Response { status, url, headers: Vec::new(), body };
    let _ = explain::explain(mapping, setup(mapping), Source::Given(answer));
    let _ = explain::posting(mapping, setup(mapping), None);
}

fn talk(mapping: &Rc<Mapping>) {
    if let Ok(client) = Client::new(mapping.clone(), setup(mapping), Anything::new(answers())) {
        for wish in 0..4 {
            live(&client, wish);
        }
    }
}

fn answers() -> Vec<(u16, String, String)> {
    let list = r#"{"items":[{"id":1,"parent":0,"html":"<p>a","children":[{"id":2}]},{"id":"b","parent":1,"created":"2009-08-17"}],"next":2,"total":9}"#;
    [(200, list), (401, "{}"), (200, "[1]"), (201, r#"{"id":3}"#)]
        .map(|(status, body)| (status, "2".to_owned(), body.to_owned()))
        .to_vec()
}

const SCHEMA: &str = include_str!("../../www/mapping.schema.json");
