//! Gets the answer of the list as the mapping says, with what must be asked before it.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::address;
use super::super::client::{Conversation, Failure, Request, Response, Setup};
use super::super::document::Mapping;
use super::super::expression::Answer;
use super::super::json;
use super::told;

/// Variables of one request.
type Local = Vec<(String, Value)>;

/// Gives required variables that nobody set a value: an answer that is there can be read without them.
pub fn completed(mapping: &Mapping, mut setup: Setup, url: &str) -> Setup {
    let origin = address::origin(url).unwrap_or_else(|| "https://backend.example".to_owned());
    json::each(mapping.section("vars"), &mut |name, variable| {
        if variable["required"] == true && !setup.options.iter().any(|(given, _)| given == name) {
            let value = if mapping.begins_with(name) { origin.clone() } else { name.to_owned() };
            setup.options.push((name.to_owned(), value));
        }
    });
    setup.thread.get_or_insert_with(|| "thread".to_owned());
    setup
}

/// Asks for the list.
pub fn asked(
    talk: &mut Conversation,
    mapping: &Mapping,
    send: &mut dyn FnMut(&Request) -> Result<Response, Failure>,
    out: &mut String,
) -> Result<(Response, Local), String> {
    for section in ["resolve", "config"] {
        let steps = mapping.section(section);
        for step in steps.as_array().map_or(std::slice::from_ref(steps), Vec::as_slice) {
            if step.is_null() || !talk.due(step) {
                continue;
            }
            let request = talk.make(step, &Local::new(), None).map_err(|problem| told(&problem))?;
            let response = sent(&request, send, out)?;
            let answer = Answer::new(response);
            if let Err(problem) = talk.judge(step, &answer, &Local::new(), &Value::Null) {
                let _ = writeln!(out, "  {section} failed: {}", told(&problem));
            }
            talk.look_around();
        }
    }
    talk.named().map_err(|_| {
        format!("{out}the thread has no name: add --thread KEY, or the variables that `thread` is made of")
    })?;
    let list = mapping.section("list");
    let local = talk.listed(list, None);
    let request = talk.make(list, &local, None).map_err(|problem| told(&problem))?;
    Ok((sent(&request, send, out)?, local))
}

fn sent(
    request: &Request,
    send: &mut dyn FnMut(&Request) -> Result<Response, Failure>,
    out: &mut String,
) -> Result<Response, String> {
    let _ = writeln!(out, "{} {}", request.method, request.url);
    send(request).map_err(|_| {
        format!("no answer from {}: is the address right, and is the backend running?", request.url)
    })
}
