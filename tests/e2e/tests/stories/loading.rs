//! When the wasm is fetched.

use crate::{LINE, LOADER, article, blog};
use causerie_e2e::{Answer, Gate, Origin, Outcome, dist, native, story};

const WASM: &str = "GET /causerie/causerie_bg.wasm";

#[tokio::test]
async fn a_thread_far_below_is_fetched_when_the_reader_comes_near() -> Outcome {
    let far = r#"<div class="far"></div><causerie-thread data-base="/api"></causerie-thread>"#;
    let blog = blog(&format!("<style>.far {{ block-size: 6000px }}</style>{far}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        settle(reader).await?;
        nothing_was_fetched(&blog);
        reader.run("window.scrollTo(0, document.body.scrollHeight)").await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn an_eager_thread_far_below_is_fetched_at_once() -> Outcome {
    let far = r#"<div class="far"></div><causerie-thread data-base="/api" load="eager"></causerie-thread>"#;
    let blog = blog(&format!("<style>.far {{ block-size: 6000px }}</style>{far}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        assert_eq!(reader.run("return window.scrollY").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_thread_that_waits_for_interaction_is_fetched_at_a_click() -> Outcome {
    let element = r#"<causerie-thread data-base="/api" load="interaction"><p class="fallback">Afficher les commentaires</p></causerie-thread>"#;
    let blog = blog(&format!("{element}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        settle(reader).await?;
        nothing_was_fetched(&blog);
        reader.clicks(".fallback").await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await
    })
    .await
}

#[tokio::test]
async fn the_address_of_a_comment_fetches_its_thread_though_it_is_far_below() -> Outcome {
    let far = r#"<div class="far"></div><causerie-thread data-base="/api"></causerie-thread>"#;
    let blog = blog(&format!("<style>.far {{ block-size: 6000px }}</style>{far}{LOADER}")).await?;
    story(async |reader| {
        reader.open(&blog.url("/#comment-3")).await?;
        reader.until("(r => r && r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('#comment-3')?.getBoundingClientRect())").await.map(drop)
    })
    .await
}

/// A browser's first words for dates take it a while. They are made while the module is on its way; where the line is faster
/// than that, once it is painted what the module shows.
#[tokio::test]
async fn no_painting_waits_for_the_words_of_dates() -> Outcome {
    for is_slow in [true, false] {
        let blog = blog(&format!("{WATCH}{LINE}")).await?;
        let module = Gate::closed();
        let wasm = std::fs::read(dist().join("causerie_bg.wasm"))?;
        blog.on(WASM, Answer::new(200, "application/wasm", wasm).after(&module));
        story(async |reader| {
            if !is_slow {
                module.open();
            }
            reader.open(&blog.url(if is_slow { "/?slow" } else { "/" })).await?;
            reader.until("document.made").await?;
            module.open();
            reader.reads("#comment-1 .causerie-time", "18 mai 2011").await?;
            let expected = if is_slow { "before" } else { "after" };
            assert_eq!(reader.run("return document.made").await?, expected);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Notes whether the first words for dates are made before a comment is there or after, and says how long files take.
const WATCH: &str = r"<script>
    const Dates = Intl.DateTimeFormat;
    performance.getEntriesByName = () => [{ duration: location.search ? 500 : 5 }];
    Intl.DateTimeFormat = function (...given) {
        document.made ??= document.querySelector('.causerie-comment') ? 'after' : 'before';
        return new Dates(...given);
    };
</script>";

fn nothing_was_fetched(blog: &Origin) {
    for what in [WASM, "GET /causerie/causerie.js", causerie_e2e::native::LIST] {
        assert!(blog.received(what).is_empty(), "{what} came too early");
    }
}

/// Waits until the element is defined, the page is loaded, painted, and has nothing more to do.
async fn settle(reader: &causerie_e2e::Reader) -> Outcome {
    reader.until("document.readyState === 'complete' && !!customElements.get('causerie-thread')").await?;
    reader
        .run("for (let n = 0; n < 3; n++) { await new Promise(requestAnimationFrame); await new Promise(requestIdleCallback); }")
        .await
        .map(drop)
}

#[tokio::test]
async fn the_list_is_asked_for_once_and_while_the_module_comes() -> Outcome {
    for (path, line) in [
        ("/", LINE.to_owned()),
        ("/a(b)'s*post!/", LINE.to_owned()),
        ("/?page=2&x=%C3%A9", LINE.to_owned()),
        ("/", LINE.replace("data-load", "data-thread=\"Un billet (1)\" data-page-size=\"30\" data-load")),
    ] {
        let blog = blog(&line).await?;
        blog.on(
            &format!("GET {}", path.split('?').next().unwrap_or_default()),
            Answer::html(&article(&line)),
        );
        let gate = Gate::closed();
        let module = std::fs::read(dist().join("causerie_bg.wasm"))?;
        blog.on(WASM, Answer::new(200, "application/wasm", module).after(&gate));
        story(async |reader| {
            reader.open(&blog.url(path)).await?;
            blog.until(native::LIST, |sent| sent.len() == 1).await?;
            gate.open();
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            assert_eq!(blog.received(native::LIST).len(), 1, "{path}: its answer was not taken");
            reader.run("document.querySelector('causerie-thread').refresh()").await?;
            blog.until(native::LIST, |sent| sent.len() == 2).await.map(drop)
        })
        .await?;
    }
    Ok(())
}

/// A server that is busy with the list does not keep the module waiting.
#[tokio::test]
async fn what_the_module_begins_with_is_asked_for_before_the_list() -> Outcome {
    let blog = blog(LINE).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        let asked = "return performance.getEntriesByType('resource').sort((one, other) => one.startTime - other.startTime)
            .map(({ name }) => /causerie\\.js|causerie_bg|presets|locales|v1\\/comments/.exec(name)?.[0]).filter(Boolean).slice(0, 5)";
        let order = ["causerie.js", "causerie_bg", "presets", "locales", "v1/comments"];
        assert_eq!(reader.run(asked).await?, serde_json::json!(order));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_list_is_not_asked_for_early_where_the_module_would_say_something_else() -> Outcome {
    for line in [
        format!("<meta name=causerie-csrf content=token>{LINE}"),
        LINE.replace("data-load", "data-order=newest data-load"),
        LINE.replace("\"/api\"", "\"./api\""),
        LINE.replace("data-load", "data-lang=de data-load"),
    ] {
        let blog = blog(&line).await?;
        story(async |reader| {
            reader.expect_error("locales/de.json");
            reader.expect_error("404");
            reader.expect_error("[causerie]");
            reader.open(&blog.url("/")).await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            assert_eq!(blog.received(native::LIST).len(), 1, "{line}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}
