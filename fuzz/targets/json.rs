//! The reader of JSON: where `serde_json` accepts too, both read the same, and what is written is read back.
#![no_main]
#![allow(dead_code)]

#[path = "../../src/cut.rs"]
mod cut;
#[path = "../../src/digits.rs"]
mod digits;
#[path = "../../src/json/mod.rs"]
mod json;

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let theirs = serde_json::from_str::<Value>(&text);
    match (json::parse(&text), &theirs) {
        (Ok(ours), theirs) => {
            if let Ok(theirs) = theirs {
                assert_eq!(plain(&ours), plain(theirs));
            } else {
                // What only this reader accepts: halves of a pair, and a mark at the beginning.
                assert!(text.contains("\\u") || text.starts_with('\u{feff}'), "{text}");
            }
            let written = json::encoded(&ours);
            assert_eq!(json::parse(&written).as_ref(), Ok(&ours));
            assert_eq!(
                serde_json::from_str::<Value>(&written).ok().map(|read| plain(&read)),
                Some(plain(&ours))
            );
        }
        // What only this reader refuses: too many levels.
        (Err(why), Ok(_)) => assert!(why.contains("too deeply"), "{why}: {text}"),
        (Err(why), Err(_)) => assert!(why.contains(" in line "), "{why}"),
    }
    if let (Ok(value), Some((_, pointer))) = (&theirs, text.rsplit_once("\"/")) {
        let pointer = format!("/{}", pointer.split('"').next().unwrap_or_default());
        if pointer.split('~').skip(1).all(|rest| rest.starts_with(['0', '1'])) {
            assert_eq!(json::at(value, &pointer), value.pointer(&pointer), "{pointer}");
        }
    }
    let whole = text.parse::<i64>().ok().filter(|whole| !text.starts_with('+') && *whole > i64::MIN);
    assert_eq!(json::integer(&text), whole);
});

/// A value as text; `serde_json` writes exponents in a form of its own.
fn plain(value: &Value) -> String {
    value.to_string().replace('E', "e").replace("e+", "e")
}
