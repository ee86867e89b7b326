//! Reading a thread: order, counts, names, links.

use crate::{LINE, article_in, blog, blog_with};
use causerie_e2e::{Answer, Outcome, native, story, story_with};
use serde_json::json;

#[tokio::test]
async fn comments_are_lists_of_articles_with_author_time_and_permalink() -> Outcome {
    let mut first = native::comment("1", "Élodie", "Merci pour ce billet.");
    first["author"]["url"] = json!("https://elodie.example/");
    let thread = native::thread(&[native::with_replies(first, &[native::comment("2", "Max", "D’accord.")])]);
    let blog = blog_with(LINE, &thread).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        let first =
            "ol.causerie-list > li.causerie-item > article#comment-1[data-kind=comment][data-state=approved]";
        reader.reads(&format!("{first} .causerie-body"), "Merci pour ce billet.").await?;
        let author = format!(
            "{first} .causerie-author a[rel='ugc nofollow noopener'][href='https://elodie.example/']"
        );
        reader.reads(&author, "Élodie").await?;
        let time = format!("{first} a.causerie-permalink[href$='#comment-1'] > time.causerie-time");
        assert_eq!(reader.attribute(&time, "datetime").await?.as_deref(), Some("2011-05-18T09:12:00Z"));
        // What tells dates in words may come after the first painting.
        reader.reads(&time, "18 mai 2011").await?;
        // In full it is told where somebody is near.
        assert_eq!(reader.attribute(&time, "title").await?, None);
        reader.points_at(&time).await?;
        reader.sees(&format!("{time}[title^='18 mai 2011 à']")).await?;
        reader.run("document.querySelector('#comment-2 .causerie-permalink').focus()").await?;
        reader.sees("#comment-2 .causerie-time[title*=' à ']").await?;
        reader
            .reads("li:has(> #comment-1) > ol.causerie-replies > li > #comment-2 .causerie-author", "Max")
            .await
    })
    .await
}

#[tokio::test]
async fn counts_are_french_on_a_french_page() -> Outcome {
    let one = native::thread(&[native::comment("1", "Élodie", "Merci.")]);
    for (thread, words) in [(one, "1 commentaire"), (native::three(), "3 commentaires")] {
        let blog = blog_with(LINE, &thread).await?;
        story_with("en", async |reader| {
            reader.open(&blog.url("/")).await?;
            reader
                .until(&format!("document.querySelector('.causerie-title')?.innerText === '{words}'"))
                .await
                .map(drop)
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn words_are_english_on_an_english_page_though_the_browser_is_french() -> Outcome {
    let blog = blog("").await?;
    blog.on("GET /", Answer::html(&article_in("en", LINE)));
    story_with("fr", async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "3 comments").await?;
        reader.reads("#comment-1 .causerie-reply", "Reply").await
    })
    .await
}

#[tokio::test]
async fn the_address_of_a_comment_scrolls_to_it_and_marks_it() -> Outcome {
    let many: Vec<_> = (1..=30).map(|n| native::comment(&n.to_string(), "Odile", "Une phrase.")).collect();
    let blog = blog_with(LINE, &native::thread(&many)).await?;
    story(async |reader| {
        reader.open(&blog.url("/#comment-25")).await?;
        reader.until(&is_in_view("comment-25")).await?;
        let look = "(id => JSON.stringify(['backgroundColor', 'outline', 'boxShadow', 'borderInlineStart'].map(it => getComputedStyle(document.getElementById(id))[it])))";
        reader.until(&format!("{look}('comment-25') !== {look}('comment-24')")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_permalink_puts_the_comment_into_the_address() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.clicks("#comment-3 .causerie-permalink").await?;
        reader.until("location.hash === '#comment-3'").await?;
        reader.until(&is_in_view("comment-3")).await?;
        assert_eq!(blog.received("GET /").len(), 1, "the page was not loaded again");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_name_in_a_text_links_to_what_that_person_wrote() -> Outcome {
    let reply = native::comment("2", "Max", "@Élodie : d’accord, @Personne aussi.");
    let thread = native::thread(&[native::with_replies(native::comment("1", "Élodie", "Merci."), &[reply])]);
    let blog = blog_with(LINE, &thread).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#comment-2 .causerie-body a[href$='#comment-1']", "Élodie").await?;
        reader.counts("#comment-2 .causerie-body a", 1).await?;
        reader.reads("#comment-2 .causerie-body", "@Personne").await
    })
    .await
}

#[tokio::test]
async fn a_button_brings_the_next_page() -> Outcome {
    let mut first = native::thread(&[native::comment("1", "Élodie", "Merci.")]);
    first["next"] = json!("more");
    first["total"] = json!(2);
    first["roots"] = json!(2);
    let mut second = native::thread(&[native::comment("2", "Max", "D’accord.")]);
    second["total"] = json!(2);
    let blog = blog_with(LINE, &second).await?;
    blog.once(native::LIST, Answer::json(200, &first));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads(".causerie-title", "2 commentaires").await?;
        reader.clicks(".causerie-more").await?;
        reader.sees("#comment-1").await?;
        reader.sees("#comment-2").await?;
        reader.misses(".causerie-more").await?;
        assert!(blog.received(native::LIST)[1].query.contains("cursor=more"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_pingback_shows_the_page_it_comes_from() -> Outcome {
    let ping = json!({
        "id": "7", "kind": "pingback", "state": "approved", "created": "2011-05-19T07:00:00Z",
        "author": { "name": "Blog ami" }, "via": { "url": "https://ami.example/billet", "name": "Animer, dit-elle" },
        "body": { "text": "[…] à lire chez Camille […]" },
    });
    let blog = blog_with(LINE, &native::thread(&[ping])).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        let entry = "#comment-7[data-kind=pingback]";
        reader
            .reads(
                &format!("{entry} a[href='https://ami.example/billet'][rel='ugc nofollow noopener']"),
                "Animer",
            )
            .await?;
        reader.reads(entry, "à lire chez Camille").await?;
        reader.misses(&format!("{entry} .causerie-reply")).await
    })
    .await
}

#[tokio::test]
async fn a_broken_comment_does_not_hide_the_others() -> Outcome {
    let broken = json!({ "id": null, "kind": 7, "author": "?", "body": [], "created": "yesterday" });
    let thread = native::thread(&[
        native::comment("1", "Élodie", "Merci."),
        broken,
        native::comment("3", "Odile", "Oui."),
    ]);
    let blog = blog_with(LINE, &thread).await?;
    story(async |reader| {
        reader.expect_error("[causerie]");
        reader.open(&blog.url("/")).await?;
        reader.sees("#comment-1").await?;
        reader.sees("#comment-3").await
    })
    .await
}

fn is_in_view(id: &str) -> String {
    format!(
        "(r => r && r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('{id}')?.getBoundingClientRect())"
    )
}
