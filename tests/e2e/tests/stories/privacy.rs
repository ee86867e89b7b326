//! What the widget keeps, sends and shows of a reader. That no story asks a stranger, the harness sees to.

use crate::{ELEMENT, FORM, LINE, LOADER, article, blog, blog_with, writes};
use causerie_e2e::{Answer, Gate, Origin, Outcome, Reader, dist, native, story};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Everything the browser keeps for the page: `[where, key]`.
const KEPT: &str = "[...Object.keys(localStorage).map((key) => ['localStorage', key]), ...Object.keys(sessionStorage).map((key) => ['sessionStorage', key]), ...document.cookie.split('; ').filter(Boolean).map((it) => ['cookie', it])]";

async fn kept(reader: &Reader) -> Outcome<Vec<(String, String)>> {
    Ok(serde_json::from_value(reader.run(&format!("return {KEPT}")).await?)?)
}

/// The presets whose backend is where the page says; the others have theirs written in them.
fn presets() -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist().join("presets"))? {
        let file = entry?.path();
        let mapping: Value = serde_json::from_slice(&fs::read(&file)?)?;
        if mapping["vars"]["base"]["required"] == true {
            names.extend(file.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
        }
    }
    Ok(names)
}

#[tokio::test]
async fn nothing_is_kept_before_a_reader_types() -> Outcome {
    let presets = presets()?;
    assert!(presets.len() >= 10, "only {presets:?}");
    for preset in presets {
        let page = ELEMENT
            .replace("native", &preset)
            .replace("data-base", "data-site='blog' data-key='k' data-base");
        let blog = blog(&format!("{page}{LOADER}")).await?;
        story(async |reader| {
            reader.expect_error("404");
            reader.expect_error("[causerie]");
            reader.open(&blog.url("/")).await?;
            reader.until("document.querySelector('causerie-thread[data-phase]') && document.querySelector('causerie-thread').dataset.phase !== 'loading'").await?;
            crate::comes_to(reader, "causerie-thread :is(button, textarea, a)").await?;
            assert_eq!(kept(reader).await?, []);
            Ok(())
        })
        .await
        .map_err(|failure| format!("{preset}: {failure}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn who_writes_is_kept_only_on_request_and_forgotten_at_once() -> Outcome {
    let blog = blog(LINE).await?;
    blog.on(native::CREATE, Answer::json(201, &native::comment("4", "Jean", "Bonjour.")));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.until(&format!("document.querySelector('{FORM} [name=remember]')?.checked === false")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        reader.until(&format!("!JSON.stringify(localStorage).includes('jean@example.org') && !{KEPT}.some(([, key]) => key.includes('reader'))")).await?;
        reader.clicks(&format!("{FORM} [name=remember]")).await?;
        writes(reader, FORM, "", "Encore.").await?;
        reader.until("JSON.parse(localStorage['causerie reader'] ?? '{}').email === 'jean@example.org'").await?;
        reader.reload().await?;
        reader.until(&format!("document.querySelector('{FORM} [name=email]')?.value === 'jean@example.org'")).await?;
        reader.clicks(&format!("{FORM} [name=remember]")).await?;
        reader.until("!('causerie reader' in localStorage)").await.map(drop)
    })
    .await
}

#[tokio::test]
async fn every_key_is_in_the_documentation_and_every_one_there_is_kept() -> Outcome {
    let documented = documented()?;
    let mut mine: Value = serde_json::from_slice(&fs::read(dist().join("presets/native.json"))?)?;
    mine["vars"]["auth.token"]["keep"] = json!("local");
    if let Some(comment) = mine["comment"].as_object_mut() {
        comment.remove("mine");
    }
    mine["create"]["capture"] = json!({ "auth.token": "/token" });
    let mut own = native::comment("1", "Odile", "Bonjour");
    own["mine"] = json!(true);
    own["can"]["edit"] = json!(true);
    own["body"]["source"] = json!("Bonjour");
    let line = LINE.replace(r#"data-backend="native""#, r#"data-backend="./mine.json""#);
    let blog = blog_with(&line, &native::thread(&[own])).await?;
    blog.on("GET /mine.json", Answer::json(200, &mine));
    let mut pending = native::comment("4", "Jean", "Bonjour.");
    pending["state"] = json!("pending");
    pending["token"] = json!("t0ken");
    story(async |reader| {
        let mut seen = BTreeSet::new();
        reader.open(&blog.url("/")).await?;
        pending["created"] = reader.run("return new Date().toISOString()").await?;
        let gate = Gate::closed();
        blog.on(native::CREATE, Answer::json(202, &pending).after(&gate));
        reader.clicks("#comment-1 .causerie-edit").await?;
        reader.types("#comment-1 .causerie-editor textarea", " à tous").await?;
        reader.clicks(&format!("{FORM} [name=remember]")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Salut.").await?;
        seen.extend(kept(reader).await?);
        // Another window has typed into the same form.
        reader.run("const key = Object.keys(localStorage).find((key) => / draft $/.test(key));
            localStorage[key] = 'Autre chose.';
            window.dispatchEvent(new StorageEvent('storage', { key, oldValue: 'Salut.', newValue: 'Autre chose.', storageArea: localStorage }))").await?;
        reader.sees(".causerie-replaced").await?;
        seen.extend(kept(reader).await?);
        writes(reader, FORM, "Jean", " Bonjour.").await?;
        reader.sees("article[data-state=sending]").await?;
        seen.extend(kept(reader).await?);
        gate.open();
        reader.sees("#comment-4[data-state=pending]").await?;
        reader.until(&format!("{KEPT}.some(([, key]) => key.endsWith(' pending'))")).await?;
        seen.extend(kept(reader).await?);
        let of = |(place, key): &(String, String)| documented.iter().position(|row| row.0 == *place && matches(&row.1, key));
        let strange: Vec<_> = seen.iter().filter(|found| of(found).is_none()).collect();
        assert!(strange.is_empty(), "not documented: {strange:#?}");
        let found: BTreeSet<_> = seen.iter().filter_map(of).collect();
        let missing: Vec<_> = (0..documented.len()).filter(|row| !found.contains(row)).map(|row| &documented[row]).collect();
        assert!(missing.is_empty(), "documented and not kept: {missing:#?}; kept: {seen:#?}");
        Ok(())
    })
    .await
}

/// The table in docs/privacy.md: where, and the key with what stands for something in capitals.
fn documented() -> Outcome<Vec<(String, String)>> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/privacy.md"))?;
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `causerie "));
    let row = |row: &str| {
        let (key, rest) = row.split_once("` | `")?;
        let mut places: Vec<_> =
            rest.split_once(" |")?.0.split('`').filter(|word| word.ends_with("Storage")).collect();
        places.sort_unstable();
        Some(
            places.into_iter().map(|place| (place.to_owned(), format!("causerie {key}"))).collect::<Vec<_>>(),
        )
    };
    let rows: Vec<_> = rows.filter_map(row).flatten().collect();
    if rows.is_empty() { Err("docs/privacy.md has no table of keys".into()) } else { Ok(rows) }
}

/// Whether a key is one of these: words in capitals stand for anything.
fn matches(pattern: &str, key: &str) -> bool {
    let is_free = |word: &str| word.chars().all(|c| c.is_ascii_uppercase());
    let fixed: Vec<_> = pattern.split(' ').filter(|word| !is_free(word)).collect();
    let is_last_fixed = pattern.split(' ').next_back().is_some_and(|word| !is_free(word));
    let tail = fixed[1..].join(" ");
    let after = format!(" {tail}");
    key.starts_with("causerie ")
        && if is_last_fixed { key.ends_with(&after) } else { key.contains(&format!("{after} ")) }
}

#[tokio::test]
async fn an_email_address_that_comes_back_is_not_shown() -> Outcome {
    let mut told = native::comment("1", "Élodie", "Merci.");
    told["author"]["email"] = json!("elodie@example.org");
    let blog = blog_with(LINE, &native::thread(&[told.clone()])).await?;
    let mut mine = native::comment("4", "Jean", "Bonjour.");
    mine["author"]["email"] = json!("jean@example.org");
    blog.on(native::CREATE, Answer::json(201, &mine));
    story(async |reader| {
        reader.open(&blog.url("/")).await?;
        reader.types(&format!("{FORM} [name=email]"), "jean@example.org").await?;
        writes(reader, FORM, "Jean", "Bonjour.").await?;
        reader.sees("#comment-4[data-state=approved]").await?;
        let page = reader.run("return document.documentElement.outerHTML").await?;
        assert!(!page.as_str().unwrap_or_default().contains("@example.org"));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_origin_learns_the_pages_origin_and_not_its_address() -> Outcome {
    for (policy, expected) in [("", true), ("<meta name=referrer content=no-referrer>", false)] {
        let backend = Origin::start().await?;
        native::serve(&backend, &native::three());
        backend.share();
        let blog = blog("").await?;
        let element = ELEMENT.replace("/api", &backend.url("/api"));
        blog.on("GET /private/path", Answer::html(&article(&format!("{policy}{element}{LOADER}"))));
        story(async |reader| {
            reader.trust(&backend.url("/"));
            reader.open(&blog.url("/private/path?secret=1")).await?;
            reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
            for request in backend.received(native::LIST) {
                let referrer = request.headers.get("referer").and_then(|value| value.to_str().ok());
                assert_eq!(referrer.map(str::to_owned), expected.then(|| blog.url("/")));
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_token_is_in_headers_only() -> Outcome {
    let blog = blog(&format!("{ELEMENT}{LOADER}")).await?;
    story(async |reader| {
        reader.expect_error("404");
        reader.open(&blog.url("/")).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        reader.run("document.querySelector('causerie-thread').vars = { 'auth.token': 's3cret-token' }").await?;
        let asked = blog.until(native::LIST, |asked| asked.iter().any(|request| request.headers.contains_key("authorization"))).await?;
        reader.counts("causerie-thread[data-phase=ready] article", 3).await?;
        assert!(asked.iter().all(|request| !request.query.contains("s3cret")));
        let page = reader.run("return document.documentElement.outerHTML + location.href + performance.getEntriesByType('resource').map(({ name }) => name)").await?;
        assert!(!page.as_str().unwrap_or_default().contains("s3cret"));
        let kept = reader.run("return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])").await?;
        assert!(!kept.as_str().unwrap_or_default().contains("s3cret"), "{kept}");
        Ok(())
    })
    .await
}
