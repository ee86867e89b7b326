//! Pages that get in the widget's way: listeners that throw, names that hide the browser's own, polluted prototypes.

use crate::recovery::{FIRST, READY, TOLD};
use crate::{FORM, LOADER, blog};
use causerie_e2e::{Answer, Outcome, native, story};

#[tokio::test]
async fn what_a_listener_of_the_page_throws_does_not_stop_the_thread() -> Outcome {
    let script = "<script>for (const type of ['causerie-ready', 'causerie-comment']) document.addEventListener(type, () => { throw new RangeError('of the page') });\
        document.addEventListener('causerie-ready', async () => { throw new WebAssembly.CompileError('of the page') })</script>";
    let blog = blog(&format!("{script}{FIRST}{LOADER}")).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.expect_error("of the page");
        reader.open(&blog.url("/")).await?;
        reader.counts(READY, 3).await?;
        crate::writes(reader, &format!("#first {FORM}"), "Jean", "Bonjour.").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        reader.misses(TOLD).await?;
        assert!(!reader.console("of the page").await?.is_empty());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn elements_of_the_page_that_hide_its_methods_leave_the_fallback_and_the_sentence() -> Outcome {
    for name in [
        "createElement",
        "createTextNode",
        "querySelector",
        "addEventListener",
        "createElementNS",
        "head",
        "body",
    ] {
        let blog = blog(&format!("<form name={name}><img name={name} alt=''></form>{FIRST}{LOADER}")).await?;
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            // What the element has for readers stays where the module cannot work.
            let settled = "document.getElementsByTagName('article').length === 3 || !!document.getElementsByTagName('causerie-thread')[0].querySelector('[role=alert]')";
            reader.until(settled).await.map(drop)
        })
        .await
        .map_err(|failure| format!("{name}: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn polluted_prototypes_do_not_stop_a_thread_without_a_word() -> Outcome {
    let pollutions = [
        "Object.prototype.foo = 'bar'",
        "Object.prototype.toJSON = () => 'no'; Array.prototype.toJSON = () => 'no'",
        "Array.prototype.toJSON = function () { return 'no' }",
        "Object.prototype.get = () => 1; Object.prototype.set = () => 1",
        "Object.prototype.value = 1; Object.prototype.writable = true",
        "Object.prototype.headers = { a: 'b' }",
        "Object.prototype.integrity = ''",
        "Object.prototype.at = 7; Object.prototype.complete = undefined",
        "Object.prototype.then = undefined",
    ];
    for pollution in pollutions {
        let blog = blog("<iframe src='/polluted'></iframe>").await?;
        // The browser's own driver would stumble over the page's prototypes; those of a frame are its own.
        let page = format!("<script>{pollution}</script>{FIRST}{LOADER}");
        blog.on("GET /polluted", Answer::html(&crate::article(&page)));
        story(async |reader| {
            reader.open(&blog.url("/")).await?;
            let inside = format!("((document) => document.querySelectorAll('{READY}').length === 3 || !!document.querySelector('{TOLD}'))(frames[0].document)");
            reader.until(&inside).await.map(drop)
        })
        .await
        .map_err(|failure| format!("{pollution}: {failure}"))?;
    }
    Ok(())
}
