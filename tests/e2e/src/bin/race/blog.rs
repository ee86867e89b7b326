//! The same comments for everybody, and who shows them: two hand-written floors and the widget.

use causerie_e2e::{Answer, Origin, Outcome, dist};
use serde_json::{Value, json};

/// A blog with the same comments for everybody.
pub async fn blog(number: usize, probe: &str) -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    let thread = thread(number);
    let mut fresh = thread["items"][0].clone();
    fresh["id"] = json!("fresh");
    blog.on("GET /api/v1/comments", Answer::json(200, &thread));
    blog.on("POST /api/v1/comments", Answer::json(201, &fresh));
    blog.on("GET /comments.json", Answer::json(200, &thread));
    for (path, what) in RUNNERS {
        let body = match path {
            "/widget" => WIDGET.to_owned(),
            _ => format!("<div id=floor></div><script>{FLOOR}floor({})</script>", path == "/grouped"),
        };
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{what}</title>\n<script>{probe}</script>\n\
             <style>.group {{ content-visibility: auto; contain-intrinsic-size: auto 2000px }}</style>\n<h1>Article</h1>\n{body}\n"
        );
        blog.on(&format!("GET {path}"), Answer::html(&page));
    }
    Ok(blog)
}

/// A thread with answers four deep, the same every time.
fn thread(number: usize) -> Value {
    let words: Vec<_> = TEXT.split(' ').collect();
    let items: Vec<_> = (0..number)
        .map(|n| {
            let text = |from: usize, length: usize| {
                (0..length).map(|at| words[(n * 7 + from + at * 3) % words.len()]).collect::<Vec<_>>().join(" ")
            };
            let mut comment = json!({
                "id": n.to_string(), "kind": "comment", "state": "approved",
                "created": format!("20{:02}-{:02}-{:02}T{:02}:{:02}:00Z", 10 + n % 14, 1 + n % 12, 1 + n % 28, n % 24, n % 60),
                "author": { "name": text(0, 2) },
                "body": { "html": format!("<p>{} <em>{}</em> <a href=\"https://blog.example/{n}\">{}</a></p><p>{}</p>",
                    text(1, 12 + n % 20), text(5, 2), text(9, 3), text(2, 8 + n % 30)) },
                "can": { "reply": true },
            });
            if n % 5 != 0 {
                comment["parent"] = json!((n - 1).to_string());
            }
            comment
        })
        .collect();
    json!({
        "thread": { "key": "/", "state": "open", "can": { "create": true, "anonymous": true },
            "form": { "name": "required", "email": "optional", "url": "optional" } },
        "total": number, "roots": number.div_ceil(5), "items": items, "next": null,
    })
}

/// The plain floor stands first, the grouped one second.
pub const RUNNERS: [(&str, &str); 3] =
    [("/plain", "one `innerHTML`"), ("/grouped", "groups in idle slices"), ("/widget", "Causerie")];
const WIDGET: &str = r#"<script async src="/causerie/embed.js" data-base="/api" data-load="eager"></script>"#;

/// The least that a script can do for the same elements: one text of HTML, or groups of it in idle slices.
const FLOOR: &str = "
const safe = text => text.replace(/[&<>\"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '\"': '&quot;' })[c]);
async function floor(isGrouped) {
  const { items, total } = await (await fetch('/comments.json')).json();
  const below = new Map();
  for (const item of items) { const key = item.parent || ''; below.has(key) ? below.get(key).push(item) : below.set(key, [item]); }
  const one = ({ id, author, created, body }) => `<li id=c${id}><article><header><b>${safe(author.name)}</b> <a href=#c${id}><time datetime=${created}>${created.slice(0, 10)}</time></a></header><div>${body.html}</div><footer><button type=button>Reply</button></footer></article>${below.has(id) ? `<ol>${below.get(id).map(one).join('')}</ol>` : ''}</li>`;
  const roots = below.get('');
  const host = document.getElementById('floor');
  host.innerHTML = `<h2>${total} comments</h2><form><input><input><textarea></textarea><button>Send</button></form>`;
  if (!isGrouped) return host.insertAdjacentHTML('beforeend', `<ol>${roots.map(one).join('')}</ol>`);
  let at = 0;
  const group = () => host.insertAdjacentHTML('beforeend', `<ol class=group>${roots.slice(at, at += 20).map(one).join('')}</ol>`);
  group();
  const more = deadline => {
    do group(); while (at < roots.length && deadline.timeRemaining() > 8);
    if (at < roots.length) requestIdleCallback(more, { timeout: 200 });
  };
  if (at < roots.length) requestIdleCallback(more, { timeout: 200 });
}";

const TEXT: &str = "the a reader writer thread answer question blog evening garden river window coffee letter page street \
    thought green slow quiet early sometimes always never perhaps walks reads answers asks wonders remembers because \
    although between under behind with without one two three old new small large";
