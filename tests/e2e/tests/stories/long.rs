//! Long threads: the first screen at once, the rest in slices, and then only what changes.

use crate::{DEFERRED, ELEMENT, LOADER, blog_with};
use causerie_e2e::{Answer, Outcome, Reader, native, story};
use serde_json::{Value, json};
use std::ops::Range;

#[tokio::test]
async fn a_long_thread_is_drawn_in_slices_and_whole() -> Outcome {
    let blog = blog_with(&page(), &thread(1_000)).await?;
    story(async |reader| {
        watch(reader).await?;
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 1_000).await?;
        let steps = reader.run("return steps").await?;
        let steps: Vec<u64> = steps.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
        let largest = steps.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
        println!("1 000 comments: {} slices, the first of {}, none over {largest}", steps.len(), steps[0]);
        assert!(steps[0] <= 20 && steps.len() > 4 && largest <= 420, "{steps:?}");
        // In their order, and none twice.
        let ids = "[...document.querySelectorAll('article.causerie-comment')].map(it => +it.dataset.id)";
        reader.until(&format!("{ids}.every((id, place) => id === place + 1)")).await?;
        reader.misses(".causerie-more").await
    })
    .await
}

/// Slices that always came first would keep a page's own scripts waiting until the last.
#[tokio::test]
async fn every_other_slice_lets_the_page_go_first() -> Outcome {
    let blog = blog_with(&page(), &thread(1_000)).await?;
    story(async |reader| {
        let source = "window.urgent = [];
            const post = scheduler.postTask.bind(scheduler);
            scheduler.postTask = (act, options) => {
                urgent.push(options?.priority === 'user-blocking');
                return post(act, options);
            };";
        reader.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await?;
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 1_000).await?;
        reader.until("urgent.includes(true)").await?;
        reader.until("urgent.every((is, at) => !is || !urgent[at - 1])").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn pages_follow_by_themselves_until_there_are_as_many_entries_as_the_page_wants() -> Outcome {
    let blog = blog_with(&page(), &thread(0)).await?;
    native::serve(&blog, &of(thread(200), 150..200, None));
    for (range, next) in [(0..100, "b"), (100..150, "c")] {
        blog.once(native::LIST, Answer::json(200, &of(thread(200), range, Some(next))));
    }
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 200).await?;
        assert_eq!(blog.received(native::LIST).len(), 3);
        // Nothing was read aloud, and nothing took the focus.
        reader.until("document.querySelector('.causerie-status').textContent === ''").await?;
        reader.until("document.activeElement === document.body").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_is_off_the_screen_is_skipped_in_a_short_thread_too() -> Outcome {
    let blog = blog_with(&page(), &thread(60)).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 60).await?;
        let shown = |id: u32| {
            format!("document.querySelector('#comment-{id} .causerie-body').checkVisibility({{ contentVisibilityAuto: true }})")
        };
        reader.until(&format!("{} && !{}", shown(1), shown(60))).await?;
        reader.run("document.querySelector('#comment-60').scrollIntoView()").await?;
        reader.until(&format!("{} && !{}", shown(60), shown(20))).await?;
        // What grows once it is near would push away what the address names.
        reader.run("location.hash = 'comment-50'").await?;
        reader.until(&format!("{} && {}", shown(20), shown(60))).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_vote_touches_nothing_but_its_entry() -> Outcome {
    let blog = blog_with(&page(), &thread(300)).await?;
    blog.on("PUT /api/v1/comments/150/vote", Answer::json(200, &json!({ "up": 3, "mine": 1 })));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 300).await?;
        let watch = "window.touched = [];
            new MutationObserver(records => records.forEach(({ target }) => {
              const entry = (target.nodeType === 1 ? target : target.parentElement).closest('article, [role=status]');
              touched.push(entry ? entry.id || 'status' : 'else');
            })).observe(document.querySelector('causerie-thread section'), { subtree: true, childList: true, attributes: true, characterData: true });";
        reader.run(watch).await?;
        // The button, the focus and what is selected stay as they are.
        reader.run("window.voted = document.querySelector('#comment-150 .causerie-up'); voted.focus();
            getSelection().selectAllChildren(document.querySelector('#comment-150 .causerie-body')); voted.click()").await?;
        reader.until("voted.textContent.includes('3') && document.activeElement === voted").await?;
        reader.until("voted.isConnected && getSelection().toString().trim() === 'Le commentaire 150.'").await?;
        let touched = reader.run("return [...new Set(touched)].sort()").await?;
        assert!(touched == json!(["comment-150"]) || touched == json!(["comment-150", "status"]), "{touched}");
        Ok(())
    })
    .await
}

/// Translators put the words of a page into elements of their own, password managers their signs beside fields.
#[tokio::test]
async fn what_others_put_into_a_thread_stays_and_keeps_nothing_as_it_was() -> Outcome {
    let blog = blog_with(&page(), &thread(2)).await?;
    blog.on("PUT /api/v1/comments/2/vote", Answer::json(200, &json!({ "up": 3, "mine": 1 })));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.reads("#comment-2 .causerie-up", "2").await?;
        reader.sees("textarea").await?;
        reader.run("window.up = document.querySelector('#comment-2 .causerie-up'), window.area = document.querySelector('textarea');
            for (const it of [up, document.querySelector('#comment-2 .causerie-author-name')]) {
              const font = document.createElement('font');
              font.append(...it.childNodes); it.append(font);
            }
            document.querySelector('#comment-2 .causerie-actions').append('!');
            area.before(document.createElement('i')); area.after(document.createElement('i')); area.focus(); up.click()").await?;
        reader.reads("#comment-2 .causerie-up[aria-pressed=true]", "3").await?;
        reader.misses("#comment-2 .causerie-up font").await?;
        reader.sees("#comment-2 .causerie-author-name font").await?;
        reader.until("up.isConnected && document.activeElement === area").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_address_of_a_comment_far_below_is_followed_at_once() -> Outcome {
    let blog = blog_with(&page(), &thread(1_000)).await?;
    story(async |reader| {
        reader.open(&blog.url("/#comment-900")).await?;
        reader.is_focused("#comment-900").await?;
        reader.counts("article.causerie-comment", 1_000).await?;
        // What was drawn above it meanwhile has not pushed it away.
        let top = "document.querySelector('#comment-900').getBoundingClientRect().top";
        reader.until(&format!("{top} > -50 && {top} < innerHeight")).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn an_answer_to_a_comment_far_below_can_be_written() -> Outcome {
    let blog = blog_with(&page(), &thread(300)).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 300).await?;
        answers(reader, 299).await
    })
    .await
}

#[tokio::test]
async fn the_last_of_five_hundred_that_answer_each_other_can_be_answered() -> Outcome {
    // As a text: values nested this deeply take more stack than a test has.
    let comment = |id: u32| {
        let comment =
            native::comment(&id.to_string(), "Un lecteur", &format!("Le commentaire {id}.")).to_string();
        format!("{},\"replies\":{{\"items\":[", comment.strip_suffix("}").unwrap_or(&comment))
    };
    let chain = (1..=500).map(comment).collect::<String>() + &"]}}".repeat(500);
    let thread = native::thread(&[]).to_string().replace("\"items\":[]", &format!("\"items\":[{chain}]"));
    let blog = blog_with(&page(), &native::thread(&[])).await?;
    blog.on(native::LIST, Answer::new(200, "application/json", thread));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 500).await?;
        answers(reader, 500).await
    })
    .await
}

/// Opens the form below a comment, writes, and leaves it with the escape key.
async fn answers(reader: &Reader, id: usize) -> Outcome {
    // What comes near takes its real height: a person clicks when nothing moves any more.
    let rests = format!(
        "(() => {{
            const button = document.querySelector('#comment-{id} .causerie-reply');
            button.scrollIntoView({{ block: 'center' }});
            const {{ top }} = button.getBoundingClientRect(), before = window.before;
            window.before = top;
            return top === before;
        }})()"
    );
    reader.until(&rests).await?;
    reader.clicks(&format!("#comment-{id} .causerie-reply")).await?;
    let form = format!(r#".causerie-form[data-parent="{id}"]"#);
    let area = format!("{form} [name=body]");
    reader.is_focused(&area).await?;
    reader.types(&area, "Bonjour").await?;
    reader.client().active_element().await?.send_keys("\u{e00c}").await?;
    reader.misses(&form).await?;
    reader.is_focused(&format!("#comment-{id}")).await
}

#[tokio::test]
async fn all_of_it_is_read_without_the_second_half() -> Outcome {
    let blog = blog_with(&page(), &thread(160)).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 160).await?;
        reader.misses(".causerie-more").await?;
        assert!(blog.received(DEFERRED).is_empty(), "it came too early");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_reply_far_below_keeps_the_focus_while_those_before_it_come() -> Outcome {
    let mut whole = thread(30);
    let replies = thread(200)["items"].as_array().map_or(Vec::new(), |items| items[100..].to_vec());
    whole["items"][25]["replies"] = json!({ "total": replies.len(), "items": replies, "next": null });
    let blog = blog_with(&page(), &whole).await?;
    story(async |reader| {
        reader.open(&blog.url("/#comment-190")).await?;
        reader.is_focused("#comment-190").await?;
        reader.counts("article.causerie-comment", 130).await?;
        reader.is_focused("#comment-190").await
    })
    .await
}

#[tokio::test]
async fn entries_that_come_first_or_go_down_take_nothing_from_a_reader_who_writes() -> Outcome {
    let blog = blog_with(&format!("{ELEMENT}{LOADER}"), &of(thread(4), 1..4, None)).await?;
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.counts("article.causerie-comment", 3).await?;
        reader.clicks("#comment-3 .causerie-reply").await?;
        let field = r#".causerie-form[data-parent="3"] [name=body]"#;
        reader.is_focused(field).await?;
        reader.run(&format!("window.field = document.querySelector('{field}')")).await?;
        native::serve(&blog, &thread(4));
        reader.run("document.querySelector('causerie-thread').refresh()").await?;
        reader.counts("article.causerie-comment", 4).await?;
        reader.until("document.activeElement === window.field").await?;
        let mut other = thread(4);
        other["items"].as_array_mut().ok_or("a list")?.rotate_left(1);
        native::serve(&blog, &other);
        reader.run("document.querySelector('causerie-thread').refresh()").await?;
        let ids =
            "String([...document.querySelectorAll('article.causerie-comment')].map(it => it.dataset.id))";
        reader.until(&format!("{ids} === '2,3,4,1'")).await?;
        reader.until("document.activeElement === window.field").await.map(drop)
    })
    .await
}

/// Notes how many entries there are whenever there are more.
async fn watch(reader: &Reader) -> Outcome {
    let source = "window.steps = [];
        const entries = document.getElementsByClassName('causerie-comment');
        new MutationObserver(() => { if (entries.length > (steps.at(-1) ?? 0)) steps.push(entries.length); }).observe(document, { childList: true, subtree: true });";
    reader.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await.map(drop)
}

pub fn page() -> String {
    format!("{ELEMENT}{LOADER}").replace("<causerie-thread ", r#"<causerie-thread page-size="1000" "#)
}

/// A page of a thread.
pub fn of(mut thread: Value, range: Range<usize>, next: Option<&str>) -> Value {
    thread["items"] = thread["items"].as_array().map_or(&[][..], |items| &items[range]).into();
    thread["next"] = json!(next);
    thread
}

pub fn thread(number: usize) -> Value {
    let comment = |id: usize| {
        let mut comment = native::comment(&id.to_string(), "Élodie", &format!("Le commentaire {id}."));
        comment["votes"] = json!({ "up": 2 });
        comment["can"]["vote"] = json!(true);
        comment
    };
    let mut thread = native::thread(&(1..=number).map(comment).collect::<Vec<_>>());
    thread["thread"]["can"]["voteUp"] = json!(true);
    thread
}
