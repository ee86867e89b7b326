//! A real json-server on another origin.

use super::{blog, counted, decides, replaces, shows};
use crate::{FORM, writes};
use causerie_e2e::servers::{Call, JsonServer};
use causerie_e2e::{Origin, Outcome, story};
use serde_json::{Value, json};

#[tokio::test]
async fn comments_are_shown_with_their_replies() -> Outcome {
    let (server, page) = start("").await?;
    let first = server.store(&comment(1, Value::Null, "Élodie", "Merci pour ce **billet**.")).await?;
    server.store(&comment(3, Value::Null, "Odile", "Je penche pour l’animateur.")).await?;
    let reply = server.store(&comment(2, json!(first), "Max & Cie", "D’accord.")).await?;
    server.store(&comment(4, json!(reply), "Élodie", "Merci <script>alert(1)</script>à tous.")).await?;
    let mut spam = comment(5, Value::Null, "Pills", "Achetez");
    spam["status"] = json!("spam");
    server.store(&spam).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(&format!("#comment-{first} .causerie-body strong"), "billet").await?;
        reader.counts("article", 4).await?;
        let nested = format!("li:has(> #comment-{first}) > .causerie-replies #comment-{reply}");
        reader.reads(&format!("{nested} .causerie-author"), "Max & Cie").await?;
        reader.misses(".causerie-body script").await
    })
    .await
}

#[tokio::test]
async fn further_pages_come_when_asked_for_and_replies_find_their_place() -> Outcome {
    let (server, page) = start(r#"page-size="2""#).await?;
    let first = server.store(&comment(1, Value::Null, "Élodie", "Un")).await?;
    server.store(&comment(2, Value::Null, "Odile", "Deux")).await?;
    server.store(&comment(3, json!(first), "Max", "Réponse à un")).await?;
    server.store(&comment(4, Value::Null, "Karim", "Trois")).await?;
    server.store(&comment(5, Value::Null, "Sophie", "Quatre")).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.reads(".causerie-title", "5 commentaires").await?;
        shows(reader, &["Un", "Deux"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois"]).await?;
        reader.clicks(".causerie-more").await?;
        shows(reader, &["Un", "Réponse à un", "Deux", "Trois", "Quatre"]).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

#[tokio::test]
async fn the_newest_come_first_on_request_and_replies_stay_from_old_to_new() -> Outcome {
    let (server, page) = start(r#"order="newest""#).await?;
    let first = server.store(&comment(1, Value::Null, "Élodie", "Un")).await?;
    server.store(&comment(2, Value::Null, "Odile", "Deux")).await?;
    server.store(&comment(3, json!(first), "Max", "Réponse")).await?;
    server.store(&comment(4, json!(first), "Max", "Encore une")).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        shows(reader, &["Deux", "Un", "Réponse", "Encore une"]).await
    })
    .await
}

#[tokio::test]
async fn a_comment_and_a_reply_are_posted() -> Outcome {
    let (server, page) = start("").await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("causerie-thread[data-phase=empty]").await?;
        writes(reader, FORM, "Jean", "Le **premier**.").await?;
        reader.reads("article[data-state=approved] .causerie-body strong", "premier").await?;
        reader.clicks("article .causerie-reply").await?;
        writes(reader, "article > .causerie-form", "", "La réponse.").await?;
        reader.reads(".causerie-replies article[data-state=approved] .causerie-body", "La réponse.").await?;
        reader.reload().await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        shows(reader, &["Le premier.", "La réponse."]).await?;
        let stored = server.stored().await?;
        assert_eq!((&stored[1]["parentId"], &stored[1]["body"]), (&stored[0]["id"], &json!("La réponse.")));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_missing_is_said_before_anything_is_stored() -> Outcome {
    let (server, page) = start("").await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        reader.reads(&format!("{FORM} [data-field=body] .causerie-field-error"), "remplir").await?;
        assert_eq!(server.stored().await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_server_that_is_gone_is_named_with_both_causes_and_the_text_stays() -> Outcome {
    let (server, page) = start("").await?;
    let address = server.url("");
    story(async |reader| {
        reader.trust(&address);
        reader.expect_error("ERR_CONNECTION_REFUSED");
        reader.open(&page.url("/")).await?;
        reader.sees(FORM).await?;
        drop(server);
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        super::is_refused(reader, "Bonjour.", &format!("Pas de réponse de {address}")).await?;
        super::is_refused(reader, "Bonjour.", "pas de connexion, ou le serveur n’accepte pas").await
    })
    .await
}

#[tokio::test]
async fn a_changed_text_is_stored_and_the_rest_stays() -> Outcome {
    let (server, page) = start(MODERATOR).await?;
    let id = server.store(&comment(1, Value::Null, "Max & Cie", "Un **mot**")).await?;
    let entry = format!("#comment-{id}");
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.clicks(&format!("{entry} .causerie-edit")).await?;
        replaces(reader, &entry, "Un **mot**", "Un *autre* <b>").await?;
        for _ in ["at once", "and for those who come later"] {
            reader.reads(&format!("{entry} .causerie-body em"), "autre").await?;
            reader.reads(&format!("{entry} .causerie-author"), "Max & Cie").await?;
            reader.reload().await?;
        }
        let mut expected = comment(1, Value::Null, "Max & Cie", "Un *autre* <b>");
        expected["id"] = json!(id);
        assert_eq!(server.stored().await?, json!([expected]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn whoever_moderates_approves_what_waits_and_purges() -> Outcome {
    let (server, page) = start(MODERATOR).await?;
    let first = server.store(&comment(1, Value::Null, "Max", "Un")).await?;
    let mut waiting = comment(2, Value::Null, "Eve", "Puis-je ?");
    let other = Call::json(&server.url("/posts"), &json!({})).succeed().await?.json()?["id"].take();
    (waiting["status"], waiting["postId"]) = (json!("pending"), other);
    let waiting = server.store(&waiting).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        for (decision, state, stored) in [
            ("hold", "pending", "pending"),
            ("approve", "approved", "approved"),
            ("spam", "spam", "spam"),
            ("approve", "approved", "approved"),
        ] {
            decides(reader, &format!("#comment-{first}"), decision).await?;
            reader
                .sees(&format!("#comment-{first}[data-state={state}]:not(:has([aria-disabled=true]))"))
                .await?;
            assert_eq!(server.stored().await?[0]["status"], stored);
        }
        reader.clicks(".causerie-queue").await?;
        let entry = format!(".causerie-waiting #comment-{waiting}");
        decides(reader, &entry, "approve").await?;
        reader.misses(&entry).await?;
        assert_eq!(server.stored().await?[1]["status"], "approved");
        decides(reader, &format!("#comment-{first}"), "purge").await?;
        reader.clicks(&format!("#comment-{first} .causerie-confirm")).await?;
        reader.misses(&format!("#comment-{first}")).await?;
        assert_eq!(server.stored().await?.as_array().map(Vec::len), Some(1));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn nobody_else_gets_these_buttons() -> Outcome {
    let (server, page) = start("").await?;
    server.store(&comment(1, Value::Null, "Max", "Un")).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        reader.sees("article .causerie-reply").await?;
        reader.misses(".causerie-edit, .causerie-delete, .causerie-decide, .causerie-queue").await
    })
    .await
}

#[tokio::test]
async fn an_author_changes_and_deletes_what_they_have_just_posted() -> Outcome {
    let (server, page) = start("").await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        reader.open(&page.url("/")).await?;
        writes(reader, FORM, "Jean", "Premier").await?;
        reader.clicks("article[data-state=approved] .causerie-edit").await?;
        replaces(reader, "article", "Premier", "Deuxième").await?;
        shows(reader, &["Deuxième"]).await?;
        assert_eq!(server.stored().await?[0]["body"], "Deuxième");
        reader.clicks("article .causerie-delete").await?;
        reader.clicks("article .causerie-confirm").await?;
        reader.misses("article").await?;
        assert_eq!(server.stored().await?, json!([]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn badges_read_the_header_that_counts() -> Outcome {
    let (server, page) = start("").await?;
    server.store(&comment(1, Value::Null, "Max", "Un")).await?;
    server.store(&comment(2, Value::Null, "Max", "Deux")).await?;
    story(async |reader| {
        reader.trust(&server.url("/"));
        let badge = |post: u8| {
            format!(
                r#"<causerie-count backend="json-server" data-base="{}" data-post="{post}"></causerie-count>"#,
                server.url("")
            )
        };
        counted(reader, &page, &[badge(1), badge(2)].concat(), &["2 commentaires", "0 commentaire"]).await
    })
    .await
}

/// A comment of some minute.
fn comment(minute: u8, parent: Value, name: &str, text: &str) -> Value {
    json!({
        "postId": 1, "parentId": parent, "author": { "name": name }, "body": text, "status": "approved",
        "createdAt": format!("2011-03-14T09:{minute:02}:00Z"),
    })
}

/// A store, and a page on another origin whose thread has these attributes besides.
async fn start(attributes: &str) -> Outcome<(JsonServer, Origin)> {
    let server = JsonServer::start().await?;
    let attributes =
        format!(r#"backend="json-server" data-base="{}" data-post="1" {attributes}"#, server.url(""));
    let page = blog(&attributes).await?;
    Ok((server, page))
}

/// What a page has for whoever moderates.
const MODERATOR: &str = r#"data-moderator="yes""#;
