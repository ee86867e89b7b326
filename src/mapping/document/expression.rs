//! Reads expressions, conditions and templates from a mapping.

use serde_json::Value;

use super::super::expression::{
    Cast, Condition, Expression, Fallback, Join, Pointer, Rule, Source, Steps, Test,
};
use super::super::template::{Data, Text, UriTemplate};
use super::reader::{Node, Read, is_name};

/// Reads an expression: a pointer, alternatives, or a source with steps.
pub fn expression(node: &Node<'_>) -> Read<Expression> {
    if node.level() > DEEPEST {
        return Err(node.expected("expressions nested less deeply"));
    }
    match node.value {
        Value::String(_) => pointer(node).map(Expression::At),
        Value::Array(_) => node.each(expression).map(Expression::First),
        Value::Object(_) => steps(node).map(|steps| Expression::Steps(Box::new(steps))),
        _ => Err(node.expected("a pointer, an array of expressions or an object")),
    }
}

/// Reads a JSON pointer.
pub fn pointer(node: &Node<'_>) -> Read<Pointer> {
    Pointer::parse(node.text()?).ok_or_else(|| node.expected("a JSON pointer (empty, or beginning with /)"))
}

fn steps(node: &Node<'_>) -> Read<Steps> {
    let members = node.object(&STEPS)?;
    let sources = members.keys().filter(|name| SOURCES.contains(&name.as_str())).count();
    if sources > 1 || sources == 0 && !members.contains_key("else") {
        return Err(node.expected(&["exactly one of ", &SOURCES.join(", ")].concat()));
    }
    let mut steps = Steps { source: source(node)?, ..Steps::default() };
    let table = node.option("in", pointer)?;
    let by = node.option("by", pointer)?;
    let then = node.option("then", expression)?;
    steps.join = table.map(|table| Join { table, by, then });
    steps.split = node.option("split", filled)?;
    steps.index = node.option("index", |node| node.integer())?.unwrap_or(0);
    steps.none = node.list("none", |node| node.scalar())?;
    if let Some(map) = node.get("map") {
        steps.map = Some(map.pairs(|node| Ok(node.value.clone()))?);
    }
    steps.is = node.option("is", |node| node.name())?;
    if let Some(fallback) = node.get("else") {
        steps.fallback = Some(match fallback.value {
            Value::Object(_) => Fallback::Expression(expression(&fallback)?),
            value => Fallback::Value(value.clone()),
        });
    }
    if let Some(cast) = node.get("as") {
        let known = ["iso", "utc", "local", "zone", "unix", "unixms", "number", "text", "entities"];
        steps.cast = Cast::parse(known[cast.word(&known)?]);
    }
    steps.zone = node.option("zone", expression)?;
    Ok(steps)
}

fn source(node: &Node<'_>) -> Read<Source> {
    node.option("decoder", |node| node.string())?;
    if let Some(at) = node.get("at") {
        return pointer(&at).map(Source::At);
    }
    if let Some(constant) = node.get("const") {
        return Ok(Source::Constant(constant.value.clone()));
    }
    if let Some(name) = node.get("var") {
        return name.name().map(Source::Variable);
    }
    if let Some(key) = node.get("key") {
        return if key.flag()? { Ok(Source::Key) } else { Err(key.expected("true")) };
    }
    if let Some(name) = node.get("header") {
        return name.string().map(Source::Header);
    }
    if let Some(relation) = node.get("link") {
        return relation.string().map(Source::Link);
    }
    if let Some(part) = node.get("response") {
        return Ok(match part.word(&["status", "url", "text"])? {
            0 => Source::Status,
            1 => Source::Url,
            _ => Source::Body,
        });
    }
    if let Some(last) = node.get("last") {
        return expression(&last).map(Source::Last);
    }
    let with = node.table("with", expression)?;
    if let Some(template) = node.get("text") {
        // A pointer is an expression too, but a text that begins with / is meant as one to the data.
        let literal = template.value.as_str().filter(|text| !text.starts_with('/'));
        return match literal {
            Some(_) => Ok(Source::Text(text(&template)?, with)),
            None => Ok(Source::Found(expression(&template)?, with)),
        };
    }
    match node.get("rules") {
        Some(rules) => rules.each(rule).map(Source::Rules),
        None => Ok(Source::Nothing),
    }
}

fn rule(node: &Node<'_>) -> Read<(Condition, Rule)> {
    node.object(&["when", "is", "use"])?;
    let when = condition(&node.must("when")?)?;
    let rule = match node.get("is") {
        Some(is) => Rule::Is(is.value.clone()),
        None => Rule::Use(expression(&node.must("use")?)?),
    };
    Ok((when, rule))
}

/// Reads a condition: an object of tests, or an array of such objects.
pub fn condition(node: &Node<'_>) -> Read<Condition> {
    match node.value {
        Value::Array(_) => node.each(tests).map(Condition),
        _ => Ok(Condition(vec![tests(node)?])),
    }
}

/// Reads an object of tests, all of which must hold.
pub fn tests(node: &Node<'_>) -> Read<Vec<(Pointer, Test)>> {
    let tests = node.pairs(test)?;
    let wrong = || node.expected("an object of JSON pointers and tests");
    if tests.is_empty() {
        return Err(wrong());
    }
    tests.into_iter().map(|(name, test)| Ok((Pointer::parse(&name).ok_or_else(wrong)?, test))).collect()
}

fn test(node: &Node<'_>) -> Read<Test> {
    let values = |node: &Node<'_>| match node.value {
        Value::Array(_) => node.each(|node| node.scalar()),
        _ => Ok(vec![node.scalar()?]),
    };
    if !node.value.is_object() {
        return values(node).map(Test::Any);
    }
    node.object(&["not", "present"])?;
    match node.get("present") {
        Some(present) => present.flag().map(Test::Present),
        None => values(&node.must("not")?).map(Test::Not),
    }
}

/// Reads a URI template (RFC 6570).
pub fn uri(node: &Node<'_>) -> Read<UriTemplate> {
    UriTemplate::parse(node.text()?).ok_or_else(|| node.expected("a URI template (RFC 6570)"))
}

/// Reads a text template.
pub fn text(node: &Node<'_>) -> Read<Text> {
    Text::parse(node.text()?).ok_or_else(|| node.expected("a text with variables as {name}"))
}

/// Reads a data template of any shape.
pub fn data(node: &Node<'_>) -> Read<Data> {
    if node.level() > DEEPEST {
        return Err(node.expected("data nested less deeply"));
    }
    match node.value {
        Value::String(_) => text(node).map(Data::Text),
        Value::Array(_) => node.each(data).map(Data::List),
        Value::Object(_) => {
            if let Some(choices) = node.get("$first") {
                node.object(&["$first"])?;
                return choices.each(data).map(Data::First);
            }
            node.pairs(data).map(Data::Object)
        }
        value => Ok(Data::Constant(value.clone())),
    }
}

/// Reads captures: variables and where their values are.
pub fn captures(node: &Node<'_>) -> Read<Vec<(String, Expression)>> {
    let captures = node.pairs(expression)?;
    match captures.iter().all(|(name, _)| is_name(name)) {
        true => Ok(captures),
        false => Err(node.expected("names of variables (letters, digits, _ and dots between)")),
    }
}

/// Reads capabilities: an expression each, or plainly true or false.
pub fn can(node: &Node<'_>) -> Read<Vec<(String, Expression)>> {
    node.pairs(|node| match node.value {
        Value::Bool(_) => {
            let steps = Steps { source: Source::Constant(node.value.clone()), ..Steps::default() };
            Ok(Expression::Steps(Box::new(steps)))
        }
        _ => expression(node),
    })
}

fn filled(node: &Node<'_>) -> Read<String> {
    match node.text()? {
        "" => Err(node.expected("a text that is not empty")),
        text => Ok(text.to_owned()),
    }
}

/// Levels of the document below which nothing may nest.
const DEEPEST: usize = 24;

/// Where the value of an expression can come from.
const SOURCES: [&str; 10] =
    ["at", "const", "var", "key", "header", "link", "response", "last", "text", "rules"];

/// The members of an expression.
const STEPS: [&str; 23] = [
    "at", "const", "var", "key", "header", "link", "response", "last", "text", "rules", "with", "in", "by",
    "then", "split", "index", "none", "map", "is", "else", "as", "zone", "decoder",
];
