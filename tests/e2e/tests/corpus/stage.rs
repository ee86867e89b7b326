//! The page on which vectors are shown: threads of a scripted backend, watched by the oracle.

use causerie_e2e::{Answer, Origin, Outcome, Reader, dist};
use serde_json::{Map, Value, json};

/// What one page shows.
#[derive(Default)]
pub struct Scene {
    /// The answers to the requests for the lists, one thread each.
    pub answers: Vec<Answer>,
    /// For each entry the place of the vector it shows.
    pub places: Vec<(String, usize)>,
    /// For each entry what was sent, so that odd words of its own are no finding.
    pub given: Map<String, Value>,
    /// Entries that must be seen exactly once.
    pub expected: Vec<String>,
    /// Entries that must not be seen.
    pub hidden: Vec<String>,
}

/// How a page shows it.
#[derive(Clone, Copy, PartialEq)]
pub enum Manner {
    /// The native protocol.
    Native,
    /// The native protocol in shadow roots, under the strictest policy.
    Shadow,
    /// The mapping of the vectors.
    Mapped,
}

/// What the oracle says of a page.
pub struct Seen {
    /// Entries, or none, and what must not be there.
    pub findings: Vec<(String, String)>,
    /// How often each entry is shown.
    pub shown: Vec<(String, u64)>,
    /// Scripts that ran.
    pub fired: Vec<String>,
    /// Requests to other sites.
    pub offsite: Vec<String>,
    /// Milliseconds from the answer to its entries.
    pub took: f64,
    /// The longest task in milliseconds; zero is below 50.
    pub longest: f64,
}

/// A site with the widget and a scripted backend.
pub struct Stage {
    /// Both, on one address.
    pub origin: Origin,
}

impl Stage {
    /// Starts it.
    pub async fn start() -> Outcome<Self> {
        let origin = Origin::start().await?;
        origin.folder("/causerie/", dist());
        for (path, script) in SCRIPTS {
            origin.on(&format!("GET /{path}.js"), Answer::new(200, "text/javascript", script));
        }
        origin.on("GET /whole.css", Answer::new(200, "text/css", WHOLE));
        origin.on("GET /mapping.json", Answer::new(200, "application/json", MAPPING));
        Ok(Self { origin })
    }

    /// Opens the page and waits until all threads have come, or cannot.
    pub async fn open(&self, reader: &Reader, scene: &Scene, manner: Manner) -> Outcome {
        let mut body: String = SCRIPTS.map(|(name, _)| format!("<script src=/{name}.js></script>")).concat();
        let (list, attributes) = match manner {
            Manner::Native => ("v1/comments", "backend=native"),
            Manner::Shadow => ("v1/comments", "backend=native shadow"),
            Manner::Mapped => ("list", "backend=/mapping.json"),
        };
        for (place, answer) in scene.answers.iter().enumerate() {
            self.origin.on(&format!("GET /api/{place}/{list}"), answer.clone());
            body += &format!(
                "<causerie-thread {attributes} data-base=/api/{place} load=eager></causerie-thread>"
            );
        }
        let page = Answer::html(&format!(
            "<!doctype html>\n<html lang=fr><meta charset=utf-8><title>Article</title><link rel=stylesheet href=/whole.css>{body}<script async src=/causerie/embed.js></script>"
        ));
        let page =
            if manner == Manner::Shadow { page.header("content-security-policy", STRICT) } else { page };
        self.origin.on("GET /", page);
        reader.open(&self.origin.url("/")).await?;
        // Before the page is there, no thread is the same as all threads; the button for more stands below until all is drawn.
        let came = "document.readyState === 'complete' && [...document.querySelectorAll('causerie-thread')].every(it => (it.dataset.phase ?? 'loading') !== 'loading'
            && (!(it.shadowRoot ?? it).querySelector('.causerie-more') || it.querySelectorAll('article').length >= 5000))";
        reader.until(came).await.map(drop)
    }

    /// Asks the oracle about the page that is open.
    pub async fn look(&self, reader: &Reader, scene: &Scene) -> Outcome<Seen> {
        self.origin.on("GET /given.json", Answer::json(200, &Value::Object(scene.given.clone())));
        let mut seen = reader.run(LOOK).await?;
        let texts = |value: &Value| -> Vec<String> {
            value
                .as_array()
                .into_iter()
                .flatten()
                .map(|text| text.as_str().unwrap_or_default().to_owned())
                .collect()
        };
        let mut findings: Vec<(String, String)> = serde_json::from_value(seen["findings"].take())?;
        for (what, words) in [("errors", "uncaught"), ("violations", "against the policy")] {
            findings.extend(
                texts(&seen[what]).into_iter().map(|text| (String::new(), format!("{words}: {text}"))),
            );
        }
        for line in reader.console("panicked").await?.into_iter().take(1) {
            findings.push((String::new(), line));
        }
        Ok(Seen {
            findings,
            shown: serde_json::from_value(seen["shown"].take())?,
            fired: texts(&seen["fired"]),
            offsite: texts(&seen["offsite"]),
            took: seen["took"].as_f64().unwrap_or_default(),
            longest: seen["longest"].as_f64().unwrap_or_default(),
        })
    }
}

/// An answer of the mapping of the vectors.
pub fn list(items: &[Value]) -> Answer {
    Answer::json(200, &json!(items))
}

const SCRIPTS: [(&str, &str); 5] = [
    ("before", include_str!("oracle/before.js")),
    ("walk", include_str!("oracle/walk.js")),
    ("fire", include_str!("oracle/fire.js")),
    ("beside", include_str!("oracle/beside.js")),
    ("kept", include_str!("oracle/kept.js")),
];
/// What is off the screen is drawn too: what is skipped has no words to be read, and nothing fires in it.
const WHOLE: &str = ".causerie-item, causerie-thread::part(item) { content-visibility: visible }";
const MAPPING: &str = include_str!("mapping.json");
const LOOK: &str = "
    const drawn = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await drawn();
    const { noted } = document;
    const [took, longest] = [document.took(), noted.longest];
    const given = await (await fetch('/given.json')).json();
    const findings = [], shown = [];
    for (const root of document.threads()) {
        findings.push(...document.walk(root, given), ...document.fire(root));
        shown.push(...document.shown(root));
    }
    await drawn();
    if (document.prototypes() !== document.prototypesBefore) findings.push(['', 'a prototype has changed']);
    return { findings, shown, fired: noted.fired, errors: noted.errors, violations: noted.violations,
             offsite: document.offsite(), took, longest };
";
/// The strictest policy the widget promises to work under.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
    style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";
