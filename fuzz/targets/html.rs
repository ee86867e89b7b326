//! HTML of strangers: what is built obeys the allow-list, and no more is shown than was written.
#![no_main]

use causerie::body::{excerpt, nodes, text};
use causerie::model::Content;
use causerie_fuzz::nodes::{CONTEXT, check, ink};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let html = String::from_utf8_lossy(input).into_owned();
    let content = Content::Html(html.clone());
    check(&nodes(&content, &CONTEXT));
    let shown = text(&content);
    assert!(ink(&shown).len() <= html.len() * 2, "more than was written");
    excerpt(&content);

    // The same characters as text and, escaped, as HTML look the same.
    let escaped = html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let typed = ink(&text(&Content::Text(html.clone())));
    assert_eq!(ink(&text(&Content::Html(escaped))), typed);
    assert_eq!(typed, ink(&html));
});
