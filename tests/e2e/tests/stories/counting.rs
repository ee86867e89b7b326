//! Badges that say how many comments a thread has, on pages without a thread.

use crate::{ELEMENT, LOADER, article, article_in, blog};
use causerie_e2e::{Answer, Origin, Outcome, Reader, dist, story, story_with};
use serde_json::{Value, json};

/// The line that fills badges.
const COUNTER: &str = r#"<script async src="/causerie/count.js"></script>"#;

/// A blog with a list of articles at `/`.
async fn list(body: &str) -> Outcome<Origin> {
    let blog = Origin::start().await?;
    blog.folder("/causerie/", dist());
    blog.on("GET /", Answer::html(&article(&format!("{body}{COUNTER}"))));
    Ok(blog)
}

/// A badge of a backend below `/api`, in the link to its article.
fn badge(backend: &str, more: &str) -> String {
    format!(
        r#"<p><a href="/2012/{more}/#comments"><causerie-count backend="{backend}" data-base="/api">Commentaires</causerie-count></a>"#
    )
}

/// The badges' words.
async fn words(reader: &Reader) -> Outcome<Value> {
    reader.run("return [...document.querySelectorAll('causerie-count')].map(it => it.textContent)").await
}

/// Nothing of the widget was fetched.
fn only_counted(blog: &Origin) {
    for file in ["causerie_bg.wasm", "causerie.js", "causerie.css", "embed.js"] {
        assert!(blog.received(&format!("GET /causerie/{file}")).is_empty(), "{file} was fetched");
    }
}

#[tokio::test]
async fn the_badges_of_a_list_are_asked_for_at_once() -> Outcome {
    let blog = list(&["a", "b", "a", "c"].map(|name| badge("isso", name)).concat()).await?;
    blog.on("POST /api/count", Answer::json(200, &json!([3, 1234, 0])));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-count[data-count]", 4).await?;
        assert_eq!(
            words(reader).await?,
            json!(["3 commentaires", "1\u{202f}234 commentaires", "3 commentaires", "0 commentaire"])
        );
        let asked = blog.received("POST /api/count");
        assert_eq!(asked.len(), 1);
        assert_eq!(asked[0].body, r#"["/2012/a/","/2012/b/","/2012/c/"]"#);
        assert_eq!(blog.received("GET /causerie/presets/isso.json").len(), 1);
        assert_eq!(blog.received("GET /causerie/locales/fr.json").len(), 1);
        only_counted(&blog);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn an_answer_by_key_is_read_by_key() -> Outcome {
    let body = r#"<causerie-count data-base="/api" thread="a"></causerie-count><causerie-count data-base="/api" thread="b">?</causerie-count><causerie-count data-base="/api" thread="c">?</causerie-count>"#;
    let blog = list(body).await?;
    blog.on("GET /api/v1/counts", Answer::json(200, &json!({ "counts": { "b": 2, "a": 1 } })));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.hears_on_console(&["[causerie] no count here: native gives no number for c"]).await?;
        reader.counts("causerie-count[data-count]", 2).await?;
        assert_eq!(words(reader).await?, json!(["1 commentaire", "2 commentaires", "?"]));
        assert_eq!(blog.received("GET /api/v1/counts")[0].query, "thread=a&thread=b&thread=c");
        only_counted(&blog);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn more_than_a_hundred_threads_are_asked_for_in_parts() -> Outcome {
    let all: Vec<_> = (0..130).map(|n| n.to_string()).collect();
    let blog = list(&all.iter().map(|name| badge("isso", name)).collect::<String>()).await?;
    let numbers: Vec<_> = (0..100).collect();
    blog.on("POST /api/count", Answer::json(200, &json!(numbers)));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-count[data-count]", 130).await?;
        let mut sizes: Vec<_> =
            blog.received("POST /api/count").iter().map(|it| it.body.matches("/2012/").count()).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [30, 100]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn wordpress_says_it_in_a_header() -> Outcome {
    let body = r#"<causerie-count backend="wordpress" data-base="/api" data-post="42"></causerie-count><a href="/un-billet/"><causerie-count backend="wordpress" data-base="/api"></causerie-count></a>"#;
    let blog = list(body).await?;
    blog.on("HEAD /api/wp/v2/comments", Answer::new(200, "application/json", "").header("x-wp-total", "7"));
    blog.on("GET /api/wp/v2/posts", Answer::json(200, &json!([{ "id": 43 }])));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts(r#"causerie-count[data-count="7"]"#, 2).await?;
        let mut asked: Vec<_> =
            blog.received("HEAD /api/wp/v2/comments").iter().map(|it| it.query.clone()).collect();
        asked.sort();
        assert_eq!(asked, ["post=42&per_page=1", "post=43&per_page=1"]);
        let found = blog.received("GET /api/wp/v2/posts");
        assert_eq!((found.len(), found[0].query.starts_with("slug=un-billet&")), (1, true));
        only_counted(&blog);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_failure_keeps_what_the_badge_contained_and_is_told_once() -> Outcome {
    let blog = list(&["a", "b"].map(|name| badge("isso", name)).concat()).await?;
    blog.on("POST /api/count", Answer::new(500, "text/html", "<h1>Oops"));
    story(async |reader| {
        reader.expect_error("500");
        reader.open(&blog.url("/")).await?;
        let origin = blog.url("");
        reader.hears_on_console(&[&format!("[causerie] no count here: {origin} answered 500")]).await?;
        assert_eq!(words(reader).await?, json!(["Commentaires", "Commentaires"]));
        assert_eq!(reader.console("[causerie]").await?.len(), 1);
        reader.misses("causerie-count[data-count]").await
    })
    .await
}

#[tokio::test]
async fn a_badge_can_come_change_and_go() -> Outcome {
    let blog = list("").await?;
    for (answer, number) in [("a", 1), ("b", 2)] {
        blog.on(
            &format!("GET /{answer}.json"),
            Answer::json(200, &json!({ "total": number, "comments": [] })),
        );
    }
    let file = |name: &str| {
        let set = format!("it.setAttribute('data-file', '/{name}.json')");
        format!(
            "const it = document.querySelector('causerie-count') ?? document.createElement('causerie-count'); it.setAttribute('backend', 'static'); {set}; if (!it.isConnected) {{ it.innerHTML = '<a href=\"/a/\">Lire</a>'; document.body.append(it); }}"
        )
    };
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.until("!!customElements.get('causerie-count')").await?;
        reader.run(&file("a")).await?;
        reader.reads("causerie-count[data-count='1'] > a[href]", "1 commentaire").await?;
        reader.run(&file("b")).await?;
        reader.reads("causerie-count[data-count='2'] > a[href]", "2 commentaires").await?;
        reader.expect_error("404");
        reader.run("document.querySelector('causerie-count').setAttribute('backend', '/none.json')").await?;
        reader.hears_on_console(&["[causerie] no count here", "/none.json answered 404"]).await?;
        reader.reads("causerie-count:not([data-count]) > a", "Lire").await?;
        reader.run("document.querySelector('causerie-count').remove()").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_badge_speaks_the_language_of_its_place() -> Outcome {
    let blog = list("").await?;
    let one = r#"<causerie-count backend="isso" data-base="/api" thread="/a/""#;
    let badges = format!(
        r#"{one} lang="fr"></causerie-count><p lang="ar">{one}></causerie-count></p>{one} lang="tlh"></causerie-count>{one} lang="en" text-title-one="only {{count}}"></causerie-count>"#
    );
    blog.on("GET /", Answer::html(&article_in("en", &format!("{badges}{COUNTER}"))));
    blog.on("POST /api/count", Answer::json(200, &json!([1])));
    story_with("en", async |reader| {
        reader.expect_error("404");
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-count[data-count]", 4).await?;
        assert_eq!(words(reader).await?, json!(["1 commentaire", "تعليق واحد", "1 comment", "only 1"]));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_loader_fetches_the_counter_only_where_there_are_badges() -> Outcome {
    let one = r#"<causerie-count data-base="/api" thread="a"></causerie-count>"#;
    for (badge, fetched) in [(one, 1), ("", 0)] {
        let blog = blog(&format!("{ELEMENT}{LOADER}{badge}")).await?;
        blog.on("GET /api/v1/counts", Answer::json(200, &json!({ "counts": { "a": 5 } })));
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            reader.counts("causerie-count[data-count='5']", fetched).await?;
            assert_eq!(blog.received("GET /causerie/count.js").len(), fetched);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn badges_work_under_the_strictest_policy() -> Outcome {
    let one = r#"<causerie-count data-base="/api" thread="a"></causerie-count>"#;
    let blog = blog("").await?;
    blog.on("GET /api/v1/counts", Answer::json(200, &json!({ "counts": { "a": 5 } })));
    for script in [COUNTER, LOADER] {
        let page = Answer::html(&article(&format!("{one}{script}")));
        blog.on("GET /", page.header("content-security-policy", crate::harness::STRICT));
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            reader.reads("causerie-count", "5 commentaires").await
        })
        .await?;
    }
    Ok(())
}
