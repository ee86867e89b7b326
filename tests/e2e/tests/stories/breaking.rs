//! The module broken in a hundred places, at the start and at what a reader does: the page goes on, and so does the thread.

use crate::FORM;
use crate::recovery::{BUTTON, begins_anew, comes, goes_on, two_threads};
use causerie_e2e::{Outcome, Reader, story};
use serde_json::{Value, json};

/// Where the page breaks the module: a method, and at which of the module's calls.
const PLACES: [(&str, &str, &[usize]); 9] = [
    ("Document", "createElement", &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40]),
    ("Document", "createTextNode", &[0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 25, 30]),
    ("Node", "appendChild", &[0, 1, 2, 3]),
    ("Node", "insertBefore", &[0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90]),
    ("Element", "setAttribute", &[0, 2, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 110, 120, 130, 140, 150]),
    ("Node", "removeChild", &[0, 1, 2]),
    ("EventTarget", "addEventListener", &[0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ("Element", "removeAttribute", &[0]),
    ("Element", "querySelector", &[0, 1]),
];

#[tokio::test]
async fn wherever_the_first_thread_breaks_the_page_goes_on_and_it_can_be_read_after_all() -> Outcome {
    let blog = two_threads().await?;
    story(async |reader| {
        // Yew's own word.
        reader.expect_error("broken by the page");
        let (mut broken, mut told, mut slowest, mut stuck) = (0, 0, 0.0_f64, Vec::new());
        for (owner, name, places) in PLACES {
            for after in places {
                let place = format!("{owner}.{name} {after}");
                reader.open(&blog.url(&format!("/?owner={owner}&name={name}&after={after}"))).await?;
                let (is_broken, took) =
                    breaks(reader).await.map_err(|failure| format!("{place}: {failure}"))?;
                broken += usize::from(is_broken);
                told += usize::from(took.is_some());
                slowest = slowest.max(took.unwrap_or_default());
                stuck.extend(took.filter(|took| *took > 1e6).map(|_| place));
            }
        }
        println!("{broken} breaks at the start, {told} told to the reader, slowest recovery {slowest} ms");
        assert!(
            told >= 20 && slowest < 1000.0,
            "{broken} breaks, {told} told, {slowest} ms; stuck: {stuck:?}"
        );
        Ok(())
    })
    .await
}

/// Waits for both threads to be there or to say what happened; whether there was a break, and how long the button took.
async fn breaks(reader: &Reader) -> Outcome<(bool, Option<f64>)> {
    let settled = "['#first', '#second'].every((id) => document.querySelectorAll(`${id}[data-phase=ready]:has(.causerie-form) article`).length === 3 || document.querySelector(`${id} [role=alert] button`))";
    reader.until(settled).await?;
    let broken = reader.run("return !!document.broke").await? == Value::Bool(true);
    let ticks = reader.run("return document.ticks").await?;
    reader.until(&format!("document.ticks > {ticks}")).await?;
    let told = "document.querySelectorAll('.causerie[role=alert] button').length";
    if reader.run(&format!("return {told}")).await? == json!(0) {
        return Ok((broken, None));
    }
    reader.until("[...document.querySelectorAll('causerie-thread')].every((it) => it.checkVisibility() && it.innerText.trim())").await?;
    let took = reader
        .run("const start = performance.now();
              document.querySelectorAll('.causerie[role=alert] button').forEach((it) => it.click());
              const isDone = () => document.querySelectorAll('causerie-thread[data-phase=ready] article').length === 6 && !document.querySelector('.causerie[role=alert] button, .fallback');
              while (!isDone() && performance.now() - start < 15000) await new Promise(requestAnimationFrame);
              return isDone() ? performance.now() - start : 1e9")
        .await?;
    Ok((broken, took.as_f64()))
}

#[tokio::test]
async fn wherever_an_act_breaks_the_thread_stays_with_what_was_typed() -> Outcome {
    let acts = [
        ("a reply", "document.querySelector('#first .causerie-reply').click()"),
        ("a form without text", "document.querySelector('#first .causerie-submit').click()"),
        (
            "another order",
            "const it = document.querySelector('#first .causerie-select'); it.value = 'newest'; it.dispatchEvent(new Event('change', { bubbles: true }))",
        ),
        ("asking again", "document.querySelector('#first').refresh()"),
        ("another option", "document.querySelector('#first').setAttribute('depth', '0')"),
    ];
    let places = [
        ("Document", "createElement", 0),
        ("Document", "createTextNode", 0),
        ("Node", "insertBefore", 0),
        ("Node", "removeChild", 0),
        ("Element", "setAttribute", 0),
        ("Element", "setAttribute", 1),
        ("Element", "setAttribute", 3),
        ("Node", "insertBefore", 1),
        ("Element", "removeAttribute", 0),
        ("Element", "querySelector", 0),
    ];
    let blog = two_threads().await?;
    story(async |reader| {
        reader.expect_error("broken by the page");
        let (mut told, mut slowest) = (0, 0.0_f64);
        for (act, script) in acts {
            for (owner, name, after) in places {
                let place = format!("{act}, {owner}.{name} {after}");
                let at = |failure| format!("{place}: {failure}");
                comes(reader, &blog).await.map_err(at)?;
                reader.types(&format!("#first {FORM} [name=body]"), "Bonjour.").await.map_err(at)?;
                let broke = reader
                    .run(&format!("document.breaks({owner}.prototype, '{name}', {after}); {script};
                        for (let n = 0; n < 30 && !document.broke; n++) await new Promise(requestAnimationFrame);
                        return !!document.broke"))
                    .await?;
                if broke != Value::Bool(true) {
                    continue;
                }
                reader.until(&format!("document.querySelector('{BUTTON}') || document.querySelector('#first [name=body]')")).await.map_err(at)?;
                let is_told = "for (let n = 0; n < 10 && !document.querySelector('#first .causerie[role=alert] button'); n++) await new Promise(requestAnimationFrame); return !!document.querySelector('#first .causerie[role=alert] button')";
                if reader.run(is_told).await? == Value::Bool(true) {
                    told += 1;
                    slowest = slowest.max(begins_anew(reader).await.map_err(at)?);
                }
                let kept = "document.querySelector('#first [data-parent=\"\"] [name=body]')?.value === 'Bonjour.'";
                reader.until(kept).await.map_err(at)?;
                goes_on(reader).await.map_err(at)?;
            }
        }
        println!("{told} acts broke the module, slowest recovery {slowest} ms");
        assert!(told >= 10 && slowest < 1000.0, "{told} told, {slowest} ms");
        Ok(())
    })
    .await
}
