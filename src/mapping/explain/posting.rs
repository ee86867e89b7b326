//! Shows what posting would send, and what an answer to it is taken for.

use std::fmt::Write as _;
use std::rc::Rc;

use serde_json::Value;

use super::super::client::{Conversation, Request, Response, Setup};
use super::super::document::Mapping;
use super::super::expression::{Answer, Context};
use super::super::json;
use super::super::lint::{Walk, captured, schema};
use super::{ask, told, tree};
use crate::model::{CommentId, Created, Draft, Problem};

/// Tells what posting sends, and what came of it by an answer; the error says what to change.
pub fn posting(mapping: &Rc<Mapping>, setup: Setup, answer: Option<Response>) -> Result<String, String> {
    let setup = ask::completed(mapping, setup, "");
    let mut talk = Conversation::new(mapping.clone(), setup).map_err(|problem| told(&problem))?;
    talk.look_around();
    let Some(way) = talk.way(mapping) else { return Err(no_way(mapping)) };
    if !way["open"].is_null() {
        return Err("this mapping opens another page to post, nothing is sent".to_owned());
    }
    let reply = Draft {
        parent: Some(CommentId::text("(parent)")),
        name: "Ann".into(),
        email: "ann@example.org".into(),
        url: "https://ann.example/".into(),
        body: "Hello\nthere".into(),
        ..Draft::default()
    };
    let comment = Draft { parent: None, ..reply.clone() };
    let sample = samples(mapping, &talk);
    let mut out = String::new();
    for (what, draft) in [("a comment", &comment), ("a reply", &reply)] {
        let mut local = talk.drafted(draft, &way["format"]);
        local.extend(sample.iter().cloned());
        let request = talk.make(way, &local, None).map_err(|problem| told(&problem))?;
        let _ = writeln!(out, "{what} is sent as");
        write(&request, &mut out);
    }
    out.push_str("what stands in ( ) comes from earlier answers\n");
    let Some(response) = answer else { return Ok(out) };
    let answer = Answer::new(response);
    let local = talk.drafted(&reply, &way["format"]);
    let _ = writeln!(out, "\nthe answer: status {}", answer.response.status);
    match talk.judge(way, &answer, &local, &way["body"]) {
        Err(problem) => {
            trouble(&problem, &mut out);
            let scope = talk.scope(&local);
            silent(mapping.section("error"), answer.context(&scope), problem.fields.len(), &mut out);
        }
        Ok(()) => match talk.created(way, &answer, &reply, &local) {
            Created::Comment(comment) => {
                out.push_str("the comment is shown as it came back:\n");
                tree::write(std::slice::from_ref(&*comment), &mut out);
            }
            Created::Wait => out.push_str("the reader is told that the comment waits for approval\n"),
            Created::Refresh if matches!(way["then"].as_str(), Some("insert" | "replace")) => {
                out.push_str("no comment is read from it, so the list is asked for again: look at `create.item`, and at `id` and `body` of `comment`\n");
            }
            Created::Refresh => out.push_str("the list is asked for again\n"),
        },
    }
    Ok(out)
}

fn no_way(mapping: &Mapping) -> String {
    match mapping.section("create") {
        Value::Null => "the mapping has no `create`, so nobody can post".to_owned(),
        _ => "no way to post has values for all its `needs`: give them with --set NAME=VALUE".to_owned(),
    }
}

/// Values for what earlier answers would have brought.
fn samples(mapping: &Mapping, talk: &Conversation) -> Vec<(String, Value)> {
    let schema = schema();
    let walk = Walk::over(mapping.root(), &schema);
    let mut samples: Vec<(String, Value)> = Vec::new();
    for (name, _) in captured(&walk) {
        let is_known = talk.scope(&samples).value(name).is_some();
        if !is_known && mapping.variable(name)["secret"] != true {
            samples.push((name.to_owned(), Value::from(format!("({name})"))));
        }
    }
    samples
}

fn write(request: &Request, out: &mut String) {
    let _ = writeln!(out, "  {} {}", request.method, request.url);
    let names: Vec<_> = request.headers.iter().map(|(name, _)| name.as_str()).collect();
    let _ = writeln!(out, "  with {}", names.join(", "));
    if let Some(body) = &request.body {
        let _ = writeln!(out, "  {body}");
    }
}

fn trouble(problem: &Problem, out: &mut String) {
    let _ = writeln!(out, "by `error` of the mapping it is an error: {}", told(problem));
    if let Some(seconds) = problem.retry_after {
        let _ = writeln!(out, "  try again in {seconds} seconds");
    }
    for (field, sentence) in &problem.fields {
        let _ =
            writeln!(out, "  at the field {}: {}", field.as_str(), json::encoded(&sentence.as_str().into()));
    }
}

/// Tells of sentences about fields that reach no field.
fn silent(error: &Value, here: Context<'_>, read: usize, out: &mut String) {
    let fields = &error["fields"];
    let Some(place) = fields["in"].as_str() else { return };
    let mut keys = Vec::new();
    json::each(json::at(here.item, place).unwrap_or(&Value::Null), &mut |key, entry| {
        let here = here.at(entry, key);
        let key = here.text(&fields["key"]).unwrap_or_else(|| "no key".to_owned());
        let value = if here.text(&fields["value"]).is_some() { "" } else { " without a value" };
        keys.push(key + value);
    });
    if keys.len() > read {
        let _ = writeln!(
            out,
            "  error.fields finds at {place}: {}; of these {read} reach a field. A key must be where `create.body` \
             sends the field, or such as draft.email, made by a `map`",
            keys.join(", ")
        );
    }
}
