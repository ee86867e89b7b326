//! Markdown of strangers: what is built obeys the allow-list, and no more is shown than was written.
#![no_main]

use causerie::body::{nodes, text};
use causerie::model::Content;
use causerie_fuzz::nodes::{CONTEXT, check, ink};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let markdown = String::from_utf8_lossy(input).into_owned();
    let content = Content::Markdown(markdown.clone());
    check(&nodes(&content, &CONTEXT));
    let shown = ink(&text(&content));
    assert!(shown.len() <= markdown.len() * 2, "more than was written");
    // Letters are no markup: they stay, in their order, unless they stand in addresses, titles or references.
    if !markdown.contains(['[', '&', '<', '`', '~']) {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        assert_eq!(letters(&shown), letters(&markdown));
    }
});
