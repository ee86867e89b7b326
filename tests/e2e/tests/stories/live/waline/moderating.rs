//! What an administrator does at a real Waline.

use super::super::{decides, replaces, shows};
use super::{knows, with_accounts};
use causerie_e2e::servers::Waline;
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn an_administrator_decides_and_takes_it_back() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[]).await?;
    let id = waline.comment("/", None, "Max", "D’accord").await?;
    knows(&blog, &waline, &owner);
    let entry = format!("#comment-{id}");
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        for (decision, state, notice) in [
            ("hold", "pending", "est en attente de modération"),
            ("approve", "approved", ""),
            ("spam", "spam", "est marqué comme indésirable"),
            ("ham", "approved", ""),
        ] {
            decides(reader, &entry, decision).await?;
            let entry = format!("{entry}[data-state={state}]:not(:has([aria-disabled=true]))");
            reader.sees(&entry).await?;
            if !notice.is_empty() {
                reader.reads(&format!("{entry} .causerie-notice"), notice).await?;
            }
            reader.reads(&format!("{entry} .causerie-author"), "Max").await?;
            shows(reader, &["D’accord"]).await?;
            assert_eq!(public(&waline).await?, u64::from(state == "approved"), "after {decision}");
        }
        reader.reload().await?;
        reader.sees(&format!("{entry}[data-state=approved]")).await
    })
    .await
}

#[tokio::test]
async fn an_administrator_sees_in_the_thread_what_waits_and_approves_it() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[("COMMENT_AUDIT", "true")]).await?;
    let id = waline.comment("/", None, "Eve", "Puis-je ?").await?;
    knows(&blog, &waline, &owner);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.reads(&format!("#comment-{id}[data-state=pending] .causerie-notice"), "en attente").await?;
        assert_eq!(public(&waline).await?, 0);
        decides(reader, &format!("#comment-{id}"), "approve").await?;
        reader.sees(&format!("#comment-{id}[data-state=approved]:not(:has([aria-disabled=true]))")).await?;
        assert_eq!(public(&waline).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_administrator_decides_about_what_waits_on_every_page() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[("COMMENT_AUDIT", "true")]).await?;
    let there = waline.comment("/autre/", None, "Eve", "Là ?").await?;
    let spam = waline.comment("/autre/", None, "Eve", "Achetez !").await?;
    knows(&blog, &waline, &owner);
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.clicks(".causerie-queue").await?;
        reader.counts(".causerie-waiting article[data-state=pending]", 2).await?;
        let page = format!(".causerie-waiting li:has(> #comment-{there}) .causerie-queue-page");
        reader.reads(&page, "/autre/").await?;
        for (id, decision) in [(there, "approve"), (spam, "spam")] {
            let entry = format!(".causerie-waiting #comment-{id}");
            decides(reader, &entry, decision).await?;
            reader.misses(&entry).await?;
        }
        reader.reads(".causerie-waiting .causerie-empty", "Aucun commentaire").await?;
        assert_eq!(waline.listed("/autre/").await?["count"], 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_pinned_comment_comes_first_and_goes_back() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[]).await?;
    let first = waline.comment("/", None, "Max", "Un").await?;
    let second = waline.comment("/", None, "Max", "Deux").await?;
    waline.comment("/", Some((first, first)), "Max", "Réponse").await?;
    knows(&blog, &waline, &owner);
    let entry = format!("#comment-{second}");
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        decides(reader, &entry, "pin").await?;
        for _ in ["at once", "and for those who come later"] {
            reader.sees(&format!("{entry} .causerie-pinned")).await?;
            shows(reader, &["Deux", "Un", "Réponse"]).await?;
            reader.counts(".causerie-pinned", 1).await?;
            reader.reload().await?;
        }
        decides(reader, &entry, "unpin").await?;
        reader.misses(".causerie-pinned").await?;
        shows(reader, &["Un", "Réponse", "Deux"]).await
    })
    .await
}

#[tokio::test]
async fn an_administrator_deletes_for_good_after_a_question() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[]).await?;
    let id = waline.comment("/", None, "Eve", "Achetez !").await?;
    waline.comment("/", None, "Max", "D’accord").await?;
    knows(&blog, &waline, &owner);
    let entry = format!("#comment-{id}");
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        decides(reader, &entry, "purge").await?;
        reader.clicks(&format!("{entry} .causerie-confirm")).await?;
        reader.misses(&entry).await?;
        shows(reader, &["D’accord"]).await?;
        assert_eq!(public(&waline).await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_administrator_changes_the_text_of_others() -> Outcome {
    let (waline, blog, owner, _) = with_accounts(&[]).await?;
    let id = waline.comment("/", None, "Max", "Zut **alors**").await?;
    knows(&blog, &waline, &owner);
    let entry = format!("#comment-{id}");
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.clicks(&format!("{entry} .causerie-edit")).await?;
        replaces(reader, &entry, "Zut **alors**", "Alors *quoi*").await?;
        reader.reads(&format!("{entry} .causerie-body em"), "quoi").await?;
        reader.reads(&format!("{entry} .causerie-author"), "Max").await?;
        reader.sees(&format!("{entry} .causerie-moderation")).await
    })
    .await
}

/// How many comments of the page everybody may see.
async fn public(waline: &Waline) -> Outcome<u64> {
    let listed = waline.listed("/").await?;
    listed["count"].as_u64().ok_or_else(|| format!("no count but {listed}").into())
}
