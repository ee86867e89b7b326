//! Shows vectors many to a page and says which of them did what; a page that fails as a whole is halved.

use crate::stage::{Manner, Scene, Seen, Stage};
use crate::tally::{Found, Tally};
use crate::vector::{Set, Vector};
use causerie_e2e::{Outcome, Reader};
use std::collections::HashMap;

/// How vectors are shown.
pub struct Trial<'a> {
    /// What is on trial, for the report.
    pub name: &'a str,
    /// Makes a page of vectors.
    pub cast: &'a dyn Fn(&[Vector]) -> Scene,
    /// How the page shows it.
    pub manner: Manner,
    /// How many vectors stand on one page.
    pub size: usize,
}

impl Trial<'_> {
    /// Tries all vectors of all files, and tells what all of them did.
    pub async fn all(&self, reader: &Reader, stage: &Stage, sets: &[Set]) -> Outcome {
        let mut failures = Vec::new();
        for set in sets {
            if let Err(failure) = self.run(reader, stage, set).await {
                failures.push(failure.to_string());
            }
        }
        if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n").into()) }
    }

    async fn run(&self, reader: &Reader, stage: &Stage, set: &Set) -> Outcome {
        let mut tally = Tally::new(&format!("{} {}", set.name, self.name), set.vectors.len());
        let (long, short): (Vec<Vector>, Vec<Vector>) =
            set.vectors.iter().cloned().partition(|vector| vector.payload.len() > LONG);
        for vectors in short.chunks(self.size) {
            let took = self.page(reader, stage, vectors, &mut tally).await?;
            tally.page = tally.page.max(took);
        }
        for vector in &long {
            let took = self.page(reader, stage, std::slice::from_ref(vector), &mut tally).await?;
            tally.worst = tally.worst.max(took);
        }
        tally.close()
    }

    /// Shows one page, and halves of it if it fails as a whole; gives the time it took.
    async fn page(
        &self,
        reader: &Reader,
        stage: &Stage,
        vectors: &[Vector],
        tally: &mut Tally,
    ) -> Outcome<f64> {
        let scene = (self.cast)(vectors);
        let seen = match stage.open(reader, &scene, self.manner).await {
            Ok(()) => stage.look(reader, &scene).await,
            Err(error) => Err(error),
        };
        match seen {
            Ok(seen) if vectors.len() == 1 || !is_nobodys(&seen) => {
                judge(&seen, &scene, vectors, tally);
                Ok(seen.took)
            }
            Err(error) if vectors.len() == 1 => {
                let [vector] = vectors else { return Ok(0.0) };
                let words = format!("{}: {error}; {}", vector.label(), vector.shown());
                tally.note(Found::Finding, words);
                Ok(0.0)
            }
            _ => {
                let (first, second) = vectors.split_at(vectors.len() / 2);
                let one = Box::pin(self.page(reader, stage, first, tally)).await?;
                let other = Box::pin(self.page(reader, stage, second, tally)).await?;
                Ok(one.max(other))
            }
        }
    }
}

/// Whether something was found that no entry can be blamed for.
fn is_nobodys(seen: &Seen) -> bool {
    let blamed =
        seen.findings.iter().filter(|(id, what)| !id.is_empty() && what.starts_with("fired")).count();
    seen.findings.iter().any(|(id, _)| id.is_empty()) || seen.fired.len() > blamed || !seen.offsite.is_empty()
}

fn judge(seen: &Seen, scene: &Scene, vectors: &[Vector], tally: &mut Tally) {
    let places: HashMap<&str, usize> = scene.places.iter().map(|(id, place)| (id.as_str(), *place)).collect();
    let mut note = |found: Found, id: &str, what: &str| {
        let place = places.get(id).copied().or((vectors.len() == 1).then_some(0));
        let about = place.and_then(|place| vectors.get(place));
        let about = about.map(|vector| format!("{}: {}", vector.label(), vector.shown())).unwrap_or_default();
        tally.note(found, format!("{what}; entry {id:?} of {about}"));
    };
    for (id, what) in &seen.findings {
        let found = if what.starts_with("fired") { Found::Fired } else { Found::Finding };
        note(found, id, what);
    }
    if let Some(fired) = seen.fired.first().filter(|_| is_nobodys(seen)) {
        note(Found::Fired, "", fired);
    }
    for address in &seen.offsite {
        note(Found::OffSite, "", &format!("asked for {address}"));
    }
    let shown: HashMap<&str, u64> = seen.shown.iter().map(|(id, times)| (id.as_str(), *times)).collect();
    for id in &scene.expected {
        match shown.get(id.as_str()) {
            Some(1) => {}
            Some(times) => note(Found::Missing, id, &format!("shown {times} times")),
            None => note(Found::Missing, id, "not shown"),
        }
    }
    for id in scene.hidden.iter().filter(|id| shown.contains_key(id.as_str())) {
        note(Found::Finding, id, "shown although it must not be");
    }
}

/// Longer payloads are shown alone, so that their time is known.
const LONG: usize = 4000;
