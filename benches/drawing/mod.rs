//! Ten thousand comments outlined, outlined again after a vote, and written as HTML, timed.

#[path = "../../tests/stage/mod.rs"]
mod stage;

use causerie::model::{Act, Acts, Ballot, Capabilities, Comment, CommentId, Votes};
use causerie::state::Action;
use causerie::view::Outline;
use stage::{NOW, Scene, write};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

/// Times everything and prints the table.
pub fn run() {
    let (mut first, mut again, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut scene = scene();
        let setting = Rc::new(scene.setting.clone());
        let (outline, took) = time(|| Outline::of(&scene.thread, NOW, &setting, &Outline::default()));
        first.push(took);
        scene.effects(Action::Act(CommentId::number("5000"), Act::Vote(Ballot::Up)));
        let (voted, took) = time(|| Outline::of(&scene.thread, NOW, &setting, &outline));
        again.push(took);
        let kept = voted.list.iter().filter(|run| outline.list.iter().any(|before| Rc::ptr_eq(run, before)));
        assert_eq!(kept.count() + 1, voted.list.len(), "a vote touches one run");
        let (html, took) = time(|| stage::html(self::scene));
        whole.push(took);
        assert_eq!(html.matches("<article").count(), COUNT);
    }
    println!("natively: {COUNT} comments, median of {RUNS} runs, each beside the outline of that run");
    for (name, times) in [
        ("outlined", &first),
        ("outlined again after a vote", &again),
        ("read, outlined, written as HTML", &whole),
    ] {
        let ratio = median(times.iter().zip(&first).map(|(time, first)| time / first).collect());
        println!("{name:<34} {:>9.1} ms {ratio:>7.2}", median(times.clone()));
    }
}

/// A thread in which everybody may vote.
fn scene() -> Scene {
    let acts = Acts { up: true, ..Acts::default() };
    let capabilities = Capabilities { acts, ..write::capabilities() };
    Scene::reading().act(write::opened((0..COUNT).map(comment).collect(), capabilities))
}

/// Two of three answer the one before.
fn comment(number: usize) -> Comment {
    let text = format!(
        "Merci pour ce billet, le **{number}**e que je lis. Il faut modérer, dit @Personne-{}.",
        number / 2
    );
    let mut comment = write::comment(&number.to_string(), &format!("Personne-{number}"), 1_000, &text);
    comment.votes = Some(Votes { up: Some(2), ..Votes::default() });
    comment.parent = (!number.is_multiple_of(3)).then(|| CommentId::number((number - 1).to_string()));
    comment
}

fn time<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let done = black_box(work());
    (done, start.elapsed().as_secs_f64() * 1000.0)
}

/// The middle one.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

const COUNT: usize = 10_000;
const RUNS: usize = 5;
