//! The query of an address, read strictly: what is there must be understood.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use percent_encoding::percent_decode_str;

use crate::model::cursor::Cursor;
use crate::model::key::ThreadKey;
use crate::model::problem::{Kind, Problem};

/// The parameters in their order, decoded.
pub struct Query(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let pairs = parts.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
        pairs.map(pair).collect::<Result<_, _>>().map(Self)
    }
}

impl Query {
    /// A parameter that may be given once.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut pairs = self.0.iter().filter(|(known, _)| known == name);
        let value = pairs.next().map(|(_, value)| value.as_str());
        if pairs.next().is_some() {
            return Err(wrong(name, "expected one value, found several"));
        }
        Ok(value)
    }

    /// Every value of a parameter.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The thread that is asked for.
    pub fn thread(&self) -> Result<ThreadKey, Problem> {
        let text = self.one("thread")?.unwrap_or_default();
        ThreadKey::parse(text).map_err(|detail| wrong("thread", &detail))
    }

    /// One of several words.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)], default: T) -> Result<T, Problem> {
        let Some(found) = self.one(name)? else { return Ok(default) };
        match words.iter().find(|(word, _)| *word == found) {
            Some((_, value)) => Ok(*value),
            None => {
                let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                Err(wrong(name, &format!("expected one of {}, found {found:?}", known.join(", "))))
            }
        }
    }

    /// How many comments a page may have; at most as many as this server gives at once.
    pub fn limit(&self) -> Result<i64, Problem> {
        let Some(found) = self.one("limit")? else { return Ok(DEFAULT_LIMIT) };
        let limit = found.parse().ok().filter(|limit: &i64| (1..=1_000_000).contains(limit));
        let limit = limit.ok_or_else(|| {
            wrong("limit", &format!("expected a number from 1 to 1000000, found {found:?}"))
        })?;
        Ok(limit.min(MAX_LIMIT))
    }

    /// Where the page begins.
    pub fn cursor(&self) -> Result<Option<Cursor>, Problem> {
        self.one("cursor")?.map(Cursor::parse).transpose()
    }
}

/// A parameter that was refused.
pub fn wrong(name: &str, detail: &str) -> Problem {
    Problem::new(Kind::Malformed, format!("{name}: {detail}"))
}

fn pair(pair: &str) -> Result<(String, String), Problem> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let name = decode(name).ok_or_else(|| wrong("query", "expected UTF-8"))?;
    let value = decode(value).ok_or_else(|| wrong(&name, "expected UTF-8"))?;
    Ok((name, value))
}

fn decode(text: &str) -> Option<String> {
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8().ok().map(|text| text.into_owned())
}

const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 200;
