//! What became of whole answers: many threads on a page, one for each answer; answers that are long have a page alone.

use crate::stage::{Manner, Scene, Stage};
use crate::tally::{Found, Tally};
use crate::vector::Vector;
use causerie_e2e::{Answer, Outcome, Reader};
use serde::Deserialize;

/// A thread as a reader sees it.
#[derive(Debug, Deserialize)]
pub struct Sighting {
    /// The element's `data-phase`.
    pub phase: String,
    /// The ids of the entries that are shown, with their states.
    pub shown: Vec<(String, String)>,
    /// The heading with the number of entries.
    pub title: String,
    /// Whether there is a button to try again.
    pub retry: bool,
    /// Whether it says that there are no comments.
    pub empty: bool,
    /// Whether there is a form.
    pub form: bool,
}

impl Sighting {
    /// Whether a failure is told, with a way to try again, and not as an empty thread.
    pub fn is_clean_error(&self) -> bool {
        self.retry && !self.empty && self.phase == "error" && self.shown.is_empty()
    }

    /// Whether the answer was understood.
    pub fn is_understood(&self) -> bool {
        !self.retry && matches!(self.phase.as_str(), "ready" | "empty")
    }

    /// For a report.
    pub fn told(&self) -> String {
        let ids: Vec<_> = self.shown.iter().take(12).map(|(id, state)| format!("{id} {state}")).collect();
        let (count, retry, empty) = (self.shown.len(), self.retry, self.empty);
        format!(
            "{} with {count} [{}] {:?}, retry {retry}, empty {empty}",
            self.phase,
            ids.join(", "),
            self.title
        )
    }
}

/// Says what is wrong with a sighting, if something is.
pub type Judgement<'a> = &'a dyn Fn(&Vector, &Sighting) -> Result<(), String>;

/// Shows every vector as the answer to a request for a list.
pub async fn all(
    reader: &Reader,
    stage: &Stage,
    vectors: &[Vector],
    judgement: Judgement<'_>,
    tally: &mut Tally,
) -> Outcome {
    let (long, short): (Vec<Vector>, Vec<Vector>) =
        vectors.iter().cloned().partition(|vector| vector.payload.len() > LONG);
    for vectors in short.chunks(30) {
        page(reader, stage, vectors, judgement, tally).await?;
    }
    for vector in &long {
        page(reader, stage, std::slice::from_ref(vector), judgement, tally).await?;
    }
    Ok(())
}

async fn page(
    reader: &Reader,
    stage: &Stage,
    vectors: &[Vector],
    judgement: Judgement<'_>,
    tally: &mut Tally,
) -> Outcome {
    let mut scene = Scene::default();
    for vector in vectors {
        scene.answers.push(Answer::new(200, "application/json", vector.payload.clone()));
    }
    let opened = stage.open(reader, &scene, Manner::Mapped).await;
    let looked = match opened {
        Ok(()) => stage.look(reader, &scene).await,
        Err(error) => Err(error),
    };
    let seen = match looked {
        Ok(seen) => seen,
        Err(error) if vectors.len() == 1 => {
            tally.note(Found::Finding, format!("{}: {error}", vectors[0].label()));
            return Ok(());
        }
        Err(_) => {
            let (first, second) = vectors.split_at(vectors.len() / 2);
            Box::pin(page(reader, stage, first, judgement, tally)).await?;
            return Box::pin(page(reader, stage, second, judgement, tally)).await;
        }
    };
    let labels: Vec<String> = vectors.iter().map(Vector::label).collect();
    let labels = labels.join(", ");
    for (id, what) in &seen.findings {
        tally.note(Found::Finding, format!("{what}, entry {id:?} of one of {labels}"));
    }
    for what in &seen.fired {
        tally.note(Found::Fired, format!("{what}, one of {labels}"));
    }
    for address in &seen.offsite {
        tally.note(Found::OffSite, format!("{address}, one of {labels}"));
    }
    if let [vector] = vectors {
        tally.tell(format!(
            "{}: drawn after {:.0} ms, longest task {:.0} ms",
            vector.label(),
            seen.took,
            seen.longest
        ));
        tally.worst = tally.worst.max(seen.longest);
    }
    let sightings: Vec<Sighting> = serde_json::from_value(reader.run(SIGHTINGS).await?)?;
    for (vector, sighting) in vectors.iter().zip(&sightings) {
        if let Err(wrong) = judgement(vector, sighting) {
            tally.note(
                Found::Missing,
                format!("{}: {wrong}; it is {}; {}", vector.label(), sighting.told(), vector.shown()),
            );
        }
    }
    Ok(())
}

const SIGHTINGS: &str = "
    return [...document.querySelectorAll('causerie-thread')].map(thread => ({
        phase: thread.dataset.phase ?? '',
        shown: [...thread.querySelectorAll('article')].map(article => [article.dataset.id, article.dataset.state]),
        title: thread.querySelector('.causerie-title')?.textContent ?? '',
        retry: !!thread.querySelector('.causerie-error .causerie-retry'),
        empty: !!thread.querySelector('.causerie-empty'),
        form: !!thread.querySelector('.causerie-form'),
    }));
";
/// Longer answers have a page of their own.
const LONG: usize = 100_000;
