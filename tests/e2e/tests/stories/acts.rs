//! What is done to comments that are there: votes, changes, reports, decisions, signing in.

use crate::{LINE, article, blog_with};
use causerie_e2e::{Answer, Gate, Origin, Outcome, dist, native, story};
use serde_json::{Value, json};

/// A thread in which the reader may do all this.
fn thread(can: &Value, comments: &[Value]) -> Value {
    let mut thread = native::thread(comments);
    for (name, value) in can.as_object().into_iter().flatten() {
        thread["thread"]["can"][name] = value.clone();
    }
    thread
}

fn voted(mine: i64, up: i64) -> Value {
    let mut comment = native::comment("1", "Élodie", "Merci pour ce billet.");
    comment["votes"] = json!({ "up": up, "down": 0, "mine": mine });
    comment["can"]["vote"] = json!(true);
    comment
}

#[tokio::test]
async fn a_vote_counts_at_once_and_is_taken_back_by_the_same_button() -> Outcome {
    let can = json!({ "voteUp": true, "voteDown": true });
    let blog = blog_with(LINE, &thread(&can, &[voted(0, 2)])).await?;
    let gate = Gate::closed();
    let vote = "PUT /api/v1/comments/1/vote";
    blog.on(vote, Answer::json(200, &json!({ "up": 3, "down": 0, "mine": 1 })).after(&gate));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#comment-1 .causerie-up[aria-pressed=false]", "2").await?;
        reader.clicks("#comment-1 .causerie-up").await?;
        reader.reads("#comment-1 .causerie-up[aria-pressed=true]", "3").await?;
        gate.open();
        let event = reader.hears("causerie-change").await?;
        assert_eq!(event, json!({ "id": "1", "state": "approved", "action": "vote" }));
        blog.on(vote, Answer::json(200, &json!({ "up": 2, "down": 0, "mine": 0 })));
        reader.clicks("#comment-1 .causerie-up").await?;
        reader.reads("#comment-1 .causerie-up[aria-pressed=false]", "2").await?;
        let sent = blog.until(vote, |sent| sent.len() == 2).await?;
        assert_eq!([&sent[0].body[..], &sent[1].body[..]], [r#"{"value":1}"#, r#"{"value":0}"#]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_refused_vote_is_taken_back_with_a_reason() -> Outcome {
    let blog = blog_with(LINE, &thread(&json!({ "voteUp": true }), &[voted(0, 2)])).await?;
    blog.on("PUT /api/v1/comments/1/vote", Answer::problem(403, "forbidden", "no"));
    story(async |reader| {
        reader.expect_error("403");
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-up").await?;
        reader.reads("#comment-1 .causerie-refused", "Le site ne permet pas cette action.").await?;
        reader.reads("#comment-1 .causerie-up[aria-pressed=false]", "2").await
    })
    .await
}

fn own(text: &str, source: &str) -> Value {
    let mut comment = native::comment("1", "Odile", text);
    comment["body"]["source"] = json!(source);
    comment["mine"] = json!(true);
    comment["can"]["edit"] = json!(true);
    comment["can"]["delete"] = json!(true);
    comment
}

#[tokio::test]
async fn an_author_changes_a_text_in_its_place() -> Outcome {
    let blog = blog_with(LINE, &thread(&json!({}), &[own("Bonjour", "*Bonjour*")])).await?;
    let edit = "PATCH /api/v1/comments/1";
    blog.on(edit, Answer::json(200, &own("Bonsoir", "*Bonsoir*")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-edit").await?;
        let input = "#comment-1 .causerie-editor textarea";
        reader.is_focused(input).await?;
        reader.until(&format!("document.querySelector('{input}').value === '*Bonjour*'")).await?;
        // Escape leaves the editor; nothing is sent.
        reader.types(input, "\u{e00c}").await?;
        reader.reads("#comment-1 .causerie-body", "Bonjour").await?;
        reader.clicks("#comment-1 .causerie-edit").await?;
        reader.run(&format!("document.querySelector('{input}').value = ''")).await?;
        reader.types(input, "*Bonsoir*").await?;
        reader.clicks("#comment-1 .causerie-editor .causerie-submit").await?;
        reader.reads("#comment-1 .causerie-body", "Bonsoir").await?;
        reader.reads(".causerie-status", "Vos modifications sont enregistrées.").await?;
        reader.misses(".causerie-editor").await?;
        assert!(blog.received(edit)[0].body.contains("*Bonsoir*"));
        Ok(())
    })
    .await
}

/// The form stands in the comment that it answers, and what comes and goes there does not touch it.
#[tokio::test]
async fn an_answer_that_is_being_written_stays_while_the_comment_changes() -> Outcome {
    let mut comment = voted(0, 2);
    comment["can"]["delete"] = json!(true);
    let blog = blog_with(LINE, &thread(&json!({ "voteUp": true }), &[comment])).await?;
    blog.on("PUT /api/v1/comments/1/vote", Answer::json(200, &json!({ "up": 3, "down": 0, "mine": 1 })));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-reply").await?;
        reader.types("#comment-1 > form [name=body]", "Oui, mais").await?;
        reader.run("window.area = document.activeElement, window.last = document.querySelector('#comment-1').lastChild").await?;
        reader.clicks("#comment-1 .causerie-delete").await?;
        reader.sees("#comment-1 > .causerie-question + form:last-child").await?;
        reader.clicks("#comment-1 .causerie-leave").await?;
        reader.misses("#comment-1 > .causerie-question").await?;
        reader.clicks("#comment-1 .causerie-up").await?;
        reader.reads("#comment-1 .causerie-up[aria-pressed=true]", "3").await?;
        // Somebody has taken a part of the comment away.
        reader.run("document.querySelector('#comment-1 > .causerie-body').remove(); area.focus()").await?;
        reader.clicks("#comment-1 .causerie-up").await?;
        reader.sees("#comment-1 > .causerie-body ~ form").await?;
        reader.counts("#comment-1 .causerie-actions", 1).await?;
        reader.until("last.contains(area) && last === document.querySelector('#comment-1').lastChild && area.value === 'Oui, mais'").await?;
        reader.clicks("#comment-1 .causerie-cancel").await?;
        reader.misses("#comment-1 form").await
    })
    .await
}

#[tokio::test]
async fn an_author_deletes_a_comment_after_a_question() -> Outcome {
    let other = native::comment("2", "Max", "D’accord.");
    let blog = blog_with(LINE, &thread(&json!({}), &[own("Bonjour", "Bonjour"), other])).await?;
    blog.on("DELETE /api/v1/comments/1", Answer::new(204, "text/plain", ""));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-delete").await?;
        reader.is_focused("#comment-1 .causerie-confirm").await?;
        reader.clicks("#comment-1 .causerie-leave").await?;
        reader.misses(".causerie-question").await?;
        reader.clicks("#comment-1 .causerie-delete").await?;
        reader.clicks("#comment-1 .causerie-confirm").await?;
        reader.misses("#comment-1").await?;
        reader.is_focused("#comment-2").await?;
        reader.reads(".causerie-title", "1 commentaire").await
    })
    .await
}

#[tokio::test]
async fn a_reader_reports_a_comment_once() -> Outcome {
    let mut comment = native::comment("1", "Eve", "Achetez !");
    comment["can"]["flag"] = json!(true);
    let blog = blog_with(LINE, &thread(&json!({ "flag": true }), &[comment])).await?;
    blog.on("POST /api/v1/comments/1/flags", Answer::new(202, "text/plain", ""));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-flag").await?;
        reader.reads("#comment-1 .causerie-flag:disabled", "Signalé").await
    })
    .await
}

#[tokio::test]
async fn a_moderator_approves_and_sees_what_waits() -> Outcome {
    let waiting = |id: &str| {
        let mut comment = native::comment(id, "Eve", "Puis-je ?");
        comment["state"] = json!("pending");
        comment["can"]["moderate"] = json!(["approve", "spam"]);
        comment
    };
    let blog = blog_with(LINE, &thread(&json!({ "moderate": true }), &[waiting("1")])).await?;
    let approve = |id: &str| Answer::json(200, &native::comment(id, "Eve", "Puis-je ?"));
    blog.on("POST /api/v1/comments/1/moderation", approve("1"));
    blog.on("POST /api/v1/comments/9/moderation", approve("9"));
    blog.on("GET /api/v1/moderation", Answer::json(200, &json!({ "items": [waiting("9")], "next": null })));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-1 .causerie-decide[value=approve]").await?;
        reader.sees("#comment-1[data-state=approved] .causerie-moderation").await?;
        reader.reads(".causerie-status", "C’est fait : Approuver.").await?;
        reader.clicks(".causerie-queue").await?;
        reader.clicks(".causerie-waiting #comment-9 .causerie-decide[value=approve]").await?;
        reader.reads(".causerie-waiting .causerie-empty", "Aucun commentaire").await
    })
    .await
}

/// A mapping whose readers sign in in a window.
fn with_window() -> Value {
    json!({
        "mapping": "1", "name": "window",
        "vars": { "base": { "required": true }, "auth.token": { "secret": true, "keep": "local" } },
        "http": { "headers": { "Authorization": "Bearer {auth.token}" } },
        "list": { "url": "{+base}/list", "items": "" },
        "comment": { "id": "/id", "body": { "text": "/text" }, "mine": { "const": false } },
        "create": { "needs": ["auth.token"], "method": "POST", "url": "{+base}/new", "body": "{draft.body}" },
        "auth": {
            "login": {
                "popup": "{+base}/login",
                "done": { "when": { "/type": "user" }, "capture": { "auth.token": "/token", "me.name": "/name" } }
            },
            "logout": { "method": "POST", "url": "{+base}/logout" }
        }
    })
}

#[tokio::test]
async fn a_reader_signs_in_in_a_window_and_out_again() -> Outcome {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /window.json", Answer::json(200, &with_window()));
    let line = r#"<script async src="/causerie/embed.js" data-backend="/window.json" data-base="/api" data-load="eager"></script>"#;
    blog.on("GET /", Answer::html(&article(line)));
    blog.on("GET /api/list", Answer::json(200, &json!([{ "id": 1, "text": "Bonjour" }])));
    blog.on("POST /api/logout", Answer::new(204, "text/plain", ""));
    let window = "<!doctype html><title>Connexion</title><script>opener.postMessage({ type: 'user', token: 't0k', name: 'Odile' }, '*'); close()</script>";
    blog.on("GET /api/login", Answer::html(window));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-login-required", "vous connecter").await?;
        reader.clicks(".causerie-login").await?;
        reader.reads(".causerie-session", "Session ouverte : Odile.").await?;
        reader.sees(".causerie-form [name=body]").await?;
        reader.misses(".causerie-form [name=name]").await?;
        let sent = blog.received("GET /api/list");
        assert_eq!(sent[1].headers["authorization"], "Bearer t0k");
        // The token outlives a reload.
        reader.reload().await?;
        reader.sees(".causerie-form [name=body]").await?;
        reader.run("document.querySelector('.causerie-form [name=body]').focus()").await?;
        reader.until("Object.keys(localStorage).some(key => key.endsWith('var auth.token'))").await.map(drop)
    })
    .await
}
