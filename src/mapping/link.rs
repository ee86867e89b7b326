//! The `Link` header (RFC 8288), as far as paging needs it.

/// Finds the target of the first link with a relation type (RFC 8288 §3).
pub fn target(header: &str, relation: &str) -> Option<String> {
    let mut rest = header;
    loop {
        let (_, after) = rest.split_once('<')?;
        let (target, after) = after.split_once('>')?;
        let (parameters, next) = parameters(after);
        let mut relations = parameters.iter().filter(|(name, _)| name.eq_ignore_ascii_case("rel"));
        // Only the first `rel` counts (§3.3).
        let found = relations.next().is_some_and(|(_, value)| {
            value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(relation))
        });
        if found {
            return Some(target.trim().to_owned());
        }
        rest = next;
    }
}

/// Reads `;name=value` up to the comma before the next link; also gives what follows.
fn parameters(text: &str) -> (Vec<(String, String)>, &str) {
    let mut found = Vec::new();
    let (mut parameter, mut quoted, mut equals) = (String::new(), false, None);
    let mut characters = text.char_indices();
    let mut finish = |parameter: &mut String, equals: &mut Option<usize>| {
        let whole = std::mem::take(parameter);
        let (name, value) = whole.split_at(equals.take().unwrap_or(whole.len()));
        found.push((name.to_owned(), value.to_owned()));
    };
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' if quoted => parameter.extend(characters.next().map(|(_, escaped)| escaped)),
            '"' => quoted = !quoted,
            _ if quoted => parameter.push(character),
            '=' if equals.is_none() => equals = Some(parameter.len()),
            ';' => finish(&mut parameter, &mut equals),
            ',' => {
                finish(&mut parameter, &mut equals);
                return (found, text.get(at..).unwrap_or_default());
            }
            ' ' | '\t' => {}
            _ => parameter.push(character),
        }
    }
    finish(&mut parameter, &mut equals);
    (found, "")
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
            assert_eq!(target(header, "next").as_deref(), expected, "{header}");
        }
    }
}
