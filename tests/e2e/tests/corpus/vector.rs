//! Vectors: what a hostile backend or commenter might send, from our own files and from those that `CAUSERIE_CORPUS` names.

use crate::generator;
use causerie_e2e::Outcome;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// One thing that somebody might send.
#[derive(Clone, Debug)]
pub struct Vector {
    /// Its name in its file.
    pub id: String,
    /// Where it belongs: `body`, `attribute`, `url`, `name`, `field`, `whole body`, `kept`.
    pub about: String,
    /// What it is called, where it has a name besides its id.
    pub title: String,
    /// What must hold, in words.
    pub invariant: String,
    /// What is sent.
    pub payload: Vec<u8>,
}

/// The vectors of one file.
#[derive(Debug)]
pub struct Set {
    /// The file's name, and `own` before it where it is ours.
    pub name: String,
    /// Its vectors.
    pub vectors: Vec<Vector>,
}

impl Vector {
    /// The payload as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.payload).into_owned()
    }

    /// Its id and what it is called, for a report.
    pub fn label(&self) -> String {
        if self.title.is_empty() { self.id.clone() } else { format!("{} ({})", self.id, self.title) }
    }

    /// The payload for a report, cut.
    pub fn shown(&self) -> String {
        let text = self.text();
        let cut: String = text.chars().take(300).collect();
        format!("{cut:?}{}", if cut.len() < text.len() { "…" } else { "" })
    }

    fn read(item: &Value) -> Outcome<Self> {
        let word = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
        let payload = match &item["generator"] {
            Value::Null if word("encoding") == "base64" => generator::base64(&word("payload")),
            Value::Null => word("payload").into_bytes(),
            generator => generator::expanded(generator)?,
        };
        let (id, about) = (word("id"), word("about"));
        Ok(Self { id, about, title: word("title"), invariant: word("invariant"), payload })
    }
}

/// The sets of a format, only the vectors that belong to one of these places; of any where none is named.
pub fn sets(format: &str, places: &[&str]) -> Outcome<Vec<Set>> {
    let mut sets = Vec::new();
    for (name, file) in files()? {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let items: Vec<Value> = serde_json::from_str(&generator::mended(&text))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let wanted = |item: &&Value| {
            let about = item["about"].as_str().unwrap_or_default();
            item["format"] == format && (places.is_empty() || places.contains(&about))
        };
        let vectors = items.iter().filter(wanted).map(Vector::read).collect::<Outcome<Vec<_>>>()?;
        if !vectors.is_empty() {
            sets.push(Set { name, vectors });
        }
    }
    if sets.is_empty() { Err(format!("no vectors of the format {format}").into()) } else { Ok(sets) }
}

/// The files with the names for reports: ours, then those of the folder that is named.
fn files() -> Outcome<Vec<(String, PathBuf)>> {
    let mut files = folder("own ", &Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors"))?;
    if let Some(corpus) = env::var_os("CAUSERIE_CORPUS").filter(|corpus| !corpus.is_empty()) {
        files.extend(folder("", Path::new(&corpus))?);
    }
    Ok(files)
}

fn folder(before: &str, path: &Path) -> Outcome<Vec<(String, PathBuf)>> {
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            files.push((format!("{before}{name}"), file));
        }
    }
    files.sort();
    Ok(files)
}
