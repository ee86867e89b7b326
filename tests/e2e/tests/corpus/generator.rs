//! Payloads too long to be written out: a recipe instead of the text, and base64 for bytes that are no text.

use causerie_e2e::Outcome;
use serde_json::{Map, Value, json};

/// Writes out what a recipe says.
pub fn expanded(recipe: &Value) -> Outcome<Vec<u8>> {
    let word = |name: &str| recipe[name].as_str().unwrap_or_default();
    let number = |name: &str| recipe[name].as_u64().unwrap_or_default() as usize;
    Ok(match word("kind") {
        "repeat" | "repeat2" => {
            let times = number("times");
            [word("before"), &word("prefix").repeat(times), word("middle"), &word("suffix").repeat(times)]
                .concat()
                .into_bytes()
        }
        "chain" => comments(number("comments"), |place| (place > 0).then_some(place)),
        "flat" => comments(number("comments"), |_| None),
        "star" => comments(number("comments") + 1, |place| (place > 0).then_some(1)),
        "string" => {
            let text = "x".repeat(number("megabytes") << 20);
            format!(r#"[{{"id":1,"parent":null,"html":"{text}","status":"approved"}}]"#).into_bytes()
        }
        "object-keys" => {
            let members = (0..number("keys")).map(|key| (format!("k{key}"), json!(key)));
            serde_json::to_vec(&Value::Object(members.collect::<Map<_, _>>()))?
        }
        unknown => return Err(format!("no recipe is called {unknown}").into()),
    })
}

/// Comments with the ids 1, 2, 3…
fn comments(count: usize, parent: impl Fn(usize) -> Option<usize>) -> Vec<u8> {
    let comment = |place: usize| {
        json!({ "id": place + 1, "parent": parent(place), "html": "a", "status": "approved" }).to_string()
    };
    let all: Vec<String> = (0..count).map(comment).collect();
    format!("[{}]", all.join(",")).into_bytes()
}

/// JSON in which half characters, written as a lone escape, are U+FFFD: `serde_json` refuses them.
pub fn mended(json: &str) -> String {
    let half = |at: usize, first: &str| {
        let escape = json.get(at..at + 6).unwrap_or_default();
        escape.starts_with("\\u")
            && first.contains(escape.get(2..4).unwrap_or("-").to_ascii_lowercase().as_str())
    };
    let (mut out, mut at) = (String::new(), 0);
    while let Some(found) = json[at..].find('\\') {
        let escape = at + found;
        out += &json[at..escape];
        let (first, second) = (half(escape, "d8 d9 da db"), half(escape, "dc dd de df"));
        let (text, length) = match () {
            () if first && half(escape + 6, "dc dd de df") => (&json[escape..escape + 12], 12),
            () if first || second => ("\\ufffd", 6),
            () => {
                (&json[escape..escape + 1 + json[escape + 1..].chars().next().map_or(0, char::len_utf8)], 2)
            }
        };
        out += text;
        at = escape + length;
    }
    out + &json[at..]
}

/// Decodes base64 (RFC 4648 §4).
pub fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut out, mut bits, mut filled) = (Vec::new(), 0u32, 0);
    for value in text.bytes().filter_map(|byte| LETTERS.iter().position(|letter| *letter == byte)) {
        bits = bits << 6 | value as u32;
        filled += 6;
        if filled >= 8 {
            filled -= 8;
            out.push((bits >> filled) as u8);
        }
    }
    out
}

#[test]
#[allow(clippy::unwrap_used)]
fn recipes_are_written_out() {
    let text = |recipe: Value| String::from_utf8(expanded(&recipe).unwrap()).unwrap();
    let twice = json!({ "kind": "repeat", "prefix": "[", "times": 2, "middle": "1", "suffix": "]" });
    assert_eq!(text(twice), "[[1]]");
    let after =
        json!({ "kind": "repeat2", "before": "<", "prefix": "a", "times": 3, "middle": ">", "suffix": "" });
    assert_eq!(text(after), "<aaa>");
    let chain: Value = serde_json::from_str(&text(json!({ "kind": "chain", "comments": 3 }))).unwrap();
    assert_eq!((&chain[0]["parent"], &chain[2]["parent"]), (&Value::Null, &json!(2)));
    let star: Value = serde_json::from_str(&text(json!({ "kind": "star", "comments": 2 }))).unwrap();
    assert_eq!(star.as_array().map(Vec::len), Some(3));
    assert_eq!(text(json!({ "kind": "object-keys", "keys": 1 })), r#"{"k0":0}"#);
    assert_eq!(base64("/v8AWw=="), [0xfe, 0xff, 0, 0x5b]);
    assert_eq!(
        mended(r#"["\ud83d\ude00 \ud83d \ude00 \\ud83d é\n"]"#),
        r#"["\ud83d\ude00 \ufffd \ufffd \\ud83d é\n"]"#
    );
}
