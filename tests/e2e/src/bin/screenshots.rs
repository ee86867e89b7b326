//! Takes pictures of the demo thread for a person to look at: three widths, light and dark, every language.

use causerie_e2e::{Outcome, Reader, Reference, dist, story};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let folder = env::args_os().nth(1).map(PathBuf::from).ok_or("name the folder for the pictures")?;
    fs::create_dir_all(&folder)?;
    let article = fs::read_to_string(dist().join("index.html"))?.replace("embed.js\"", "causerie/embed.js\"");
    let server = Reference::start(&["--demo", "--moderation", "none"]).await?;
    for language in languages()? {
        let page = article.replacen("<html lang=\"fr\">", &format!("<html lang=\"{language}\">"), 1);
        server.site.write("index.html", &page)?;
        story(async |reader| {
            reader.open(&server.url("/")).await?;
            reader.run("document.querySelector('#comments').scrollIntoView()").await?;
            reader.sees("causerie-thread[data-phase=ready] .causerie-comment").await?;
            reader.sees("causerie-thread .causerie-form").await?;
            for scheme in ["light", "dark"] {
                for width in WIDTHS {
                    take(reader, &folder.join(format!("{language}-{scheme}-{width}.png")), width, scheme)
                        .await?;
                }
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Those the widget speaks.
fn languages() -> Outcome<Vec<String>> {
    let files = fs::read_dir(dist().join("locales"))?;
    let mut names: Vec<String> =
        files.flatten().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    // A release has the texts for those who act apart.
    names.retain(|name| !name.contains('.'));
    names.sort();
    Ok(names)
}

async fn take(reader: &Reader, file: &Path, width: u32, scheme: &str) -> Outcome {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    reader.devtools("Emulation.setEmulatedMedia", features).await?;
    resize(reader, width, 800).await?;
    let height = reader.run("return document.documentElement.scrollHeight").await?.as_u64().unwrap_or(800);
    resize(reader, width, height).await?;
    reader.run("window.scrollTo(0, 0); await new Promise(requestAnimationFrame)").await?;
    fs::write(file, reader.client().screenshot().await?)?;
    println!("{}", file.display());
    Ok(())
}

async fn resize(reader: &Reader, width: u32, height: u64) -> Outcome {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
    reader.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
}

const WIDTHS: [u32; 3] = [360, 768, 1280];
