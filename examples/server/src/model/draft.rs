//! What a reader sends: a new comment, or a new text for one; `store` keeps what passes here.

use serde_json::Value;

use super::fields::{Fields, Rule};
use super::key::ThreadKey;
use super::problem::Problem;
use super::url;

/// A new comment that is well formed.
#[derive(Debug)]
pub struct Draft {
    pub thread: ThreadKey,
    /// The page, when it said its address.
    pub thread_url: Option<String>,
    /// The page's title, when it said one.
    pub thread_title: Option<String>,
    /// The comment this one answers, as the client named it.
    pub parent: Option<String>,
    pub name: String,
    pub email: Option<String>,
    pub url: Option<String>,
    pub body: Body,
    pub lang: Option<String>,
}

/// What an author typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    pub source: String,
    pub format: Format,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
}

impl Format {
    /// The protocol's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
        }
    }

    /// Reads the protocol's word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Text, Self::Markdown].into_iter().find(|format| format.word() == word)
    }
}

impl Draft {
    /// Reads a draft; every field that is wrong is told at once.
    pub fn parse(document: &Value) -> Result<Self, Problem> {
        let mut fields = Fields::of(document);
        fields.object("/author", true);
        fields.truth("/notify");
        fields.text("/challenge");
        let thread = fields.required("/thread").map(ThreadKey::parse);
        let thread = thread.and_then(|key| key.map_err(|detail| fields.refuse("/thread", detail)).ok());
        let name = fields.filled("/author/name", NAME, &[]);
        let email =
            fields.optional("/author/email", EMAIL, Rule { expected: "an e-mail address", test: is_email });
        let web = Rule { expected: "an address that begins with http:// or https://", test: url::is_web };
        let author_url = fields.optional("/author/url", URL, web);
        let parent = fields.text("/parent").map(str::to_owned);
        // Facts of the page: a reader cannot correct them, so they are mended or left out.
        let thread_url = fields.text("/threadUrl").filter(|text| url::is_web(text)).map(str::to_owned);
        let thread_title = fields.text("/threadTitle").map(one_line).filter(|title| !title.is_empty());
        let lang = fields.text("/lang").filter(|text| is_language(text)).map(str::to_owned);
        let body = Body::read(&mut fields);
        let read = thread.zip(name).zip(body).map(|((thread, name), body)| Self {
            thread,
            thread_url,
            thread_title,
            parent,
            name,
            email,
            url: author_url,
            body,
            lang,
        });
        fields.finish(read)
    }
}

impl Body {
    /// Reads `{body: {source, format}}`, a merge patch (RFC 7396) of a comment.
    pub fn parse(document: &Value) -> Result<Self, Problem> {
        let mut fields = Fields::of(document);
        for name in document.as_object().into_iter().flat_map(|members| members.keys()) {
            if name != "body" {
                fields.refuse("", format!("only the body can be changed, found {name:?}"));
            }
        }
        let body = Self::read(&mut fields);
        fields.finish(body)
    }

    fn read(fields: &mut Fields<'_>) -> Option<Self> {
        fields.object("/body", true);
        let source = fields.filled("/body/source", LENGTH, &['\n', '\r', '\t']);
        let format = Self::format(fields, "/body/format");
        source.zip(format).map(|(source, format)| Self { source, format })
    }

    /// Reads `{source, format}`, the whole document of a preview.
    pub fn parse_preview(document: &Value) -> Result<Self, Problem> {
        let mut fields = Fields::of(document);
        let source = fields.filled("/source", LENGTH, &['\n', '\r', '\t']);
        let format = Self::format(&mut fields, "/format");
        let body = source.zip(format).map(|(source, format)| Self { source, format });
        fields.finish(body)
    }

    fn format(fields: &mut Fields<'_>, pointer: &'static str) -> Option<Format> {
        let word = fields.required(pointer)?;
        let format = Format::parse(word);
        if format.is_none() {
            fields.refuse(pointer, format!("expected \"text\" or \"markdown\", found {word:?}"));
        }
        format
    }
}

fn is_email(text: &str) -> bool {
    let unsafe_character = |c: char| c.is_whitespace() || c < ' ' || c == '\u{7f}';
    match text.split_once('@') {
        Some((name, domain)) => {
            !name.is_empty()
                && !domain.is_empty()
                && !domain.contains('@')
                && !text.contains(unsafe_character)
        }
        None => false,
    }
}

fn is_language(text: &str) -> bool {
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= 35 && text.split('-').all(subtag)
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c < ' ').filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(TITLE).collect()
}

const NAME: usize = 100;
const EMAIL: usize = 254;
const URL: usize = 2000;
const TITLE: usize = 300;
/// The longest comment, in characters; told to clients as `form.maxLength`.
pub const LENGTH: usize = 10_000;

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let problem = Draft::parse(&json!({
            "thread": 3, "parent": [], "notify": "yes",
            "author": { "name": " ", "email": "a@b@c", "url": "javascript:alert(1)" },
            "body": { "source": "a\u{0}", "format": "html" },
        }))
        .unwrap_err();
        let pointers: Vec<&str> = problem.fields.iter().map(|field| field.pointer).collect();
        let expected = ["/notify", "/thread", "/author/name", "/author/email", "/author/url", "/parent"];
        assert_eq!(pointers, [&expected[..], &["/body/source", "/body/format"]].concat());
    }

    #[test]
    fn what_is_no_object_is_told_where_it_stands() {
        let cases =
            [(json!([]), ""), (json!({ "author": "x" }), "/author"), (json!({ "body": null }), "/body")];
        for (document, pointer) in cases {
            let problem = Draft::parse(&document).unwrap_err();
            assert!(problem.fields.iter().any(|field| field.pointer == pointer), "{document}");
        }
    }

    #[test]
    fn facts_of_the_page_never_stop_a_reader() {
        let draft = Draft::parse(&json!({
            "thread": "/a", "threadUrl": "file:///a.html", "threadTitle": " Un\n titre ", "lang": "?",
            "author": { "name": "Zoé", "email": "", "url": null },
            "body": { "source": "Merci !", "format": "markdown" },
        }))
        .unwrap();
        assert_eq!((draft.thread_url, draft.lang, draft.email, draft.url), (None, None, None, None));
        assert_eq!(draft.thread_title.as_deref(), Some("Un titre"));
    }
}
