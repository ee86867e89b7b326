//! What must hold for all JSON values: what is written is read back, by this reader and by others.

use super::{Reader, encoded, parse};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Number, Value};

fn value() -> impl Strategy<Value = Value> {
    let number = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,5})?(e-?[0-9]{1,3})?";
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(|digits| Value::Number(Number::from_string_unchecked(digits))),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(20_091_117), ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(value in value()) {
        let text = encoded(&value);
        prop_assert_eq!(parse(&text), Ok(value));
        prop_assert!(serde_json::from_str::<Value>(&text).is_ok());
    }

    #[test]
    fn slices_make_the_same_as_the_whole(value in value(), slice in 1_usize..40, cut in any::<prop::sample::Index>()) {
        let text = encoded(&value);
        let (mut end, mut doubled) = (cut.index(text.len() + 1), text.clone());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        doubled.push_str(&text);
        for text in [&*text, &text[..end], &doubled] {
            let mut reader = Reader::new(text);
            let parsed = std::iter::repeat_with(|| reader.go_on(slice)).flatten().next();
            prop_assert_eq!(parsed, Some(parse(text)));
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_refused(text in any::<String>()) {
        let theirs = serde_json::from_str::<Value>(&text);
        prop_assert!(parse(&text).is_ok() || theirs.is_err());
    }
}
