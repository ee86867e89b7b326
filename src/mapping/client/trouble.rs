//! From an answer that says no to a problem of the model.

use crate::cut;
use serde_json::Value;

use super::super::expression::{Answer, Context, holds};
use super::super::{address, json, template, text};
use super::Failure;
use crate::model::{FieldName, Problem, ProblemKind};

/// A problem on its way out; boxed, because every `?` would copy all of it.
pub type Trouble = Box<Problem>;

/// Makes a problem of having no answer.
pub fn failed(failure: Failure, url: &str) -> Trouble {
    let kind = match failure {
        Failure::Network => ProblemKind::Offline,
        Failure::Timeout => ProblemKind::Timeout,
        Failure::TooLarge => ProblemKind::Malformed,
    };
    Box::new(Problem { origin: address::origin(url), ..Problem::new(kind) })
}

/// Makes a problem of the page's or the mapping's own mistakes.
pub fn setup_problem(parts: &[&str]) -> Trouble {
    Box::new(Problem { detail: Some(parts.concat()), ..Problem::new(ProblemKind::Setup) })
}

/// Makes a problem of an answer that is not what the mapping describes.
pub fn malformed(answer: &Answer, why: &str) -> Trouble {
    let mut trouble = failed(Failure::TooLarge, &answer.response.url);
    trouble.status = answer.response.status;
    trouble.detail = Some(why.to_owned());
    trouble
}

/// Finds out whether an answer is an error, and which; `body` tells which field a parameter is.
pub fn problem(context: Context<'_>, body: &Value) -> Option<Trouble> {
    let answer = context.answer;
    let shape = context.scope.mapping.section("error");
    let status = answer.response.status;
    if (200..300).contains(&status) && !holds(&shape["when"], &answer.root) {
        return None;
    }
    let told = context.whole(&shape["status"]).and_then(|told| told.try_into().ok());
    let status = told.unwrap_or(status);
    let title = context.text(&shape["title"]);
    let detail = match &answer.unreadable {
        None => context.text(&shape["detail"]).or_else(|| title.clone()),
        Some(_) => text::sentence(&answer.response.body),
    };
    let words = [detail.as_deref().unwrap_or_default(), " ", title.as_deref().unwrap_or_default()].concat();
    let told = context.whole(&shape["retryAfter"]);
    let retry_after = told.or_else(|| answer.header("retry-after").map(seconds));
    let code = context.text(&shape["code"]).unwrap_or_default();
    // Only what was written has fields.
    let fields = if body.is_null() { Vec::new() } else { fields(&shape["fields"], context, body) };
    let kind = match kind(shape, &code, &words, status) {
        // A backend that finds fault with fields is in no trouble.
        ProblemKind::Server if !fields.is_empty() => ProblemKind::Invalid,
        kind => kind,
    };
    Some(Box::new(Problem {
        kind,
        status,
        detail: detail.map(|detail| short(&text::plain(&detail))).filter(|detail| !detail.is_empty()),
        fields,
        retry_after: retry_after.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX)),
        origin: address::origin(&answer.response.url),
    }))
}

/// The seconds of `Retry-After` (RFC 9110 §10.2.3). A date, or a number that nobody waits for, is later than can be said.
fn seconds(header: &str) -> i64 {
    json::integer(header.trim_ascii()).unwrap_or(i64::MAX)
}

/// A sentence of a length that can be read.
fn short(detail: &str) -> String {
    detail.chars().take(LONGEST).collect()
}

/// A specific code, then a piece of the text, then a vague code, then the status.
fn kind(shape: &Value, code: &str, words: &str, status: u16) -> ProblemKind {
    let parse = |name: &Value| name.as_str().and_then(ProblemKind::parse);
    let coded = parse(&shape["codes"][code]);
    let vague = |kind: &ProblemKind| {
        matches!(kind, ProblemKind::Invalid | ProblemKind::Forbidden | ProblemKind::Server)
    };
    let texts = || {
        let mut texts = shape["texts"].as_object()?.iter();
        texts.find(|(piece, _)| cut::once(words, piece).is_some()).and_then(|(_, kind)| parse(kind))
    };
    coded.filter(|kind| !vague(kind)).or_else(texts).or(coded).unwrap_or(match status {
        401 => ProblemKind::LoginRequired,
        403 => ProblemKind::Forbidden,
        404 | 410 => ProblemKind::NotFound,
        409 | 412 => ProblemKind::Conflict,
        413 => ProblemKind::TooLong,
        429 => ProblemKind::RateLimited,
        400 | 422 => ProblemKind::Invalid,
        _ => ProblemKind::Server,
    })
}

/// Sentences about fields: pairs found by walking an object or array.
#[inline(never)]
fn fields(entries: &Value, context: Context<'_>, body: &Value) -> Vec<(FieldName, String)> {
    let mut fields = Vec::new();
    let within = entries["in"].as_str().and_then(|within| json::at(context.item, within));
    json::each(within.unwrap_or(&Value::Null), &mut |key, value| {
        if let Some(found) = field(entries, context.at(value, key), body) {
            fields.push(found);
        }
    });
    fields
}

/// A sentence about the field whose draft the request put under that name.
fn field(entries: &Value, here: Context<'_>, body: &Value) -> Option<(FieldName, String)> {
    let key = if entries["key"] == "index" { here.key.to_owned() } else { here.text(&entries["key"])? };
    let key = cut::replaced(key.strip_prefix('/').unwrap_or(&key), "/", ".");
    // Some backends name the field and say no more.
    let is_silent = entries["value"]["const"] == "";
    let sentence = here.text(&entries["value"]).or_else(|| is_silent.then(String::new))?;
    // Backends that want a draft inside something name its fields with or without what is around them.
    let named =
        |place: String| place.strip_suffix(&*key).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let known = |field: &FieldName| {
        let variable = ["draft.", field.as_str()].concat();
        key == variable || place(body, &variable).is_some_and(named)
    };
    FieldName::ALL.into_iter().find(known).map(|field| (field, text::plain(&sentence)))
}

/// Where in a body a variable stands, as member names with dots between.
fn place(body: &Value, variable: &str) -> Option<String> {
    let (name, data) = body.as_object()?.iter().find(|(_, data)| template::mentions(data, variable))?;
    match place(data, variable) {
        _ if name == "$first" => None,
        Some(inner) => Some([name, ".", &inner].concat()),
        None => Some(name.clone()),
    }
}

/// Most characters of a backend's sentence.
const LONGEST: usize = 400;
