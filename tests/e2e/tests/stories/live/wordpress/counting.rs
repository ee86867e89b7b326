//! Badges filled by a real WordPress, from another origin.

use super::super::counted;
use super::elsewhere;
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn badges_read_the_header_that_counts_what_everybody_may_see() -> Outcome {
    let (wordpress, post, blog) = elsewhere(&[], "").await?;
    let other = wordpress.publish("autre", "Un autre billet", "<p>Rien.</p>").await?;
    let first = wordpress.comment(&post, 1, "Élodie", "Merci").await?;
    wordpress.reply(&post, first, 2, "Max", "D’accord").await?;
    story(async |reader| {
        reader.trust(&wordpress.url("/"));
        let badge = |which: &str| {
            let base = wordpress.url("/wp-json");
            format!(r#"<causerie-count backend="wordpress" data-base="{base}" {which}></causerie-count>"#)
        };
        let slug = badge(r#"page="/2012/le-metier/""#);
        let badges = [
            slug,
            badge(&format!(r#"data-post="{}""#, post.id)),
            badge(&format!(r#"data-post="{}""#, other.id)),
        ];
        counted(reader, &blog, &badges.concat(), &["2 commentaires", "2 commentaires", "0 commentaire"]).await
    })
    .await
}
