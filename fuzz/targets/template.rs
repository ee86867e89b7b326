//! Templates of addresses: a value stays one segment from which it can be read back, whatever it is.
#![no_main]

use causerie::mapping::expand;
use causerie_fuzz::words::Words;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|input: &[u8]| {
    let mut words = Words::new(input);
    let template = words.line();
    let names = ["id", "list", "x", "page.url", "draft.body"].map(str::to_owned);
    let value = words.value(&names, 3);
    let text = words.text();
    let values =
        json!({"id": text, "list": value, "x": 7, "page.url": "https://a.example/é?b#c", "nothing": null});

    for template in [&template, &format!("{{+page.url}}{template}"), &format!("{template}{{?list*,id:3}}")] {
        let Some(url) = expand(template, &|name| values.get(name)) else { continue };
        assert!(
            url.bytes().all(|byte| (0x21..0x7f).contains(&byte) && !b"<>\"\\^`{|}".contains(&byte)),
            "{url}"
        );
    }

    let url =
        expand("https://api.example/c/{id}/v", &|name| values.get(name)).expect("the template is right");
    let segment = url
        .strip_prefix("https://api.example/c/")
        .and_then(|rest| rest.strip_suffix("/v"))
        .expect("stays in place");
    assert!(!segment.contains(['/', '?', '#', '&', '=', ':', '@', ';', ',']), "{segment}");
    assert_eq!(decoded(segment), text.as_bytes());
    let query = expand("{?id}", &|name| values.get(name)).expect("the template is right");
    assert_eq!(decoded(query.strip_prefix("?id=").expect("is named")), text.as_bytes());

    let none: Option<&Value> = None;
    expand(&template, &|_| none);
});

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let digit = |byte: &u8| char::from(*byte).to_digit(16).expect("a digit");
                bytes.push((digit(high) * 16 + digit(low)) as u8);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}
