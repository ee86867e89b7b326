//! Addresses made of templates: a value can be read back from its segment.

use causerie::mapping::expand;
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #![proptest_config(crate::config(500))]

    #[test]
    fn a_value_can_be_read_back_from_its_place(value in any::<String>()) {
        let values = json!({ "id": value, "base": "https://api.example/v1" });
        let url = expand("{+base}/c/{id}/votes{?id}", &|name| values.get(name)).unwrap();
        let rest = url.strip_prefix("https://api.example/v1/c/").unwrap();
        let (segment, query) = rest.split_once("/votes?id=").unwrap();
        for place in [segment, query] {
            prop_assert!(!place.contains(['/', '?', '#', '&', '=', ':', '@']), "{}", place);
            prop_assert_eq!(decoded(place), value.as_bytes());
        }
    }

    #[test]
    fn whatever_the_template_an_address_has_no_strange_characters(template in "[a-z{}+#./;?&*:,0-9%é ]{0,30}", value in any::<String>()) {
        let values = json!({ "a": value, "b": [value, 1], "c": { "k": value } });
        if let Some(url) = expand(&template, &|name| values.get(name)) {
            prop_assert!(url.bytes().all(|byte| (0x21..0x7f).contains(&byte)), "{}", url);
        }
    }
}

fn decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        (bytes, rest) = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                let pair = [*high, *low];
                let code = u8::from_str_radix(std::str::from_utf8(&pair).unwrap(), 16).unwrap();
                ([bytes, vec![code]].concat(), after)
            }
            _ => ([bytes, vec![*first]].concat(), after),
        };
    }
    bytes
}
