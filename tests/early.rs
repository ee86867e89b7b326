//! What the loader asks for while the module comes is what the module asks for first.
#![allow(clippy::unwrap_used)]

mod common;

use common::{answer, client, run};

#[test]
fn the_loader_asks_for_the_list_in_the_words_of_the_module() {
    let (_, rest) = LOADER.split_once("const EARLY = {\n").unwrap();
    let (lines, _) = rest.split_once("\n  };").unwrap();
    for line in lines.lines() {
        let (name, words) = line.trim().split_once(": '").unwrap();
        let words = words.strip_suffix("',").unwrap().replace("\\n", "\n");
        for size in [None, Some(30), Some(100_000)] {
            assert_eq!(filled(&words, size), first(name, size), "{name}, page-size {size:?}");
        }
    }
}

/// The words as the loader fills them in on the page of [`setup`].
fn filled(words: &str, size: Option<u64>) -> String {
    let mut words = words.to_owned();
    for (name, value) in [
        ("{base}", "https://comments.example/api"),
        ("{url}", "https%3A%2F%2Fblog.example%2F2011%2F03%2Fcommunity-manager-ou-animateur%2F"),
        ("{path}", "%2F2011%2F03%2Fcommunity-manager-ou-animateur%2F"),
        ("{lang}", "fr"),
    ] {
        words = words.replace(name, value);
    }
    for usual in [50, 100] {
        words = words.replace(&format!("{{{usual}}}"), &size.unwrap_or(usual).min(100).to_string());
    }
    words
}

/// What a preset asks for first.
fn first(name: &str, size: Option<u64>) -> String {
    let (client, sent) = client(name, &[("base", "https://comments.example/api/")], vec![answer(200, "{}")]);
    drop(run(client.open(None, size)));
    let sent = sent.borrow();
    assert_eq!((sent[0].method, &sent[0].body), ("GET", &None), "{name}");
    sent[0].words()
}

#[test]
fn the_loader_knows_the_languages_of_the_release() {
    let (_, rest) = LOADER.split_once("const LOCALES = [").unwrap();
    let (listed, _) = rest.split_once(']').unwrap();
    let files = std::fs::read_dir("www/locales").unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().path().file_stem().unwrap().to_owned()).collect();
    names.sort();
    let names: Vec<_> = names.iter().map(|name| format!("'{}'", name.to_str().unwrap())).collect();
    assert_eq!(listed, names.join(", "));
}

const LOADER: &str = include_str!("../www/embed.js");
