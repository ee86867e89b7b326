//! Writing: forms, focus, what becomes of a comment, and that no text is ever lost.

use crate::{FORM, LINE, blog, writes};
use causerie_e2e::{Answer, Gate, Outcome, Received, native, story};
use serde_json::{Value, json};

const REPLY_FORM: &str = r#"#comment-1 > .causerie-form[data-parent="1"]"#;

#[tokio::test]
async fn the_reply_form_opens_under_the_comment_and_the_focus_goes_there_and_back() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.is_focused(&format!("{REPLY_FORM} [name=body]")).await?;
        reader.clicks(&format!("{REPLY_FORM} .causerie-cancel")).await?;
        reader.misses(REPLY_FORM).await?;
        reader.is_focused("#comment-1 .causerie-reply").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.types(&format!("{REPLY_FORM} [name=body]"), "Oui,\u{e00c}").await?;
        reader.misses(REPLY_FORM).await?;
        reader.is_focused("#comment-1 .causerie-reply").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader
            .until(&format!("document.querySelector('{REPLY_FORM} [name=body]').value === 'Oui,'"))
            .await
            .map(drop)
    })
    .await
}

#[tokio::test]
async fn a_comment_is_seen_on_its_way_and_then_published() -> Outcome {
    let blog = blog(LINE).await?;
    let gate = Gate::closed();
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour à tous.")).after(&gate));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Bonjour à tous.").await?;
        reader.reads("article[data-state=sending] .causerie-body", "Bonjour à tous.").await?;
        gate.open();
        reader.reads("#comment-4[data-state=approved] .causerie-body", "Bonjour à tous.").await?;
        reader.misses("article[data-state=sending]").await?;
        reader.until("document.querySelector('.causerie-form [name=body]').value === ''").await?;
        reader.reads(".causerie-status[role=status]", "publié").await?;
        reader.reads(".causerie-title", "4 commentaires").await?;
        let event = reader.hears("causerie-comment").await?;
        assert_eq!(event, json!({ "id": "4", "state": "approved", "parent": null }));

        let sent = body(&blog.received(native::CREATE)[0])?;
        assert_eq!(
            (&sent["author"]["name"], &sent["body"]["source"]),
            (&json!("Jean"), &json!("Bonjour à tous."))
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reply_appears_under_the_comment_it_answers() -> Outcome {
    let blog = blog(LINE).await?;
    let mut reply = native::comment("4", "Jean", "Bien vu.");
    reply["parent"] = json!("1");
    blog.on(native::CREATE, Answer::json(201, &reply));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        writes(reader, REPLY_FORM, "Jean", "Bien vu.").await?;
        reader.reads("li:has(> #comment-1) > .causerie-replies #comment-4", "Bien vu.").await?;
        reader.misses(REPLY_FORM).await?;
        assert_eq!(body(&blog.received(native::CREATE)[0])?["parent"], "1");
        assert_eq!(reader.hears("causerie-comment").await?["parent"], "1");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_comment_that_waits_for_approval_says_so_also_after_a_reload() -> Outcome {
    let blog = blog(LINE).await?;
    let mut pending = native::comment("4", "Jean", "Bonjour.");
    pending["state"] = json!("pending");
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        pending["created"] = reader.run("return new Date().toISOString()").await?;
        blog.on(native::CREATE, Answer::json(202, &pending));
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.reads("#comment-4[data-state=pending] .causerie-notice", "en attente de modération").await?;
        reader.reads(".causerie-status", "en attente de modération").await?;
        assert_eq!(reader.hears("causerie-comment").await?["state"], "pending");
        reader.reload().await?;
        reader.reads("#comment-4[data-state=pending] .causerie-body", "Bonjour.").await
    })
    .await
}

#[tokio::test]
async fn what_the_backend_finds_wrong_stands_at_its_field() -> Outcome {
    let blog = blog(LINE).await?;
    let problem = json!({
        "type": "https://causerie.example/problems/invalid", "title": "Invalid",
        "errors": [{ "pointer": "/author/email", "detail": "Cette adresse n’existe pas." }],
    });
    blog.on(native::CREATE, Answer::new(422, "application/problem+json", problem.to_string()));
    story(async |reader| {
        reader.expect_error("422");
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        let field = format!("{FORM} [data-field=email]");
        reader.reads(&format!("{field} .causerie-field-error"), "Cette adresse n’existe pas.").await?;
        reader.sees(&format!("{field} [name=email][aria-invalid=true][aria-describedby]")).await?;
        reader.is_focused(&format!("{field} [name=email]")).await?;
        reader.until("document.querySelector('.causerie-form [name=body]').value === 'Bonjour.'").await?;
        reader.counts("article", 3).await
    })
    .await
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_sent() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "pas une adresse").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        for (field, words) in
            [("body", "remplir"), ("name", "remplir"), ("email", "adresse de messagerie valide")]
        {
            reader.reads(&format!("{FORM} [data-field={field}] .causerie-field-error"), words).await?;
        }
        reader.is_focused(&format!("{FORM} [name=body]")).await?;
        assert!(blog.received(native::CREATE).is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_failed_comment_keeps_its_text_and_is_sent_again_as_the_same_attempt() -> Outcome {
    let blog = blog(LINE).await?;
    blog.once(native::CREATE, Answer::new(500, "text/html", "<h1>Oups</h1>"));
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.expect_error("500");
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.reads("article[data-state=failed] .causerie-body", "Bonjour.").await?;
        reader.reads("article[data-state=failed] .causerie-notice", "Non envoyé.").await?;
        reader.clicks("article[data-state=failed] .causerie-retry").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        reader.misses("article[data-state=failed]").await?;

        let sent = blog.received(native::CREATE);
        let key = |request: &Received| request.headers.get("idempotency-key").cloned();
        assert_eq!(sent.len(), 2);
        assert!(key(&sent[0]).is_some() && key(&sent[0]) == key(&sent[1]), "{sent:#?}");
        assert_eq!(sent[0].body, sent[1].body);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn twenty_clicks_and_the_key_send_a_comment_once() -> Outcome {
    let blog = blog(LINE).await?;
    let gate = Gate::closed();
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")).after(&gate));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=name]"), "Jean").await?;
        reader.types(&format!("{FORM} [name=body]"), "Bonjour.").await?;
        let often = "
            const form = document.querySelector('.causerie-form[data-parent=\"\"]');
            for (let n = 0; n < 20; n++) form.querySelector('.causerie-submit').click();
            const key = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, composed: true });
            form.querySelector('[name=body]').dispatchEvent(key);
            form.requestSubmit();";
        reader.run(often).await?;
        reader.sees("article[data-state=sending]").await?;
        // Now that the answer is on its way too.
        reader.run(often).await?;
        gate.open();
        reader.sees("#comment-4[data-state=approved]").await?;
        let sent = blog.received(native::CREATE);
        assert_eq!(sent.len(), 1, "{sent:#?}");
        reader.counts("article", 4).await
    })
    .await
}

#[tokio::test]
async fn two_comments_are_two_attempts() -> Outcome {
    let blog = blog(LINE).await?;
    blog.once(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Un.")));
    blog.once(native::CREATE, Answer::json(201, &native::comment("5", "Jean", "Deux.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Un.").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        writes(reader, FORM, "", "Deux.").await?;
        reader.sees("#comment-5[data-state=approved]").await?;
        let sent = blog.received(native::CREATE);
        assert_ne!(sent[0].headers.get("idempotency-key"), sent[1].headers.get("idempotency-key"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_text_not_sent_survives_a_reload_in_each_form() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Au bas de la page").await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.types(&format!("{REPLY_FORM} [name=body]"), "À Élodie").await?;
        reader.reload().await?;
        reader.sees("#comment-1").await?;
        reader.until(&holds(FORM, "Au bas de la page")).await?;
        reader.run(&format!("if (!document.querySelector({0})) document.querySelector('#comment-1 .causerie-reply').click()", json!(REPLY_FORM))).await?;
        reader.until(&holds(REPLY_FORM, "À Élodie")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_text_that_was_sent_is_not_kept() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        reader.reload().await?;
        reader.sees("#comment-1").await?;
        reader.until(&holds(FORM, "")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_comment_can_be_written_with_the_keyboard_alone() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=name]"), "Jean").await?;
        // U+E009 is Control, U+E007 Enter.
        reader.types(&format!("{FORM} [name=body]"), "Bonjour.\u{e009}\u{e007}").await?;
        reader.sees("#comment-4[data-state=approved]").await
    })
    .await
}

fn holds(form: &str, text: &str) -> String {
    format!("document.querySelector({} + ' [name=body]')?.value === {}", json!(form), json!(text))
}

fn body(request: &Received) -> Outcome<Value> {
    Ok(serde_json::from_str(&request.body)?)
}
