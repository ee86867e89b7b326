//! A cursor over the JSON of a mapping that knows where it is, so that every mistake names its place.

use serde_json::{Map, Value};

use super::super::error::{Error, ErrorKind};

/// A value of the document and the way to it.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The value.
    pub value: &'a Value,
    key: Key<'a>,
    parent: Option<&'a Node<'a>>,
}

#[derive(Clone, Copy)]
enum Key<'a> {
    Name(&'a str),
    Index(usize),
}

/// The result of reading something; boxed, because every `?` would copy the whole error.
pub type Read<T> = Result<T, Box<Error>>;

impl<'a> Node<'a> {
    /// Begins at the root of a document.
    pub fn root(value: &'a Value) -> Self {
        Self { value, key: Key::Index(0), parent: None }
    }

    /// The JSON pointer to this value (RFC 6901).
    #[inline(never)]
    pub fn path(&self) -> String {
        let Some(parent) = self.parent else { return String::new() };
        let mut path = parent.path();
        path.push('/');
        match self.key {
            Key::Name(name) => path.push_str(&name.replace('~', "~0").replace('/', "~1")),
            Key::Index(index) => path.push_str(&index.to_string()),
        }
        path
    }

    /// Makes the error that something else was expected here.
    #[inline(never)]
    pub fn expected(&self, expected: &str) -> Box<Error> {
        let found = match self.value {
            Value::Array(_) => "an array".to_owned(),
            Value::Object(_) => "an object".to_owned(),
            value => value.to_string(),
        };
        self.error(expected.to_owned(), found)
    }

    fn error(&self, expected: String, found: String) -> Box<Error> {
        Box::new(Error { kind: ErrorKind::Expected { expected, found }, at: self.path() })
    }

    /// Reads an object all of whose members are known.
    #[inline(never)]
    pub fn object(&self, known: &[&str]) -> Read<&'a Map<String, Value>> {
        let members = self.members()?;
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(members),
            Some(name) => {
                let found = ["a member ", &Value::from(name.as_str()).to_string()].concat();
                Err(self.error(["one of ", &known.join(", ")].concat(), found))
            }
        }
    }

    /// Reads an object with any members.
    pub fn members(&self) -> Read<&'a Map<String, Value>> {
        self.value.as_object().ok_or_else(|| self.expected("an object"))
    }

    /// The member of an object, if it is there.
    #[inline(never)]
    pub fn get<'n>(&'n self, name: &'n str) -> Option<Node<'n>> {
        let value = self.value.get(name)?;
        Some(Node { value, key: Key::Name(name), parent: Some(self) })
    }

    /// The member of an object that must be there.
    #[inline(never)]
    pub fn must<'n>(&'n self, name: &'static str) -> Read<Node<'n>> {
        self.get(name).ok_or_else(|| Box::new(Error { kind: ErrorKind::Missing(name), at: self.path() }))
    }

    /// Reads an optional member with a function.
    pub fn option<'n, T>(&'n self, name: &'n str, read: fn(&Node<'_>) -> Read<T>) -> Read<Option<T>> {
        self.get(name).map(|node| read(&node)).transpose()
    }

    /// Reads an optional array, each element with a function.
    pub fn list<'n, T>(&'n self, name: &'n str, read: fn(&Node<'_>) -> Read<T>) -> Read<Vec<T>> {
        self.get(name).map_or(Ok(Vec::new()), |node| node.each(read))
    }

    /// Reads an optional object of any names, each member with a function.
    pub fn table<'n, T>(&'n self, name: &'n str, read: fn(&Node<'_>) -> Read<T>) -> Read<Vec<(String, T)>> {
        let Some(node) = self.get(name) else { return Ok(Vec::new()) };
        node.pairs(read)
    }

    /// Reads an array, each element with a function.
    pub fn each<T>(&self, read: fn(&Node<'_>) -> Read<T>) -> Read<Vec<T>> {
        let mut all = Vec::new();
        self.items(&mut |node| {
            all.push(read(node)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Reads an object of any names, each member with a function.
    pub fn pairs<T>(&self, read: fn(&Node<'_>) -> Read<T>) -> Read<Vec<(String, T)>> {
        let mut all = Vec::new();
        self.named(&mut |name, node| {
            all.push((name.to_owned(), read(node)?));
            Ok(())
        })?;
        Ok(all)
    }

    /// Visits the elements of an array; not generic, so that there is only one of it.
    #[inline(never)]
    fn items(&self, visit: &mut dyn FnMut(&Node<'_>) -> Read<()>) -> Read<()> {
        let Some(items) = self.value.as_array() else { return Err(self.expected("an array")) };
        for (index, value) in items.iter().enumerate() {
            visit(&Node { value, key: Key::Index(index), parent: Some(self) })?;
        }
        Ok(())
    }

    /// Visits the members of an object; not generic, so that there is only one of it.
    #[inline(never)]
    fn named(&self, visit: &mut dyn FnMut(&str, &Node<'_>) -> Read<()>) -> Read<()> {
        for (name, value) in self.members()? {
            visit(name, &Node { value, key: Key::Name(name), parent: Some(self) })?;
        }
        Ok(())
    }

    /// Reads a text.
    #[inline(never)]
    pub fn text(&self) -> Read<&'a str> {
        self.value.as_str().ok_or_else(|| self.expected("a text"))
    }

    /// Reads a text into an owned one.
    pub fn string(&self) -> Read<String> {
        self.text().map(str::to_owned)
    }

    /// Reads true or false.
    pub fn flag(&self) -> Read<bool> {
        self.value.as_bool().ok_or_else(|| self.expected("true or false"))
    }

    /// Reads a whole number.
    pub fn integer(&self) -> Read<i64> {
        self.value.as_i64().ok_or_else(|| self.expected("a whole number"))
    }

    /// Reads a whole number of at least 1.
    pub fn count(&self) -> Read<u64> {
        self.value.as_u64().filter(|count| *count > 0).ok_or_else(|| self.expected("a whole number above 0"))
    }

    /// Reads one word of a list and gives its place in the list.
    #[inline(never)]
    pub fn word(&self, known: &[&str]) -> Read<usize> {
        let found = self.value.as_str();
        let place = known.iter().position(|word| Some(*word) == found);
        place.ok_or_else(|| self.expected(&["one of ", &known.join(", ")].concat()))
    }

    /// Reads a text, number, boolean or null.
    pub fn scalar(&self) -> Read<Value> {
        match self.value {
            Value::Array(_) | Value::Object(_) => Err(self.expected("a text, a number, true, false or null")),
            value => Ok(value.clone()),
        }
    }

    /// Reads the name of a variable.
    #[inline(never)]
    pub fn name(&self) -> Read<String> {
        let name = self.text()?;
        match is_name(name) {
            true => Ok(name.to_owned()),
            false => Err(self.expected("the name of a variable")),
        }
    }

    /// How many levels below the root this value is.
    pub fn level(&self) -> usize {
        self.parent.map_or(0, |parent| parent.level() + 1)
    }
}

/// Whether a text can name a variable.
pub fn is_name(name: &str) -> bool {
    name.split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
}
