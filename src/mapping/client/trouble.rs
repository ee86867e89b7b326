//! From an answer that says no to a problem of the model.

use super::super::address;
use super::super::document::ErrorShape;
use super::super::expression::{Answer, Context, Expression};
use super::super::template::Data;
use super::super::text;
use super::{Failure, Scope};
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
    Box::new(Problem {
        status: answer.response.status,
        detail: Some(why.to_owned()),
        origin: address::origin(&answer.response.url),
        ..Problem::new(ProblemKind::Malformed)
    })
}

/// Finds out whether an answer is an error, and which; `body` tells which field a parameter is.
pub fn problem(scope: &Scope<'_>, answer: &Answer, body: Option<&Data>) -> Option<Trouble> {
    let shape = &scope.mapping.error;
    let context = answer.context(scope);
    let status = answer.response.status;
    let refused = || shape.when.as_ref().is_some_and(|when| when.holds(&answer.root));
    if (200..400).contains(&status) && !refused() {
        return None;
    }
    let read =
        |expression: &Option<Expression>| expression.as_ref().and_then(|expression| expression.text(context));
    let status = shape
        .status
        .as_ref()
        .and_then(|status| status.integer(context))
        .and_then(|told| told.try_into().ok());
    let status = status.unwrap_or(answer.response.status);
    let title = read(&shape.title);
    let detail = match &answer.readable {
        Ok(()) => read(&shape.detail).or_else(|| title.clone()),
        Err(_) => text::sentence(&answer.response.body),
    };
    let words = [detail.as_deref().unwrap_or_default(), " ", title.as_deref().unwrap_or_default()].concat();
    let retry_after = shape.retry_after.as_ref().and_then(|after| after.integer(context));
    let retry_after = retry_after.or_else(|| answer.header("retry-after")?.trim().parse().ok());
    Some(Box::new(Problem {
        kind: kind(shape, read(&shape.code).as_deref(), &words, status),
        status,
        detail: detail.map(|detail| text::plain(&detail)).filter(|detail| !detail.is_empty()),
        fields: fields(shape, context, body),
        retry_after: retry_after.and_then(|seconds| seconds.try_into().ok()),
        origin: address::origin(&answer.response.url),
    }))
}

/// A specific code, then a piece of the text, then a vague code, then the status.
fn kind(shape: &ErrorShape, code: Option<&str>, words: &str, status: u16) -> ProblemKind {
    let coded =
        code.and_then(|code| shape.codes.iter().find(|(name, _)| name == code)).map(|(_, kind)| *kind);
    let vague = |kind: &ProblemKind| {
        matches!(kind, ProblemKind::Invalid | ProblemKind::Forbidden | ProblemKind::Server)
    };
    let told = || shape.texts.iter().find(|(piece, _)| words.contains(&**piece)).map(|(_, kind)| *kind);
    coded.filter(|kind| !vague(kind)).or_else(told).or(coded).unwrap_or(match status {
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

/// Sentences about fields; a parameter is the field whose draft the request put there.
fn fields(shape: &ErrorShape, context: Context<'_>, body: Option<&Data>) -> Vec<(FieldName, String)> {
    let (Some(entries), Some(body)) = (&shape.fields, body) else { return Vec::new() };
    let mut fields = Vec::new();
    entries.walk(context, &mut |key, sentence| {
        let key = key.strip_prefix('/').unwrap_or(key).replace('/', ".");
        let known = FieldName::ALL.into_iter().find(|field| {
            let variable = ["draft.", field.as_str()].concat();
            matches!(place(body, &variable), Some(place) if place == key)
        });
        if let Some(field) = known {
            fields.push((field, text::plain(sentence)));
        }
    });
    fields
}

/// Where in a body a variable stands, as member names with dots between.
fn place(body: &Data, variable: &str) -> Option<String> {
    let Data::Object(members) = body else { return None };
    let (name, data) = members.iter().find(|(_, data)| data.mentions(variable))?;
    match place(data, variable) {
        Some(inner) => Some([name, ".", &inner].concat()),
        None => Some(name.clone()),
    }
}
