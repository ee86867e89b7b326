//! The `Link` header (RFC 8288), as far as paging needs it.

use crate::cut;

/// Finds the target of the first link with a relation type (RFC 8288 §3).
pub fn target<'h>(header: &'h str, relation: &str) -> Option<&'h str> {
    let mut rest = header;
    loop {
        let (_, after) = cut::once(rest, "<")?;
        let (target, after) = cut::once(after, ">")?;
        let (relations, next) = relations(after);
        if relations.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation)) {
            return Some(target.trim_ascii());
        }
        rest = next;
    }
}

/// Reads `;name=value` up to the comma before the next link: the first `rel` (§3.3), and what follows.
fn relations(text: &str) -> (String, &str) {
    let mut found = None;
    let (mut parameter, mut quoted) = (String::new(), false);
    let mut characters = text.char_indices();
    loop {
        let next = characters.next();
        match next {
            Some((_, '\\')) if quoted => {
                if let Some((_, escaped)) = characters.next() {
                    parameter.push(escaped);
                }
            }
            Some((_, '"')) => quoted = !quoted,
            Some((_, ' ' | '\t')) if !quoted => {}
            Some((_, character)) if quoted || !matches!(character, ';' | ',') => parameter.push(character),
            _ => {
                let is_rel = parameter.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("rel="));
                if is_rel && found.is_none() {
                    found = parameter.get(4..).map(str::to_owned);
                }
                parameter.clear();
                match next {
                    Some((_, ';')) => {}
                    next => {
                        let rest = next.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
                        return (found.unwrap_or_default(), rest);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn finds_the_target_of_a_relation() {
        for (header, expected) in [
            ("<https://a.example/?page=2>; rel=\"next\"", Some("https://a.example/?page=2")),
            ("<a>; rel=next", Some("a")),
            ("<a>; rel=prev, <b>; rel=\"next last\"", Some("b")),
            ("<a>; title=\"x, <y>; rel=next\"; rel=prev, <b>; REL = \"NEXT\"", Some("b")),
            ("<a>; title=\"\\\"\"; rel=next", Some("a")),
            ("<a>; rel=prev; rel=next", None),
            ("<a?x=1,2;3>; rel=\"next\"", Some("a?x=1,2;3")),
            ("", None),
            ("<a", None),
            ("a>; rel=next", None),
            ("<a>; rel=\"next", Some("a")),
            ("<a>; rel", None),
        ] {
            assert_eq!(target(header, "next"), expected, "{header}");
        }
    }
}
