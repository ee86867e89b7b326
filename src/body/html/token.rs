//! Cuts HTML into tags and texts in one pass, as browsers do (HTML §13.2.5); `html` decides what they mean.

use crate::cut::{SPACES, byte, find, has, is, part, position, skip, starts};

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
    html: &'a str,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of a text.
    pub fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// Passes over everything up to the end tag of an element whose content is no markup.
    pub fn skip_raw(&mut self, name: &str) {
        while self.at < self.html.len() {
            self.skip_past("</");
            let end = find(self.html, self.at, ENDS_NAME);
            if is(part(self.html, self.at, end), name) {
                return self.skip_past(">");
            }
        }
    }

    fn tag(&mut self, start: usize) -> Option<Token<'a>> {
        let end = find(self.html, start, ENDS_NAME);
        self.at = end;
        while attribute(self.html, &mut self.at).is_some() {}
        let (name, attributes) = (part(self.html, start, end), part(self.html, end, self.at));
        if self.at >= self.html.len() {
            return None;
        }
        self.at += 1;
        Some(if has("/", byte(self.html, start - 1)) {
            Token::Close(name)
        } else {
            Token::Open(name, attributes)
        })
    }

    fn skip_past(&mut self, end: &str) {
        self.at = position(self.html, self.at, end) + end.len();
    }

    fn skip_comment(&mut self) {
        if !starts(self.html, self.at, "<!--") {
            return self.skip_past(">");
        }
        // `<!-->` and `<!--->` are whole comments.
        self.at += 2;
        let dashes = skip(self.html, self.at, "-");
        if dashes < self.at + 4 && byte(self.html, dashes) == b'>' {
            self.at = dashes + 1;
            return;
        }
        self.at += 2;
        while self.at < self.html.len() {
            self.skip_past("--");
            let end = self.at + usize::from(byte(self.html, self.at) == b'!');
            if byte(self.html, end) == b'>' {
                self.at = end + 1;
                return;
            }
            self.at -= 1;
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let html = self.html;
        while self.at < html.len() {
            let start = self.at;
            let third = byte(html, start + 2);
            match if starts_markup(html, start) { byte(html, start + 1) } else { 0 } {
                b'!' | b'?' => self.skip_comment(),
                b'/' if third.is_ascii_alphabetic() => return self.tag(start + 2),
                b'/' if third != 0 => self.skip_past(">"),
                0 | b'/' => {
                    self.at += 1;
                    while self.at < html.len() && !starts_markup(html, self.at) {
                        self.at += 1;
                    }
                    return Some(Token::Text(part(html, start, self.at)));
                }
                _ => return self.tag(start + 1),
            }
        }
        None
    }
}

/// Cuts the next attribute off a tag: its name and its value, still encoded.
pub fn attribute<'a>(tag: &'a str, at: &mut usize) -> Option<(&'a str, &'a str)> {
    let start = skip(tag, *at, " \t\n\r\x0c/");
    *at = start;
    if start >= tag.len() || byte(tag, start) == b'>' {
        return None;
    }
    // A first `=` belongs to the name.
    *at = find(tag, start + 1, "= \t\n\r\x0c/>");
    let name = part(tag, start, *at);
    let equals = skip(tag, *at, SPACES);
    if byte(tag, equals) != b'=' {
        return Some((name, ""));
    }
    let value = skip(tag, equals + 1, SPACES);
    let (quote, ends) = match byte(tag, value) {
        b'"' => (1, "\""),
        b'\'' => (1, "'"),
        _ => (0, " \t\n\r\x0c>"),
    };
    let end = find(tag, value + quote, ends);
    *at = end + quote;
    Some((name, part(tag, value + quote, end)))
}

/// Says whether a place starts anything but text.
fn starts_markup(html: &str, at: usize) -> bool {
    let next = byte(html, at + 1);
    byte(html, at) == b'<' && (next.is_ascii_alphabetic() || has("/!?", next))
}

const ENDS_NAME: &str = " \t\n\r\x0c/>";

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
        let (tag, mut at) = (" a=1 b = '2 3' c=\"&\"d e/f =g==h i=j/k\u{a0} l='", 0);
        let found: Vec<_> = std::iter::from_fn(|| attribute(tag, &mut at))
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
