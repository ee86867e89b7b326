//! The first half of a release's module comes in parts, each of which works while the next is on its way.

use crate::{LOADER, blog, is_cut};
use causerie_e2e::{Answer, Gate, Origin, Outcome, dist, native, story};
use std::fs;

const WASM: &str = "GET /causerie/causerie_bg.wasm";
/// A page whose list only the module asks for.
const NEWEST: &str = r#"<causerie-thread base data-base="/api" order="newest" load="eager"><p class="fallback">Les commentaires arrivent.</p></causerie-thread>"#;

/// The file, and where the parts of it end that ask and that read.
fn parts() -> Outcome<(Vec<u8>, [usize; 2])> {
    let loader = fs::read_to_string(dist().join("embed.js"))?;
    let told = loader.split("`deferred-").nth(1).and_then(|rest| rest.split('`').next()).ok_or("no parts")?;
    let lengths: Vec<usize> = told.split(' ').skip(1).map(str::parse).collect::<Result<_, _>>()?;
    Ok((fs::read(dist().join("causerie_bg.wasm"))?, [lengths[1], lengths[..4].iter().sum()]))
}

/// Blogs whose thread waits, once it has asked for its list, until the gate opens: for a part of the module, if it was cut,
/// or for the answer.
async fn waiting() -> Outcome<Vec<(Origin, Gate)>> {
    let page = format!("{NEWEST}{LOADER}");
    let (gate, whole) = (Gate::closed(), blog(&page).await?);
    whole.on(native::LIST, Answer::json(200, &native::three()).after(&gate));
    let mut blogs = vec![(whole, gate)];
    if is_cut() {
        let (file, ends) = parts()?;
        for end in ends {
            let (gate, blog) = (Gate::closed(), blog(&page).await?);
            blog.on(WASM, Answer::new(200, "application/wasm", file.clone()).pausing(end, &gate));
            blogs.push((blog, gate));
        }
    }
    Ok(blogs)
}

#[tokio::test]
async fn each_works_while_the_next_is_on_its_way() -> Outcome {
    for (blog, gate) in waiting().await? {
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            blog.until(native::LIST, |sent| sent.len() == 1).await?;
            gate.open();
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            assert_eq!(blog.received(native::LIST).len(), 1);
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn options_that_change_before_a_thread_is_drawn_are_those_it_is_drawn_with() -> Outcome {
    for (blog, gate) in waiting().await? {
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            blog.until(native::LIST, |sent| sent.len() == 1).await?;
            reader.run("document.querySelector('causerie-thread').setAttribute('numbered', '')").await?;
            gate.open();
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            reader.sees(".causerie-number").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_thread_that_leaves_the_page_before_it_is_drawn_is_never_drawn() -> Outcome {
    for (blog, gate) in waiting().await? {
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            blog.until(native::LIST, |sent| sent.len() == 1).await?;
            reader
                .run("document.gone = document.querySelector('causerie-thread'); document.gone.remove()")
                .await?;
            gate.open();
            // Another that comes now has the module.
            reader.run("document.body.append(document.gone.cloneNode(true))").await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            reader.until("!document.gone.querySelector('article')").await.map(drop)
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn where_the_rest_never_comes_the_page_stays_and_the_next_thread_tries_again() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let (file, [asking, reading]) = parts()?;
    let apart = NEWEST.replace(" load", " shadow load");
    for (end, element) in [(100, NEWEST), (asking, NEWEST), (reading, NEWEST), (reading, &apart)] {
        let blog = blog(&format!("{element}{LOADER}")).await?;
        let whole = Answer::new(200, "application/wasm", file.clone());
        let gate = Gate::closed();
        blog.on(WASM, whole.clone().breaking(end, &gate));
        story(async |reader| {
            reader.expect_error("ERR_");
            reader.open(&blog.url("/")).await?;
            if end > 100 {
                blog.until(native::LIST, |sent| sent.len() == 1).await?;
            }
            gate.open();
            reader.hears_on_console(&["[causerie] no comments here", "causerie_bg.wasm"]).await?;
            assert_eq!(reader.hears("causerie-error").await?["kind"], "setup");
            assert!(!reader.has_heard("stopped working"), "a part was used before it was there");
            // A slot shows it where there is a shadow root.
            reader.until("document.querySelector('.fallback').checkVisibility()").await?;
            blog.on(WASM, whole);
            // The same thread, put elsewhere, and another.
            reader.run("const it = document.querySelector('causerie-thread'); it.remove(); document.body.append(it, it.cloneNode(true))").await?;
            let drawn = "[...document.querySelectorAll('causerie-thread')].filter(it => \
                (it.shadowRoot || it).querySelectorAll('article').length === 3 && !it.querySelector('.fallback')?.checkVisibility() && !it.shadowRoot?.querySelector('slot'))";
            reader.until(&format!("{drawn}.length === 2")).await.map(drop)
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_module_of_another_release_does_not_run() -> Outcome {
    if !is_cut() {
        return Ok(());
    }
    let (mut file, [asking, _]) = parts()?;
    let name = b"deferred-";
    let at = file.windows(name.len()).position(|window| window == name).ok_or("the build has no name")?;
    file[at + name.len()] ^= 1;
    let shorter = file[..asking / 2].to_vec();
    for other in [file, shorter, b"no module".to_vec()] {
        let blog = blog(&format!("{NEWEST}{LOADER}")).await?;
        native::serve(&blog, &native::three());
        blog.on(WASM, Answer::new(200, "application/wasm", other));
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            reader
                .hears_on_console(&["[causerie]", "causerie_bg.wasm", "is not the file of this release"])
                .await?;
            assert!(blog.received(native::LIST).is_empty());
            reader.sees(".fallback").await
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_mistake_that_nothing_was_asked_for_is_told() -> Outcome {
    for element in [
        r#"<causerie-thread order="newest" load="eager"></causerie-thread>"#,
        r#"<causerie-thread backend="github" data-repo="../x" data-issue="1" load="eager"></causerie-thread>"#,
    ] {
        let blog = blog(&format!("{element}{LOADER}")).await?;
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            assert_eq!(reader.hears("causerie-error").await?["kind"], "setup");
            reader.sees("causerie-thread [role=alert]").await
        })
        .await?;
    }
    Ok(())
}
