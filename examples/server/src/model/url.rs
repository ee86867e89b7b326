//! Addresses people write; only the web's may become links.

/// Whether a text is an absolute `http` or `https` address without anything that breaks out of a link.
pub fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    web && !host.is_empty() && !text.contains(is_unsafe)
}

fn is_unsafe(character: char) -> bool {
    character.is_whitespace() || character < ' ' || matches!(character, '\u{7f}' | '"' | '<' | '>' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_accepted() {
        let cases = [
            ("https://élodie.example/a?b#c", true),
            ("HTTP://a.example", true),
            ("javascript:alert(1)", false),
            ("javascript://a.example/%0aalert(1)", false),
            ("ftp://a.example", false),
            ("https://", false),
            ("https:///a", false),
            ("https://a b.example", false),
            ("https://a.example/\"onclick=", false),
            ("a.example", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_web(text), expected, "{text}");
        }
    }
}
