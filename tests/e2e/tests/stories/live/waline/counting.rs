//! Badges filled by a real Waline.

use super::super::counted;
use super::start;
use causerie_e2e::{Outcome, story};

#[tokio::test]
async fn badges_count_every_comment_of_their_pages_in_one_request() -> Outcome {
    let (waline, blog) = start(&[], "").await?;
    let first = waline.comment("/2012/a/", None, "Élodie", "Merci").await?;
    waline.comment("/2012/a/", Some((first, first)), "Max", "D’accord").await?;
    waline.comment("/2012/b/", None, "Odile", "Non").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        let badge = |page: &str| {
            format!(
                r#"<causerie-count backend="waline" data-base="{}" page="{page}"></causerie-count>"#,
                waline.url("")
            )
        };
        let badges = ["/2012/a/", "/2012/rien/", "/2012/b/"].map(badge).concat();
        counted(reader, &blog, &badges, &["2 commentaires", "0 commentaire", "1 commentaire"]).await?;
        let requests =
            "performance.getEntriesByType('resource').filter(({ name }) => name.includes('type=count'))";
        reader.until(&format!("{requests}.length === 1")).await.map(drop)
    })
    .await
}
