//! Expressions: one value read from an answer.

use std::borrow::Cow;

use serde_json::Value;

use super::super::{link, template::Text, text, time};
use super::{Cast, Condition, Context, Found, Pointer, same, scalar};
use crate::model::Time;

/// Reads one value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// What stands at a pointer.
    At(Pointer),
    /// The first of several that has a value.
    First(Vec<Expression>),
    /// A source and what is done to it.
    Steps(Box<Steps>),
}

/// A source and what is done to it, in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// Where the value comes from.
    pub source: Source,
    /// Looks it up in a table of the answer.
    pub join: Option<Join>,
    /// Cuts it at a separator.
    pub split: Option<String>,
    /// Which piece of the cut is taken; negative counts from the end.
    pub index: i64,
    /// Values that mean absent.
    pub none: Vec<Value>,
    /// Replaces it by what the table says.
    pub map: Option<Vec<(String, Value)>>,
    /// Compares it with a variable.
    pub is: Option<String>,
    /// What to take when there is no value.
    pub fallback: Option<Fallback>,
    /// How to read it.
    pub cast: Option<Cast>,
    /// The offset of a time, as `+02:00`.
    pub zone: Option<Expression>,
}

/// Where the value of an expression comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Source {
    /// Nowhere: there is only a fallback.
    #[default]
    Nothing,
    /// A pointer.
    At(Pointer),
    /// The mapping itself.
    Constant(Value),
    /// A variable that is no secret.
    Variable(String),
    /// The name of the member in which the item was found.
    Key,
    /// A response header.
    Header(String),
    /// The target of a link with this relation (RFC 8288).
    Link(String),
    /// The answer's status.
    Status,
    /// The answer's address.
    Url,
    /// The answer's whole text.
    Body,
    /// The last top-level item of the page.
    Last(Expression),
    /// A text template of the mapping.
    Text(Text, Vec<(String, Expression)>),
    /// A text template found in the data.
    Found(Expression, Vec<(String, Expression)>),
    /// The first rule whose condition holds.
    Rules(Vec<(Condition, Rule)>),
}

/// What a rule gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A value of the mapping.
    Is(Value),
    /// Another expression.
    Use(Expression),
}

/// A table of the answer to look a value up in.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// The table, from the answer's root.
    pub table: Pointer,
    /// Where the elements of an array keep the key.
    pub by: Option<Pointer>,
    /// What to read from the element.
    pub then: Option<Expression>,
}

/// What to take when there is no value (`else`).
#[derive(Clone, Debug, PartialEq)]
pub enum Fallback {
    /// A value of the mapping.
    Value(Value),
    /// Another expression.
    Expression(Expression),
}

impl Default for Expression {
    fn default() -> Self {
        Self::First(Vec::new())
    }
}

impl Expression {
    /// Finds the first value; null and the empty text are none.
    pub fn find<'a>(&'a self, context: Context<'a>) -> Option<Found<'a>> {
        self.find_if(context, &|_| true)
    }

    /// Finds the first value that is a text or a number.
    pub fn text(&self, context: Context<'_>) -> Option<String> {
        self.find_if(context, &|found| found.text().is_some())?.text()
    }

    /// Finds the first value that is a number.
    pub fn integer(&self, context: Context<'_>) -> Option<i64> {
        self.find_if(context, &|found| found.integer().is_some())?.integer()
    }

    /// Finds the first value that is a flag.
    pub fn flag(&self, context: Context<'_>) -> Option<bool> {
        self.find_if(context, &|found| found.flag().is_some())?.flag()
    }

    /// Finds the first value that is a time, or else words about one.
    pub fn time(&self, context: Context<'_>) -> Option<Time> {
        let dated = |found: &Found<'_>| matches!(found.time(), Some(Time::At(_)));
        self.find_if(context, &dated)
            .or_else(|| self.find_if(context, &|found| found.text().is_some()))?
            .time()
    }

    fn find_if<'a>(&'a self, context: Context<'a>, fits: &dyn Fn(&Found<'_>) -> bool) -> Option<Found<'a>> {
        let found = match self {
            Self::At(pointer) => Found { value: Cow::Borrowed(pointer.find(context.item)?), cast: None },
            Self::First(choices) => return choices.iter().find_map(|choice| choice.find_if(context, fits)),
            Self::Steps(steps) => steps.find(context)?,
        };
        (is_value(&found.value) && fits(&found)).then_some(found)
    }
}

impl Steps {
    fn find<'a>(&'a self, context: Context<'a>) -> Option<Found<'a>> {
        let mut found = self.source(context).filter(|found| is_value(&found.value));
        if let Some(join) = &self.join {
            found = found.and_then(|found| join.find(&found.value, context));
        }
        if let Some(separator) = &self.split {
            found = found.and_then(|found| piece(&scalar(&found.value)?, separator, self.index).map(own));
        }
        found = found.filter(|found| !self.none.iter().any(|none| same(none, &found.value)));
        if let Some(table) = &self.map {
            found = found.and_then(|found| {
                let text = scalar(&found.value)?;
                let (_, value) = table.iter().find(|(name, _)| *name == text)?;
                Some(Found { value: Cow::Borrowed(value), cast: None })
            });
        }
        if let Some(name) = &self.is {
            let equal = found.is_some_and(|found| {
                context.scope.value(name).is_some_and(|value| same(value, &found.value))
            });
            found = Some(own(Value::Bool(equal)));
        }
        let mut found = match (found, &self.fallback) {
            (Some(found), _) => found,
            (None, Some(Fallback::Value(value))) => Found { value: Cow::Borrowed(value), cast: None },
            (None, Some(Fallback::Expression(expression))) => return expression.find(context),
            (None, None) => return None,
        };
        match self.cast {
            Some(Cast::Here) => found.cast = Some(Cast::Local(context.scope.minutes_east())),
            Some(Cast::Zone) => {
                let zone = self.zone.as_ref().and_then(|zone| zone.text(context)).unwrap_or_default();
                let minutes = time::offset(&zone).unwrap_or_else(|| context.scope.minutes_east());
                found.cast = Some(Cast::Local(minutes));
            }
            Some(Cast::Number) => found = number(&found.value)?,
            Some(Cast::Text) => found = own(Value::String(found.text()?)),
            Some(Cast::Entities) => found = own(Value::String(text::entities(&found.text()?))),
            Some(cast) => found.cast = Some(cast),
            None => {}
        }
        Some(found)
    }

    fn source<'a>(&'a self, context: Context<'a>) -> Option<Found<'a>> {
        let told = |text: &str| Some(own(Value::from(text)));
        let value = match &self.source {
            Source::Nothing => return None,
            Source::At(pointer) => pointer.find(context.item)?,
            Source::Constant(value) => value,
            Source::Variable(name) => context.scope.public(name)?,
            Source::Key => return told(context.key),
            Source::Header(name) => return told(context.answer.header(name)?),
            Source::Link(relation) => {
                let target = link::target(context.answer.header("link")?, relation)?;
                return told(&target);
            }
            Source::Status => return Some(own(Value::from(context.answer.response.status))),
            Source::Url => return told(&context.answer.response.url),
            Source::Body => return told(context.answer.response.body.trim()),
            Source::Last(expression) => return expression.find(Context { item: context.last?, ..context }),
            Source::Text(template, with) => {
                let values = names(with, context)?;
                let lookup = |name: &str| pick(&values, name).or_else(|| context.scope.public(name));
                return template.fill(&lookup).map(own);
            }
            Source::Found(expression, with) => {
                // A template from the data sees only what the mapping hands it.
                let template = Text::parse(&expression.text(context)?)?;
                let values = names(with, context)?;
                return template.fill(&|name: &str| pick(&values, name)).map(own);
            }
            Source::Rules(rules) => {
                return match &rules.iter().find(|(when, _)| when.holds(context.item))?.1 {
                    Rule::Is(value) => Some(Found { value: Cow::Borrowed(value), cast: None }),
                    Rule::Use(expression) => expression.find(context),
                };
            }
        };
        Some(Found { value: Cow::Borrowed(value), cast: None })
    }
}

impl Join {
    fn find<'a>(&'a self, key: &Value, context: Context<'a>) -> Option<Found<'a>> {
        let element = match (self.table.find(&context.answer.root)?, &self.by) {
            (Value::Object(members), _) => members.get(&*scalar(key)?)?,
            (Value::Array(items), Some(by)) => {
                items.iter().find(|item| by.find(item).is_some_and(|found| same(found, key)))?
            }
            _ => return None,
        };
        match &self.then {
            Some(then) => then.find(context.at(element, "")),
            None => Some(Found { value: Cow::Borrowed(element), cast: None }),
        }
    }
}

fn own<'a>(value: Value) -> Found<'a> {
    Found { value: Cow::Owned(value), cast: None }
}

/// Whether there is a value at all: false and 0 are values, null and the empty text are not.
fn is_value(value: &Value) -> bool {
    !value.is_null() && value.as_str() != Some("")
}

/// One piece of a text cut at a separator.
fn piece(text: &str, separator: &str, index: i64) -> Option<Value> {
    let pieces: Vec<_> = text.split(separator).collect();
    let at = if index < 0 { index + i64::try_from(pieces.len()).ok()? } else { index };
    let piece = *pieces.get(usize::try_from(at).ok()?)?;
    (!piece.is_empty()).then(|| Value::from(piece))
}

/// The same digits as a JSON number.
fn number<'a>(value: &Value) -> Option<Found<'a>> {
    scalar(value)?.parse().ok().map(|number| own(Value::Number(number)))
}

/// The values of `with`; all of them must be there.
fn names<'a>(with: &'a [(String, Expression)], context: Context<'a>) -> Option<Vec<(&'a str, Value)>> {
    with.iter()
        .map(|(name, expression)| Some((&**name, expression.find(context)?.value.into_owned())))
        .collect()
}

fn pick<'v>(values: &'v [(&str, Value)], name: &str) -> Option<&'v Value> {
    values.iter().find(|(found, _)| *found == name).map(|(_, value)| value)
}
