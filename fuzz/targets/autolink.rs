//! Addresses in plain text: linking them loses and adds no character.
#![no_main]

use causerie::body::url::safe_url;
use causerie::body::{nodes, shorten};
use causerie::model::Content;
use causerie_fuzz::nodes::{CONTEXT, PAGE, check, ink, told};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input).into_owned();
    let found = nodes(&Content::Text(text.clone()), &CONTEXT);
    check(&found);
    assert_eq!(ink(&told(&found)).to_ascii_lowercase(), ink(&text).to_ascii_lowercase());
    shorten(&text);
    for base in [None, Some(PAGE)] {
        if let Some(url) = safe_url(&text, base) {
            assert!(["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)), "{url}");
            assert_eq!(safe_url(&url, base).as_deref(), Some(&*url), "what is safe stays as it is");
        }
    }
});
