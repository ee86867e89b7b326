//! What is left when the module breaks: the page, what was shown, what was typed, and a way to go on.

use crate::{FORM, LOADER, blog, comes_to, is_cut};
use causerie_e2e::{Answer, Origin, Outcome, Reader, native, story};

/// A page whose scripts break a method for a moment, when the module calls it, and count on.
const PAGE: &str = r#"<script>
  if (location.search === '?fresh') localStorage.clear();
  document.ticks = 0;
  setInterval(() => document.ticks++, 10);
  document.breaks = (owner, name, after, word) => {
    const original = owner[name];
    owner[name] = function (...given) {
      const isMeant = /causerie\.js/.test(new Error().stack) && (!word || given[0] === word);
      if (!isMeant || after-- > 0) return original.apply(this, given);
      owner[name] = original;
      document.broke = performance.now();
      throw new Error('broken by the page');
    };
  };
  const asked = new URLSearchParams(location.search);
  if (asked.has('name')) document.breaks(window[asked.get('owner')].prototype, asked.get('name'), Number(asked.get('after')), asked.get('word'));
</script>"#;
pub const FIRST: &str = r#"<causerie-thread id="first" data-base="/api" load="eager"><p class="fallback">Lire les commentaires</p></causerie-thread>"#;
const SECOND: &str = r#"<causerie-thread id="second" data-base="/other" load="eager"><p class="fallback">Les lire aussi</p></causerie-thread>"#;
/// The sentence, its button, and what the thread shows once it is there.
pub const TOLD: &str = "#first .causerie[role=alert]";
pub const BUTTON: &str = "#first .causerie[role=alert] button";
pub const READY: &str = "#first[data-phase=ready] article";

pub async fn two_threads() -> Outcome<Origin> {
    let blog = blog(&format!("{PAGE}{FIRST}{SECOND}{LOADER}")).await?;
    blog.on("GET /other/v1/comments", Answer::json(200, &native::three()));
    Ok(blog)
}

/// Opens the page and lets the reader come to the first thread.
pub async fn comes(reader: &Reader, blog: &Origin) -> Outcome {
    reader.open(&blog.url("/?fresh")).await?;
    reader.counts(READY, 3).await?;
    reader.counts("#second[data-phase=ready] article", 3).await?;
    comes_to(reader, "#first [name=body]").await
}

/// The page goes on: its scripts, and the other thread.
pub async fn goes_on(reader: &Reader) -> Outcome {
    reader.counts("#second[data-phase=ready] article", 3).await?;
    reader.misses("#second [role=alert]").await?;
    let ticks = reader.run("return document.ticks").await?;
    reader.until(&format!("document.ticks > {ticks}")).await.map(drop)
}

/// Presses the button and tells how many milliseconds it took until the thread was there.
pub async fn begins_anew(reader: &Reader) -> Outcome<f64> {
    reader.run("document.pressed = undefined; document.addEventListener('click', () => document.pressed ??= performance.now(), { once: true, capture: true })").await?;
    reader.run("const look = () => { if (document.querySelector('#first[data-phase=ready] .causerie-form') && !document.querySelector('#first .causerie[role=alert] button')) document.ready = performance.now(); else requestAnimationFrame(look) }; document.ready = undefined; look()").await?;
    reader.clicks(BUTTON).await?;
    reader.sees(READY).await?;
    reader.misses(BUTTON).await?;
    let took = reader.until("document.ready - document.pressed").await?;
    Ok(took.as_f64().unwrap_or(f64::MAX))
}

#[tokio::test]
async fn a_broken_render_leaves_the_thread_readable_and_what_was_typed() -> Outcome {
    let blog = two_threads().await?;
    story(async |reader| {
        comes(reader, &blog).await?;
        reader.types(&format!("#first {FORM} [name=body]"), "Bonjour à tous.").await?;
        reader.types(&format!("#first {FORM} [name=email]"), "odile@example.org").await?;
        reader.run("document.breaks(Element.prototype, 'setAttribute', 0, 'data-parent')").await?;
        reader.clicks("#first #comment-1 .causerie-reply").await?;
        reader.reads(TOLD, "ont cessé de fonctionner").await?;
        assert_eq!(reader.hears("causerie-error").await?["kind"], "stopped");
        reader.hears_on_console(&["[causerie]", "stopped working"]).await?;
        reader.counts("#first article", 3).await?;
        reader.until("document.querySelector('#first [data-parent=\"\"] [name=body]').value === 'Bonjour à tous.'").await?;
        goes_on(reader).await?;
        let took = begins_anew(reader).await?;
        println!("recovered in {took} ms");
        reader.until("document.querySelector('#first [data-parent=\"\"] [name=body]').value === 'Bonjour à tous.'").await?;
        reader.until("document.querySelector('#first [data-parent=\"\"] [name=email]').value === 'odile@example.org'").await?;
        reader.is_focused(&format!("#first {FORM} [name=body]")).await?;
        // It works again.
        reader.clicks("#first #comment-1 .causerie-reply").await?;
        reader.sees(r##"#first .causerie-form[data-parent="1"]"##).await
    })
    .await
}

#[tokio::test]
async fn what_is_typed_into_a_thread_that_stands_still_is_kept_over_a_reload() -> Outcome {
    let blog = two_threads().await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts(READY, 3).await?;
        comes_to(reader, "#first [name=body]").await?;
        let body = format!("#first {FORM} [name=body]");
        reader.types(&body, "Bonjour").await?;
        reader.run("document.breaks(Element.prototype, 'setAttribute', 0, 'data-parent'); document.querySelector('#first .causerie-reply').click()").await?;
        reader.sees(TOLD).await?;
        reader.is_focused(&body).await?;
        reader.types(&body, " à tous.").await?;
        reader.clicks("#first .causerie-submit").await?;
        reader.sees(TOLD).await?;
        assert!(blog.received(native::CREATE).is_empty());
        reader.reload().await?;
        reader.until("document.querySelector('#first [data-parent=\"\"] [name=body]')?.value === 'Bonjour à tous.'").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_reply_is_in_its_form_again() -> Outcome {
    let blog = two_threads().await?;
    story(async |reader| {
        comes(reader, &blog).await?;
        reader.clicks("#first #comment-1 .causerie-reply").await?;
        let reply = r##"#first .causerie-form[data-parent="1"] [name=body]"##;
        reader.types(reply, "Bien vu.").await?;
        reader.run("document.breaks(Element.prototype, 'setAttribute', 0, 'data-parent'); document.querySelector('#first #comment-3 .causerie-reply').click()").await?;
        reader.sees(TOLD).await?;
        begins_anew(reader).await?;
        reader.until(&format!("document.querySelector('{reply}')?.value === 'Bien vu.'")).await?;
        reader.is_focused(reply).await
    })
    .await
}

#[tokio::test]
async fn an_answer_that_breaks_the_module_loses_no_comment() -> Outcome {
    let blog = two_threads().await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        comes(reader, &blog).await?;
        reader.types(&format!("#first {FORM} [name=name]"), "Jean").await?;
        reader.types(&format!("#first {FORM} [name=body]"), "Bonjour.").await?;
        reader.run("document.breaks(Element.prototype, 'setAttribute', 0, 'data-state')").await?;
        reader.clicks(&format!("#first {FORM} .causerie-submit")).await?;
        reader.sees(TOLD).await?;
        goes_on(reader).await?;
        begins_anew(reader).await?;
        // Either it stands in the form or among what was not sent.
        reader.until("document.querySelector('#first').innerText.includes('Bonjour.') || document.querySelector('#first [data-parent=\"\"] [name=body]').value === 'Bonjour.'").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_module_that_breaks_again_says_so_again_and_does_not_turn_in_circles() -> Outcome {
    let blog = two_threads().await?;
    story(async |reader| {
        comes(reader, &blog).await?;
        reader.types(&format!("#first {FORM} [name=body]"), "Bonjour.").await?;
        reader.run("const set = Element.prototype.setAttribute; document.heal = () => Element.prototype.setAttribute = set;
            Element.prototype.setAttribute = function (...given) { if (given[0] === 'data-parent') throw new Error('broken by the page'); return set.apply(this, given); };
            document.querySelector('#first .causerie-reply').click()").await?;
        for thread in ["#first", "#second"] {
            reader.reads(&format!("{thread} .causerie[role=alert]"), "ont cessé de fonctionner").await?;
            reader.counts(&format!("{thread} article"), 3).await?;
        }
        let before = blog.received("GET /causerie/causerie_bg.wasm").len();
        reader.clicks(BUTTON).await?;
        reader.until("document.heard.filter(({ type }) => type === 'causerie-error').length === 3").await?;
        reader.counts(TOLD, 1).await?;
        reader.counts("#first article", 3).await?;
        assert!(blog.received("GET /causerie/causerie_bg.wasm").len() <= before + 1);
        reader.run("document.heal()").await?;
        begins_anew(reader).await?;
        reader.until("document.querySelector('#first [data-parent=\"\"] [name=body]').value === 'Bonjour.'").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_second_half_that_cannot_be_had_at_once_is_waited_for() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let blog = two_threads().await?;
    story(async |reader| {
        comes(reader, &blog).await?;
        reader.run("document.breaks(Element.prototype, 'setAttribute', 0, 'data-parent'); document.querySelector('#first .causerie-reply').click()").await?;
        reader.sees(TOLD).await?;
        let before = blog.received(crate::DEFERRED).len();
        begins_anew(reader).await?;
        // The new module is whole before it shows anything: nothing surprises it.
        assert!(blog.received(crate::DEFERRED).len() <= before + 1);
        reader.clicks("#first #comment-3 .causerie-reply").await?;
        reader.sees(r##"#first .causerie-form[data-parent="3"]"##).await
    })
    .await
}
