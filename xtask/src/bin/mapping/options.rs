//! The words after `mapping try` and `mapping post`, made typed.

use std::time::{SystemTime, UNIX_EPOCH};

use causerie::mapping::{PageFacts, Setup};

/// What `try` and `post` are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    /// The mapping.
    pub file: String,
    /// Where the answer comes from.
    pub origin: Origin,
    /// The status of an answer from a file.
    pub status: Option<u16>,
    thread: Option<String>,
    page: String,
    variables: Vec<(String, String)>,
}

/// Where an answer comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    Recorded(String),
    /// An address that is given.
    Url(String),
    /// The address that the mapping makes.
    Mapping,
}

impl Options {
    /// Reads the words; the error says what to change.
    pub fn read(words: &[String]) -> Result<Self, String> {
        let mut file = None;
        let (mut origin, mut thread, mut page) = (Origin::Mapping, None, PAGE.to_owned());
        let (mut variables, mut status) = (Vec::new(), None);
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().cloned().ok_or_else(|| format!("{word}: a value must follow"));
            match word.as_str() {
                "--recorded" => origin = Origin::Recorded(value()?),
                "--url" => origin = Origin::Url(value()?),
                "--status" => {
                    let told = value()?;
                    let told =
                        told.parse().map_err(|_| format!("--status {told}: write a number, such as 422"))?;
                    status = Some(told);
                }
                "--thread" => thread = Some(value()?),
                "--page" => page = value()?,
                "--base" => variables.push(("base".to_owned(), value()?)),
                "--set" => {
                    let pair = value()?;
                    let (name, value) = pair
                        .split_once('=')
                        .ok_or_else(|| format!("--set {pair}: write --set NAME=VALUE"))?;
                    variables.push((name.to_owned(), value.to_owned()));
                }
                unknown if unknown.starts_with("--") => {
                    return Err(format!("there is no {unknown}; `cargo xtask mapping` lists the options"));
                }
                _ if file.is_none() => file = Some(word.clone()),
                second => return Err(format!("{second}: only one mapping can be tried at once")),
            }
        }
        let file = file.ok_or("name the file of the mapping")?;
        Ok(Self { file, origin, status, thread, page, variables })
    }

    /// What the page would tell the widget.
    pub fn setup(self) -> Setup {
        Setup {
            options: self.variables,
            thread: self.thread,
            page: PageFacts {
                url: self.page.clone(),
                base: self.page,
                title: "Article".into(),
                lang: "en".into(),
            },
            lookup: Box::new(|_, _| None),
            keep: Box::new(|_, _, _| {}),
            utc_offset: 0,
            now,
            agent: "causerie-mapping".to_owned(),
        }
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_millis().try_into().unwrap_or_default()
}

/// The page, where none is told.
const PAGE: &str = "https://blog.example/article/";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        Options::read(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn words_become_options() {
        let options = read(
            "m.json --base https://a.example --set post=4=2 --thread /a --url https://a.example/c --status 422",
        );
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let expected = Options {
            file: "m.json".into(),
            origin: Origin::Url("https://a.example/c".into()),
            status: Some(422),
            thread: Some("/a".into()),
            page: PAGE.into(),
            variables: vec![pair("base", "https://a.example"), pair("post", "4=2")],
        };
        assert_eq!(options, Ok(expected));
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (line, expected) in [
            ("--thread x", "name the file of the mapping"),
            ("m.json --set", "--set: a value must follow"),
            ("m.json --status x", "--status x: write a number, such as 422"),
            ("m.json --set a", "--set a: write --set NAME=VALUE"),
            ("m.json --bass x", "there is no --bass; `cargo xtask mapping` lists the options"),
            ("m.json n.json", "n.json: only one mapping can be tried at once"),
        ] {
            assert_eq!(read(line), Err(expected.to_owned()), "{line}");
        }
    }
}
