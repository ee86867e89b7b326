//! Parses JSON from strangers: with a limit on nesting, and without losing a thread to one cut emoji.
//!
//! Not `serde_json::from_str`: that refuses lone surrogates, and weighs five times as much.

use crate::digits::decimal;
use serde_json::{Map, Number, Value};
use std::mem;

use super::hex;

/// Parses JSON text (RFC 8259); the error says in a few words what is wrong with it.
///
/// Lone surrogate escapes become U+FFFD; numbers keep their source text.
pub fn parse(text: &str) -> Result<Value, String> {
    let mut reader = Reader::new(text);
    loop {
        if let Some(parsed) = reader.go_on(usize::MAX) {
            return parsed;
        }
    }
}

/// A text that is being parsed, slice by slice: one of megabytes takes longer than readers wait for a key they pressed.
pub struct Reader<'t> {
    text: &'t str,
    /// How many bytes are read.
    at: usize,
    /// Whether it stopped because a slice was read.
    is_paused: bool,
    /// Arrays and objects of which the end has not been read, the innermost last: deep nesting needs no stack.
    open: Vec<Value>,
    /// What the members are called that they will get.
    names: Vec<String>,
}

impl<'t> Reader<'t> {
    /// Begins.
    pub fn new(text: &'t str) -> Self {
        Reader {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            at: 0,
            is_paused: false,
            open: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Reads the next slice of about so many bytes; gives what [`parse`] does once all is read.
    pub fn go_on(&mut self, bytes: usize) -> Option<Result<Value, String>> {
        let value = self.value(self.at.saturating_add(bytes.max(1)));
        if mem::take(&mut self.is_paused) {
            return None;
        }
        self.space();
        if let Some(value) = value
            && self.at == self.text.len()
        {
            return Some(Ok(value));
        }
        let what = if self.open.len() == LEVELS { "a text nested too deeply" } else { "a mistake" };
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Some(Err([what, " in line ", &decimal(line as i64)].concat()))
    }

    /// Reads a value; `None` where a mistake is, or after the last byte of a slice.
    fn value(&mut self, last: usize) -> Option<Value> {
        while self.at < last {
            self.space();
            let mut value = match self.peek()? {
                b'"' => Value::String(self.string()?),
                b'[' => Value::Array(Vec::new()),
                b'{' => Value::Object(Map::new()),
                b't' => self.word("true", Value::Bool(true))?,
                b'f' => self.word("false", Value::Bool(false))?,
                b'n' => self.word("null", Value::Null)?,
                _ => self.number()?,
            };
            if let Value::Array(_) | Value::Object(_) = value {
                let end = if value.is_array() { b']' } else { b'}' };
                self.at += 1;
                (self.open.len() < LEVELS).then_some(())?;
                if !self.eat(end) {
                    self.open.push(value);
                    self.name(end)?;
                    continue;
                }
            }
            // What is complete goes into what it is in, and completes that if it is its last.
            loop {
                let Some(around) = self.open.last_mut() else { return Some(value) };
                let end = if let Value::Object(members) = around {
                    members.insert(self.names.pop()?, value);
                    b'}'
                } else {
                    around.as_array_mut()?.push(value);
                    b']'
                };
                if self.eat(b',') {
                    self.name(end)?;
                    break;
                }
                self.eat(end).then_some(())?;
                value = self.open.pop()?;
            }
        }
        self.is_paused = true;
        None
    }

    /// Reads what the next member is called, if it is one of an object, which has this end.
    fn name(&mut self, end: u8) -> Option<()> {
        if end == b'}' {
            self.space();
            let name = self.string()?;
            self.names.push(name);
            self.eat(b':').then_some(())?;
        }
        Some(())
    }

    fn string(&mut self) -> Option<String> {
        (self.peek()? == b'"').then_some(())?;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let end = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\')?;
            out.push_str(rest.get(..end)?);
            self.at += end;
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(out);
                }
                b'\\' => out.push(self.escape()?),
                _ => return None,
            }
        }
    }

    /// Reads an escape (RFC 8259 §7).
    fn escape(&mut self) -> Option<char> {
        if let Some(unit) = self.unit() {
            self.at += 6;
            let code = match (unit, self.unit()) {
                (0xD800..=0xDBFF, Some(low @ 0xDC00..=0xDFFF)) => {
                    self.at += 6;
                    0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                }
                _ => unit,
            };
            return Some(char::from_u32(code).unwrap_or('\u{fffd}'));
        }
        self.at += 2;
        Some(match self.text.as_bytes().get(self.at - 1)? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
            _ => return None,
        })
    }

    /// The UTF-16 unit written as `\u` and four digits here.
    fn unit(&self) -> Option<u32> {
        match self.text.as_bytes().get(self.at..self.at + 6)? {
            [b'\\', b'u', digits @ ..] => hex(digits),
            _ => None,
        }
    }

    /// Reads a number (RFC 8259 §6) and keeps its text.
    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        let zero = self.peek() == Some(b'0');
        let digits = self.digits();
        let mut fits = digits == 1 || digits > 1 && !zero;
        if self.peek() == Some(b'.') {
            self.at += 1;
            fits &= self.digits() > 0;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            fits &= self.digits() > 0;
        }
        fits.then_some(())?;
        Some(Value::Number(Number::from_string_unchecked(self.text.get(start..self.at)?.to_owned())))
    }

    /// Passes over digits and counts them.
    fn digits(&mut self) -> usize {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        self.text.get(self.at..)?.starts_with(word).then_some(())?;
        self.at += word.len();
        Some(value)
    }

    /// Reads a mark, perhaps after white space.
    fn eat(&mut self, mark: u8) -> bool {
        self.space();
        let found = self.peek() == Some(mark);
        self.at += usize::from(found);
        found
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// Levels of arrays and objects a document may have; replies 500 deep take 1502 in the native protocol. Who walks them
/// needs stack: in Chromium, what a module has was enough for 3000, that is 1000 replies.
const LEVELS: usize = 2000;

#[cfg(test)]
mod tests;
