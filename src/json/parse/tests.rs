//! What is JSON, what is none, and what numbers, escapes and nesting become.

use super::super::encoded;
use super::*;

#[test]
fn lone_surrogates_become_replacement_characters() {
    for (text, expected) in [
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""a\ude00b""#, "a\u{fffd}b"),
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        (r#""\\ud83d""#, r"\ud83d"),
        (r#""\"\ud83dx""#, "\"\u{fffd}x"),
        (r#""\ud83d\n""#, "\u{fffd}\n"),
        (r#""é\uD83D é""#, "é\u{fffd} é"),
    ] {
        assert_eq!(parse(text), Ok(Value::from(expected)), "{text}");
    }
}

#[test]
fn broken_text_is_an_error_and_never_a_panic() {
    for text in [
        "",
        "{",
        "\"\\",
        "\"\\u",
        "\"\\ud8",
        "\"\\ud83d",
        "[1,]",
        "nul",
        "<p>",
        "\"\\u00é\"",
        "[1] 2",
        "{1:2}",
        "{\"a\" 1}",
        "{\"a\":1,}",
        "[1 2]",
        "01",
        "1.",
        ".5",
        "+1",
        "-",
        "1e",
        "1e+",
        "1.e1",
        "-01",
        "--1",
        "1.5.5",
        "1e1e1",
        "0x1",
        "NaN",
        "\"\t\"",
        "\"\\x\"",
        "é",
    ] {
        assert!(parse(text).is_err(), "{text}");
        assert!(serde_json::from_str::<Value>(text).is_err(), "{text}");
    }
    assert_eq!(parse("{\n\n1}"), Err("a mistake in line 3".to_owned()));
}

#[test]
fn what_serde_json_reads_is_read_the_same_way() {
    let mut texts: Vec<_> = [
        "null",
        " [ ] ",
        "{ }",
        "[true , false]",
        "{\"a\":{\"b\":[1,-2.5e-3,\"\\u00e9\\/\\\\\\b\\f\\n\\r\\t\"]},\"a\":0}",
    ]
    .map(str::to_owned)
    .to_vec();
    let mut folders: Vec<_> = ["www/presets", "www/locales"].map(std::path::PathBuf::from).to_vec();
    folders.extend(std::fs::read_dir("tests/recordings").unwrap().map(|folder| folder.unwrap().path()));
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for entry in std::fs::read_dir(folder).unwrap() {
            texts.push(std::fs::read_to_string(entry.unwrap().path()).unwrap());
        }
    }
    for text in texts {
        assert_eq!(parse(&text).unwrap(), serde_json::from_str::<Value>(&text).unwrap(), "{text}");
    }
}

#[test]
fn numbers_keep_their_source_text() {
    for text in ["18446744073709551616", "1e400", "1E-2", "-0.10", "0.5e+07", "-0", "7"] {
        assert_eq!(encoded(&parse(text).unwrap()), text);
    }
}

#[test]
fn nesting_has_a_limit() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(parse(&nested(LEVELS)).is_ok());
    assert_eq!(parse(&nested(LEVELS + 1)), Err("a text nested too deeply in line 1".to_owned()));
    assert!(parse(&nested(100_000)).is_err());
    assert!(parse(&"{\"a\":".repeat(100_000)).is_err());
    assert!(parse(&format!("\"{}\"", "[".repeat(100_000))).is_ok());
}
