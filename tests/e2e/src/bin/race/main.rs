//! Races the widget against two hand-written floors: how soon a thread is there, how smoothly it scrolls, how soon it
//! answers a reader. `race [runs] [sizes…]`: with sizes, only how soon threads of these sizes are there.

mod act;
mod blog;
mod load;
mod scroll;

use causerie_e2e::Outcome;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let given: Vec<usize> =
        std::env::args().skip(1).map(|number| number.parse()).collect::<Result<_, _>>()?;
    let (runs, sizes) = given.split_first().map_or((5, &[][..]), |(runs, sizes)| (*runs, sizes));
    if !sizes.is_empty() {
        return load::tell(runs, sizes).await;
    }
    load::tell(runs, &[10, 100, 1_000, 10_000]).await?;
    scroll::tell(runs).await?;
    act::tell(runs).await
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
