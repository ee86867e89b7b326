//! Reads a Page of the protocol into an empty thread; the example of `--demo` comes in the same way.

use std::path::PathBuf;

use serde_json::Value;

use crate::config::Config;
use crate::model::comment::Author;
use crate::model::draft::{Body, Format};
use crate::model::key::ThreadKey;
use crate::model::state::State;
use crate::model::thread::MAX_DEPTH;
use crate::model::{time, url};
use crate::store::comments::{self, New, Place};
use crate::store::{Store, threads};

/// `causerie-server import FILE`.
pub async fn command(config: Config, file: PathBuf) -> Result<(), String> {
    let at = file.display();
    let text = tokio::fs::read_to_string(&file).await.map_err(|error| format!("{at}: {error}"))?;
    let page: Value = serde_json::from_str(&text).map_err(|error| format!("{at}: expected JSON: {error}"))?;
    let key = page.pointer("/thread/key").and_then(Value::as_str);
    let key = key.ok_or_else(|| format!("{at}: expected /thread/key, found nothing"))?;
    let thread = ThreadKey::parse(key).map_err(|error| format!("{at}: /thread/key: {error}"))?;
    let store = Store::open(&config.database).await.map_err(|error| error.to_string())?;
    let address = page.pointer("/thread/url").and_then(Value::as_str).unwrap_or(key);
    match import(&store, &page, address, &thread).await.map_err(|error| format!("{at}: {error}"))? {
        Some(count) => println!("{count} comments imported into {}", thread.as_str()),
        None => return Err(format!("{} has comments already; nothing was imported", thread.as_str())),
    }
    store.close().await;
    Ok(())
}

/// Fills a thread with the example, unless it has comments.
pub async fn demo(store: &Store, address: &str, thread: &ThreadKey) -> Result<(), String> {
    let page: Value = serde_json::from_str(DEMO).map_err(|error| format!("demo.json: {error}"))?;
    import(store, &page, address, thread).await.map_err(|error| format!("demo.json: {error}"))?;
    Ok(())
}

/// Returns how many comments came in; `None` when the thread was not empty. All come in or none.
async fn import(
    store: &Store,
    page: &Value,
    address: &str,
    key: &ThreadKey,
) -> Result<Option<usize>, String> {
    let failed = |problem: crate::model::problem::Problem| problem.detail;
    let title = page.pointer("/thread/title").and_then(Value::as_str);
    let mut write = store.write().await.map_err(failed)?;
    let thread = threads::open(&mut write, key, Some(address).filter(|url| url::is_web(url)), title);
    let Some(number) = thread.await.map_err(failed)?.id else { return Ok(None) };
    if !comments::is_empty(&mut write, number).await.map_err(failed)? {
        return Ok(None);
    }
    let mut waiting: Vec<(String, &Value, Option<Place>)> = entries(page, "/items", "", None);
    let mut count = 0;
    while let Some((at, item, parent)) = waiting.pop() {
        let new = read(item, number, parent).map_err(|error| format!("{at}{error}"))?;
        let id = comments::insert(&mut write, new).await.map_err(failed)?;
        let depth = parent.map_or(0, |parent| parent.depth + 1);
        let place = Place { id, root: parent.map_or(id, |parent| parent.root), depth };
        waiting.extend(entries(item, "/replies/items", &at, Some(place)));
        count += 1;
    }
    write.commit().await.map_err(|error| error.to_string())?;
    Ok(Some(count))
}

/// The entries of a list, last first, because the last is taken first.
fn entries<'a>(
    from: &'a Value,
    list: &str,
    at: &str,
    parent: Option<Place>,
) -> Vec<(String, &'a Value, Option<Place>)> {
    let items = from.pointer(list).and_then(Value::as_array).into_iter().flatten();
    let named = items.enumerate().map(|(index, item)| (format!("{at}{list}/{index}"), item, parent));
    let mut entries: Vec<_> = named.collect();
    entries.reverse();
    entries
}

fn read(item: &Value, thread: i64, parent: Option<Place>) -> Result<New, String> {
    if parent.is_some_and(|parent| parent.depth >= MAX_DEPTH) {
        return Err(format!(": expected replies at most {MAX_DEPTH} levels deep"));
    }
    let text = |pointer: &str| item.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let web = |pointer: &str| match text(pointer) {
        Some(address) if !url::is_web(&address) => {
            Err(format!("{pointer}: expected an address, found {address:?}"))
        }
        address => Ok(address),
    };
    let date = |pointer: &str| {
        text(pointer).map(|date| {
            time::parse(&date).ok_or_else(|| format!("{pointer}: expected an RFC 3339 date, found {date:?}"))
        })
    };
    let kind = text("/kind").unwrap_or_else(|| "comment".to_owned());
    if !KINDS.contains(&kind.as_str()) {
        return Err(format!("/kind: expected one of {}, found {kind:?}", KINDS.join(", ")));
    }
    let state = text("/state").unwrap_or_else(|| State::Approved.word().to_owned());
    let roles = item.pointer("/author/roles").and_then(Value::as_array).into_iter().flatten();
    Ok(New {
        thread,
        parent,
        kind,
        state: State::parse(&state).ok_or_else(|| format!("/state: expected a state, found {state:?}"))?,
        author: Author {
            name: text("/author/name"),
            url: web("/author/url")?,
            email: text("/author/email"),
            avatar: text("/author/avatar"),
            roles: roles.filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
        },
        title: text("/title"),
        lang: text("/lang"),
        body: body(item)?,
        via_url: web("/via/url")?,
        via_name: text("/via/name"),
        created: date("/created").ok_or("/created: expected a date, found nothing")??,
        edited: date("/edited").transpose()?,
        pinned: item.pointer("/pinned").and_then(Value::as_bool).unwrap_or(false),
    })
}

/// The text as it was typed; HTML alone is refused, because nothing here could make it harmless.
fn body(item: &Value) -> Result<Body, String> {
    let text = |pointer: &str| item.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let format = text("/body/format").as_deref().and_then(Format::parse);
    if let Some(source) = text("/body/source") {
        return Ok(Body { source, format: format.unwrap_or(Format::Markdown) });
    }
    if let Some(source) = text("/body/markdown") {
        return Ok(Body { source, format: Format::Markdown });
    }
    if text("/body/text").is_none() && text("/body/html").is_some() {
        return Err("/body: expected source, markdown or text, found only html".to_owned());
    }
    Ok(Body { source: text("/body/text").unwrap_or_default(), format: Format::Text })
}

const KINDS: [&str; 9] =
    ["comment", "pingback", "trackback", "mention", "like", "repost", "bookmark", "rsvp", "note"];
const DEMO: &str = include_str!("../demo.json");
