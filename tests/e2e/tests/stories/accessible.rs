//! What tools for accessibility and for markup find in a thread, in every state, theme and scheme of colours.

use crate::{FORM, LINE, blog, blog_with, comes_to, writes};
use causerie_e2e::{Answer, Folder, Gate, Origin, Outcome, Reader, native, story};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// A state of the thread: its name, and how a reader gets there.
struct State {
    name: &'static str,
    blog: Origin,
    sees: &'static str,
    acts: &'static str,
}

/// All states in a theme, each on a blog of its own.
async fn states(theme: &str) -> Outcome<Vec<State>> {
    let line = LINE.replace("data-load", &format!("data-theme=\"{theme}\" data-load"));
    let state = async |name, thread: Value, sees, acts| {
        let blog = blog_with(&line, &thread).await?;
        let preview = json!({ "html": "<p>Bonjour <strong>vous</strong>.</p>" });
        blog.on("POST /api/v1/previews", Answer::json(200, &preview));
        Ok::<_, causerie_e2e::Failure>(State { name, blog, sees, acts })
    };
    let mut states = vec![
        state("a rich thread", rich(), ":has(#comment-deep-10) > .causerie-form", "").await?,
        state("an answer with a preview", rich(), ".causerie-form .causerie-preview", ANSWERS).await?,
        state("a form with mistakes", rich(), ".causerie-field-error", SENDS_NOTHING).await?,
        state("a question", rich(), ".causerie-question", DELETES).await?,
        state("an editor", rich(), ".causerie-editor", EDITS).await?,
        state("decisions", rich(), "details[open]", DECIDES).await?,
        state("an empty thread", native::thread(&[]), "[data-phase=empty]", "").await?,
        state("a closed thread", of_state("closed"), "[data-phase=closed] .causerie-closed", "").await?,
    ];
    let failing = blog(&line).await?;
    failing.on(native::LIST, Answer::problem(500, "server", "Back soon"));
    states.push(State { name: "an error", blog: failing, sees: ".causerie-retry", acts: "" });
    let waiting = blog(&line).await?;
    waiting.on(native::LIST, Answer::json(200, &native::three()).after(&Gate::closed()));
    states.push(State { name: "a thread on its way", blog: waiting, sees: "[data-phase=loading]", acts: "" });
    Ok(states)
}

impl State {
    async fn reached(&self, reader: &Reader) -> Outcome {
        reader.expect_error("500");
        reader.expect_error("[causerie]");
        reader.open(&self.blog.url("/")).await?;
        if !self.acts.is_empty() {
            reader.sees("#comment-1").await?;
            comes_to(reader, "causerie-thread [name=body]").await?;
            reader.run(self.acts).await?;
        }
        reader.sees(self.sees).await
    }
}

/// Looks at each state in a theme, each in a browser of its own.
async fn in_each_state(theme: &str, mut look: impl AsyncFnMut(&Reader, &State) -> Outcome) -> Outcome {
    for state in states(theme).await? {
        story(async |reader| {
            state.reached(reader).await?;
            look(reader, &state).await
        })
        .await?;
    }
    Ok(())
}

/// A thread with everything: answers ten deep, a pingback, votes, what the reader may change and decide.
fn rich() -> Value {
    let mut deep = native::comment("deep-10", "Une personne au nom vraiment très long", "Au fond.");
    for level in (1..10).rev() {
        let above =
            native::comment(&format!("deep-{level}"), "Élodie", "Plus haut, <a href='/'>un lien</a>.");
        deep = native::with_replies(above, &[deep]);
    }
    let mut own = native::comment(
        "1",
        "Max",
        "<p>Un texte avec <code>du code</code>.</p><blockquote>Cité</blockquote>",
    );
    own["can"] = json!({ "reply": true, "edit": true, "delete": true, "vote": true, "flag": true, "moderate": ["approve", "spam"] });
    own["votes"] = json!({ "up": 2, "down": 1, "mine": 1 });
    own["mine"] = json!(true);
    let mut waiting = native::comment("2", "Odile", "En attente.");
    waiting["state"] = json!("pending");
    let mut ping = native::comment("3", "Un autre blog", "[…] cité ici […]");
    (ping["kind"], ping["via"]) =
        (json!("pingback"), json!({ "url": "https://other.example/", "name": "Un autre blog" }));
    let mut thread = native::thread(&[own, deep, waiting, ping]);
    for can in ["voteUp", "voteDown", "flag", "moderate", "close", "preview"] {
        thread["thread"]["can"][can] = json!(true);
    }
    thread
}

fn of_state(state: &str) -> Value {
    let mut thread = native::three();
    thread["thread"]["state"] = json!(state);
    thread
}

#[tokio::test]
async fn axe_finds_nothing_in_any_state_theme_and_scheme() -> Outcome {
    let axe = std::fs::read_to_string(tool("CAUSERIE_AXE")?)?;
    let mut checked = 0;
    for theme in ["auto", "paper"] {
        in_each_state(theme, async |reader, state| {
            reader.run(&axe).await?;
            for scheme in ["light", "dark"] {
                let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
                reader.devtools("Emulation.setEmulatedMedia", features).await?;
                let found = reader.run(FINDINGS).await?;
                assert_eq!(found, json!([]), "{}, theme {theme}, {scheme}", state.name);
                reader.sees(state.sees).await?;
                checked += 1;
            }
            Ok(())
        })
        .await?;
    }
    println!("figure 10: axe found nothing in {checked} combinations of state, theme and scheme");
    Ok(())
}

#[tokio::test]
async fn the_markup_is_valid_in_every_state() -> Outcome {
    let checker = tool("CAUSERIE_VNU")?;
    let folder = Folder::temporary()?;
    let mut files = Vec::new();
    in_each_state("auto", async |reader, state| {
        let thread = reader.run("return document.querySelector('causerie-thread').innerHTML").await?;
        let page = format!(
            "<!doctype html>\n<html lang=\"fr\">\n<title>{}</title>\n<h1>Article</h1>\n<div>{}</div>\n",
            state.name,
            thread.as_str().unwrap_or_default()
        );
        let file = folder.path().join(format!("{}.html", files.len()));
        std::fs::write(&file, page)?;
        files.push(file);
        Ok(())
    })
    .await?;
    let mut command = Command::new("java");
    command.arg("-jar").arg(checker).args(["--errors-only", "--format", "gnu"]).args(&files);
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.trim().is_empty(), "{said}");
    println!("figure 35: the Nu checker found no error in {} states", files.len());
    Ok(())
}

#[tokio::test]
async fn targets_are_large_enough_and_a_narrow_page_does_not_scroll_sideways() -> Outcome {
    in_each_state("auto", async |reader, state| {
        let size = json!({ "width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        reader.devtools("Emulation.setDeviceMetricsOverride", size).await?;
        assert_eq!(reader.run(SMALL_TARGETS).await?, json!([]), "{}: too small", state.name);
        let beyond = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(reader.run(beyond).await?, json!(0), "{}: pixels beyond the page", state.name);
        Ok(())
    })
    .await?;
    println!("figure 34: no target below 24 px outside of text, nothing beyond 320 px with answers ten deep");
    Ok(())
}

#[tokio::test]
async fn what_happens_is_announced_once() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("9", "Ann", "Bonjour.")));
    story(async |reader| {
        reader.expect_error("422");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.counts("article", 3).await?;
        comes_to(reader, "causerie-thread [name=body]").await?;
        reader.run(LISTENS).await?;
        writes(reader, FORM, "Ann", "Bonjour.").await?;
        reader.sees("#comment-9").await?;
        let announced =
            reader.run("await new Promise(requestAnimationFrame); return window.announced.splice(0)").await?;
        assert_eq!(announced, json!(["Votre commentaire est publié."]));
        blog.on(native::CREATE, Answer::problem(422, "rejected", "Trop court."));
        writes(reader, FORM, "Ann", "Oui.").await?;
        reader.sees("[role=alert]").await?;
        let announced =
            reader.run("await new Promise(requestAnimationFrame); return window.announced.splice(0)").await?;
        let texts = announced.as_array().map_or(0, Vec::len);
        assert_eq!(texts, 1, "{announced}");
        println!("figure 36: a comment and a refusal are announced once each: {announced}");
        Ok(())
    })
    .await
}

/// A tool that `cargo xtask test` installs.
fn tool(name: &str) -> Outcome<PathBuf> {
    let found = std::env::var_os(name).map(PathBuf::from);
    found.ok_or_else(|| format!("{name} is not set: `cargo xtask test accessible` sets it").into())
}

const FINDINGS: &str = "
const { violations } = await axe.run('causerie-thread', { resultTypes: ['violations'] });
return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html.slice(0, 200), failureSummary]));";

/// Inline links within text are exempt (WCAG 2.2, 2.5.8).
const SMALL_TARGETS: &str = "
return [...document.querySelectorAll('causerie-thread :is(a, button, input, select, textarea, summary)')]
  .filter(it => it.checkVisibility() && getComputedStyle(it).display !== 'inline')
  .map(it => [it.getBoundingClientRect(), it])
  .filter(([{ width, height }, it]) => Math.min(width, height) < 24 && !it.labels?.length)
  .map(([{ width, height }, it]) => `${Math.round(width)} x ${Math.round(height)} ${it.outerHTML.slice(0, 150)}`);";

/// Writes down what a live region says: when one comes with words, and when its words change.
const LISTENS: &str = "
const LIVE = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
const said = new Map();
window.announced = [];
const hear = () => document.querySelectorAll(LIVE).forEach(region => {
  const words = region.textContent.trim();
  if (words && said.get(region) !== words) announced.push(words);
  said.set(region, words);
});
hear();
announced.length = 0;
new MutationObserver(hear).observe(document.querySelector('causerie-thread'), { subtree: true, childList: true, characterData: true });";

const ANSWERS: &str = "
document.querySelector('#comment-1 .causerie-reply').click();
const { promise, resolve } = Promise.withResolvers();
const wait = (selector, then) => { const it = document.querySelector(selector); it ? then(it) : requestAnimationFrame(() => wait(selector, then)); };
wait('.causerie-form[data-parent=\"1\"] [name=body]', field => {
  field.value = 'Bonjour **vous**.';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  wait('.causerie-form[data-parent=\"1\"] .causerie-preview-button', button => { button.click(); resolve(); });
});
await promise;";
const SENDS_NOTHING: &str = "document.querySelector('.causerie-form .causerie-submit').click()";
const DELETES: &str = "document.querySelector('#comment-1 .causerie-delete').click()";
const EDITS: &str = "document.querySelector('#comment-1 .causerie-edit').click()";
const DECIDES: &str = "document.querySelector('#comment-1 summary').click()";
