//! Cuts HTML into tags and texts in one pass, as browsers do (HTML §13.2.5); `html` decides what they mean.

/// A piece of HTML; comments, doctypes and unfinished tags are not pieces.
#[derive(Debug, PartialEq)]
pub enum Token<'a> {
    /// Characters, with their references still encoded.
    Text(&'a str),
    /// A start tag: its name and its attributes as written.
    Open(&'a str, &'a str),
    /// The name of an end tag.
    Close(&'a str),
}

/// What is left to cut.
pub struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of a text.
    pub fn new(html: &'a str) -> Self {
        Self { rest: html }
    }

    /// Passes over everything up to the end tag of an element whose content is no markup.
    pub fn skip_raw(&mut self, name: &str) {
        while let Some(at) = self.rest.find("</") {
            self.rest = &self.rest[at + 2..];
            let Some(found) = self.rest.get(..name.len()) else { continue };
            let ends =
                self.rest[name.len()..].starts_with(|char| is_space(char) || char == '/' || char == '>');
            if ends && found.eq_ignore_ascii_case(name) {
                self.rest = after(self.rest, ">");
                return;
            }
        }
        self.rest = "";
    }

    fn tag(&mut self, start: usize) -> Option<Token<'a>> {
        let body = &self.rest[start..];
        let end = body.find(|char| is_space(char) || char == '/' || char == '>').unwrap_or(body.len());
        let (name, attributes) = body.split_at(end);
        let mut rest = attributes;
        while attribute(&mut rest).is_some() {}
        self.rest = rest.strip_prefix('>').unwrap_or("");
        if rest.is_empty() {
            return None;
        }
        let attributes = &attributes[..attributes.len() - rest.len()];
        Some(if start == 1 { Token::Open(name, attributes) } else { Token::Close(name) })
    }

    fn skip_comment(&mut self) {
        let Some(body) = self.rest.strip_prefix("<!--") else {
            self.rest = after(self.rest, ">");
            return;
        };
        let mut rest = body;
        if let Some(short) = rest.strip_prefix('>').or_else(|| rest.strip_prefix("->")) {
            self.rest = short;
            return;
        }
        while let Some(at) = rest.find("--") {
            let tail = &rest[at + 2..];
            if let Some(end) = tail.strip_prefix('>').or_else(|| tail.strip_prefix("!>")) {
                self.rest = end;
                return;
            }
            rest = &rest[at + 1..];
        }
        self.rest = "";
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            let second = bytes.get(1).copied().unwrap_or(0);
            let third = bytes.get(2).copied().unwrap_or(0);
            match (bytes.first()?, second) {
                (b'<', b'a'..=b'z' | b'A'..=b'Z') => return self.tag(1),
                (b'<', b'/') if third.is_ascii_alphabetic() => return self.tag(2),
                (b'<', b'/') if third != 0 => self.rest = after(self.rest, ">"),
                (b'<', b'!' | b'?') => self.skip_comment(),
                _ => {
                    let (text, rest) = self.rest.split_at(text_end(bytes));
                    self.rest = rest;
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

/// Cuts the next attribute off a tag: its name and its value, still encoded.
pub fn attribute<'a>(rest: &mut &'a str) -> Option<(&'a str, &'a str)> {
    let text = rest.trim_start_matches(|char| is_space(char) || char == '/');
    *rest = text;
    // A first `=` belongs to the name.
    let first = text.chars().next().filter(|char| *char != '>')?.len_utf8();
    let stops = |char| is_space(char) || matches!(char, '/' | '>' | '=');
    let end = text[first..].find(stops).map_or(text.len(), |at| at + first);
    let (name, after_name) = text.split_at(end);
    let Some(value) = after_name.trim_start_matches(is_space).strip_prefix('=') else {
        *rest = after_name;
        return Some((name, ""));
    };
    let value = value.trim_start_matches(is_space);
    let Some(quote) = value.chars().next().filter(|char| matches!(char, '"' | '\'')) else {
        let end = value.find(|char| is_space(char) || char == '>').unwrap_or(value.len());
        *rest = &value[end..];
        return Some((name, &value[..end]));
    };
    let (value, tail) = value[1..].split_once(quote).unwrap_or((&value[1..], ""));
    *rest = tail;
    Some((name, value))
}

/// White space as HTML means it; a no-break space is none.
pub fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or("", |(_, rest)| rest)
}

/// Finds where a text ends: at the next `<` that starts markup.
fn text_end(bytes: &[u8]) -> usize {
    let starts = |at: &usize| {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        bytes[*at] == b'<' && (next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    };
    (1..bytes.len()).find(starts).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_cut_as_browsers_cut_it() {
        let cases = [
            ("a<b>c</b>", r#"[Text("a"), Open("b", ""), Text("c"), Close("b")]"#),
            ("1 < 2 <3 a<", r#"[Text("1 < 2 <3 a<")]"#),
            ("<a href='x>y' b>z", r#"[Open("a", " href='x>y' b"), Text("z")]"#),
            ("a<!-- > -->b<!-->c<!--->d<!-- --!>e<!x>f<?y>g</>h</ i>j", "abcdefghj"),
            ("a<!-- b", "a"),
            ("a<b c", "a"),
            ("a</", r#"[Text("a"), Text("</")]"#),
            ("<a/b/>c", r#"[Open("a", "/b/"), Text("c")]"#),
            ("<é>", r#"[Text("<é>")]"#),
        ];
        for (html, expected) in cases {
            let tokens: Vec<_> = Tokens::new(html).collect();
            let texts: String =
                tokens.iter().map(|token| if let Token::Text(text) = token { text } else { "" }).collect();
            assert_eq!(
                if expected.starts_with('[') { format!("{tokens:?}") } else { texts },
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        let mut rest = " a=1 b = '2 3' c=\"&\"d e/f =g==h i=j/k\u{a0} l='";
        let found: Vec<_> = std::iter::from_fn(|| attribute(&mut rest))
            .map(|(name, value)| format!("{name}:{value}"))
            .collect();
        assert_eq!(found.join("|"), "a:1|b:2 3|c:&|d:|e:|f:g==h|i:j/k\u{a0}|l:");
    }

    #[test]
    fn raw_content_ends_at_its_own_end_tag() {
        let mut tokens = Tokens::new("x</scripts></p></SCRIPT >y");
        tokens.skip_raw("script");
        assert_eq!(tokens.next(), Some(Token::Text("y")));
    }
}
