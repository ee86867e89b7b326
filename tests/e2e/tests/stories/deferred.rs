//! The second half of the module: fetched when a reader begins to act, and what happens when it cannot be had.

use crate::{DEFERRED, ELEMENT, FORM, LOADER, blog, is_cut, writes};
use causerie_e2e::{Answer, Gate, Origin, Outcome, Reader, dist, native, story};
use serde_json::json;
use std::fs;

/// A thread that loads at once, far from where the pointer rests.
async fn reading(story: &Reader, blog: &Origin) -> Outcome {
    story.open(&blog.url("/")).await?;
    story.counts("causerie-thread[data-phase=ready] article", 3).await?;
    story.sees(FORM).await
}

#[tokio::test]
async fn a_reader_who_only_reads_does_not_fetch_it() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reading(reader, &blog).await?;
        assert!(blog.received(DEFERRED).is_empty(), "it came too early");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_typed_is_kept_without_it() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reading(reader, &blog).await?;
        reader.types(&format!("{FORM} [name=body]"), "Bonjour").await?;
        reader.types(&format!("{FORM} [name=email]"), "odile@example.org").await?;
        reader.until("Object.values(localStorage).includes('Bonjour')").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_focus_in_the_thread_fetches_it_once() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reading(reader, &blog).await?;
        reader.run("document.querySelector('[name=body]').focus()").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.sees(r#".causerie-form[data-parent="1"]"#).await?;
        assert_eq!(blog.received(DEFERRED).len(), usize::from(is_cut()));
        Ok(())
    })
    .await
}

/// Whoever wants to answer writes, however slow the line is.
#[tokio::test]
async fn a_form_opens_and_closes_without_it() -> Outcome {
    let blog = blog(&format!(
        r#"<causerie-thread data-base="/api" load="eager" composer="collapsed"></causerie-thread>{LOADER}"#
    ))
    .await?;
    if is_cut() {
        blog.on(DEFERRED, Answer::new(404, "text/plain", "gone"));
    }
    story(async |reader| {
        reader.expect_error("404");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.clicks(".causerie-compose").await?;
        reader.is_focused(&format!("{FORM} [name=body]")).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.reads("#comment-1 .causerie-form-title", "Répondre à Élodie").await?;
        reader.reads("#comment-1 .causerie-cancel", "Annuler").await?;
        reader.types("#comment-1 > form [name=body]", "Oui").await?;
        reader.clicks("#comment-1 .causerie-cancel").await?;
        reader.misses("#comment-1 > form").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.until("document.querySelector('#comment-1 > form [name=body]').value === 'Oui'").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.misses("#comment-1 > form").await
    })
    .await
}

/// On a slow line a reader sends, thinks better of it, and writes on.
#[tokio::test]
async fn what_waits_for_it_in_a_form_is_dropped_when_that_is_closed() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    let gate = Gate::closed();
    let file = fs::read(dist().join("causerie_deferred.wasm"))?;
    blog.on(DEFERRED, Answer::new(200, "application/wasm", file).after(&gate));
    story(async |reader| {
        reading(reader, &blog).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        let field = |name: &str| format!("#comment-1 > form [name={name}]");
        reader.types(&field("name"), "Odile").await?;
        reader.types(&field("email"), "odile@example.org").await?;
        reader.types(&field("body"), "Non").await?;
        reader.clicks("#comment-1 .causerie-submit").await?;
        reader.clicks("#comment-1 .causerie-cancel").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.types(&field("body"), ", oui").await?;
        gate.open();
        // What comes behind the deed that waited has come.
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.sees(&format!("{FORM} .causerie-field-error")).await?;
        assert!(blog.received(native::CREATE).is_empty(), "it was sent");
        reader
            .until("document.querySelector('#comment-1 > form [name=body]').value === 'Non, oui'")
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_form_that_opened_without_it_takes_over_who_writes() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reading(reader, &blog).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.types(&format!("{FORM} [name=name]"), "Odile\t").await?;
        reader
            .until("document.querySelector('#comment-1 > form [name=name]').value === 'Odile'")
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn without_it_the_reader_is_told_and_nothing_typed_is_lost() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    native::serve(&blog, &native::three());
    blog.on(DEFERRED, Answer::new(404, "text/plain", "gone"));
    story(async |reader| {
        reader.expect_error("404");
        reader.expect_error("[causerie]");
        reading(reader, &blog).await?;
        reader.types(&format!("{FORM} [name=body]"), "Bonjour à tous.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads("causerie-thread > [role=alert]", "Pas de réponse de").await?;
        reader.hears_on_console(&["causerie_deferred.wasm", "404"]).await?;
        let file = fs::read(dist().join("causerie_deferred.wasm"))?;
        blog.on(DEFERRED, Answer::new(200, "application/wasm", file));
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.sees(&format!("{FORM} .causerie-field-error")).await?;
        reader.misses("causerie-thread > [role=alert]").await?;
        reader
            .until("document.querySelector('[data-parent=\"\"] [name=body]').value === 'Bonjour à tous.'")
            .await?;
        reader.reload().await?;
        reader
            .until("document.querySelector('[data-parent=\"\"] [name=body]')?.value === 'Bonjour à tous.'")
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_second_half_of_another_release_asks_for_a_reload() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    let mut file = fs::read(dist().join("causerie_deferred.wasm"))?;
    let name = b"deferred-";
    let at = file.windows(name.len()).position(|window| window == name).ok_or("the table has no name")?;
    file[at + name.len()] ^= 1;
    blog.on(DEFERRED, Answer::new(200, "application/wasm", file));
    story(async |reader| {
        reader.expect_error("[causerie]");
        reading(reader, &blog).await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads("causerie-thread > [role=alert]", "recharger la page").await?;
        reader.hears_on_console(&["is of another release"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_permalink_to_a_later_page_needs_no_act_of_the_reader() -> Outcome {
    let mut first = native::thread(&[native::comment("1", "Élodie", "Merci.")]);
    first["next"] = "more".into();
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    native::serve(&blog, &native::thread(&[native::comment("2", "Max", "D’accord.")]));
    blog.once(native::LIST, Answer::json(200, &first));
    story(async |reader| {
        reader.open(&blog.url("/#comment-2")).await?;
        reader.is_focused("#comment-2").await
    })
    .await
}

#[tokio::test]
async fn an_impatient_reader_opens_the_reply_form_once() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reading(reader, &blog).await?;
        reader
            .run("const reply = document.querySelector('.causerie-reply'); reply.click(); reply.click()")
            .await?;
        reader.sees(r#".causerie-form[data-parent="1"]"#).await
    })
    .await
}

#[tokio::test]
async fn elements_of_the_page_around_do_not_matter() -> Outcome {
    let blog = blog(&format!(r#"<form><div data-id="42">{ELEMENT}</div></form>{LOADER}"#)).await?;
    blog.once(native::LIST, Answer::problem(500, "server", "Back soon"));
    story(async |reader| {
        reader.expect_error("500");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.clicks(".causerie-retry").await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn comments_that_wait_are_not_forgotten_when_it_comes_late() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reader.expect_error("404");
        reader.expect_error("[causerie]");
        reading(reader, &blog).await?;
        posts_a_pending_comment(reader, &blog, "4").await?;
        blog.on(DEFERRED, Answer::new(404, "text/plain", "gone"));
        // No cached copy may stand in for the missing file.
        reader.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await?;
        reader.reload().await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        let file = fs::read(dist().join("causerie_deferred.wasm"))?;
        blog.on(DEFERRED, Answer::new(200, "application/wasm", file));
        posts_a_pending_comment(reader, &blog, "5").await?;
        reader.reload().await?;
        reader.sees("#comment-4[data-state=pending]").await?;
        reader.sees("#comment-5[data-state=pending]").await
    })
    .await
}

async fn posts_a_pending_comment(reader: &Reader, blog: &Origin, id: &str) -> Outcome {
    let mut pending = native::comment(id, "Jean", id);
    pending["state"] = json!("pending");
    pending["created"] = reader.run("return new Date().toISOString()").await?;
    blog.on(native::CREATE, Answer::json(202, &pending));
    writes(reader, FORM, "Jean", id).await?;
    reader.sees(&format!("#comment-{id}[data-state=pending]")).await
}
