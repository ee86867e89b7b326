//! Badges filled by a real Isso.

use super::super::counted;
use causerie_e2e::servers::{Isso, Moderation};
use causerie_e2e::{Origin, Outcome, dist, story};

#[tokio::test]
async fn badges_count_every_comment_of_their_pages_in_one_request() -> Outcome {
    let blog = Origin::start().await?;
    let isso = Isso::start(&blog.url(""), Moderation::Open).await?;
    blog.folder("/causerie/", dist());
    let first = isso.comment("/2012/a/", None, "Élodie", "Merci").await?;
    isso.comment("/2012/a/", Some(first), "Max", "D’accord").await?;
    isso.comment("/2012/b/", None, "Odile", "Non").await?;
    story(async |reader| {
        reader.trust(&isso.url("/"));
        let badge = |page: &str| {
            format!(
                r#"<causerie-count backend="isso" data-base="{}" page="{page}"></causerie-count>"#,
                isso.url("")
            )
        };
        let badges = ["/2012/a/", "/2012/rien/", "/2012/b/"].map(badge).concat();
        counted(reader, &blog, &badges, &["2 commentaires", "0 commentaire", "1 commentaire"]).await?;
        let requests =
            "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/count'))";
        reader.until(&format!("{requests}.length === 1")).await.map(drop)
    })
    .await
}
