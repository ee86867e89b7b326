//! Signing in to a real Waline in its own window. What that window shows is a script from elsewhere; here one stands in
//! for it that signs in at once and tells the page so as that script does.

use super::super::{blog, decides};
use super::page;
use crate::FORM;
use causerie_e2e::servers::Waline;
use causerie_e2e::{Answer, Outcome, story};

#[tokio::test]
async fn who_signs_in_in_walines_window_has_an_account_until_they_sign_out() -> Outcome {
    let blog = blog("").await?;
    let script = blog.url("/admin.js");
    let waline = Waline::start(&[("WALINE_ADMIN_MODULE_ASSET_URL", &script)]).await?;
    blog.on("GET /", Answer::html(&page(&format!(r#"backend="waline" data-base="{}""#, waline.url("")))));
    blog.on("GET /admin.js", Answer::new(200, "text/javascript", WINDOW));
    waline.register("Autrice", "autrice@example.org").await?;
    let id = waline.comment("/", None, "Max", "D’accord").await?;
    story(async |reader| {
        reader.trust(&waline.url("/"));
        reader.open(&blog.url("/")).await?;
        reader.sees(&format!("{FORM} [name=name]")).await?;
        reader.clicks(".causerie-login").await?;
        reader.reads(".causerie-session", "Session ouverte : Autrice.").await?;
        reader.misses(&format!("{FORM} [name=name]")).await?;
        decides(reader, &format!("#comment-{id}"), "pin").await?;
        reader.sees(&format!("#comment-{id} .causerie-pinned")).await?;
        // The token outlives a reload.
        reader.reload().await?;
        reader.sees(&format!("#comment-{id} .causerie-moderation")).await?;
        reader.types(&format!("{FORM} [name=body]"), "Merci à tous.").await?;
        reader.clicks(&format!("{FORM} .causerie-submit")).await?;
        let own = "article[data-state=approved]:has(.causerie-badge[data-role=moderator])";
        reader.reads(&format!("{own} .causerie-author"), "Autrice").await?;
        reader.clicks(".causerie-log-out").await?;
        reader.sees(&format!("{FORM} [name=name]")).await?;
        reader.misses(".causerie-moderation").await
    })
    .await
}

const WINDOW: &str = "(async () => {
  const answer = await fetch(serverURL + 'token', {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: 'autrice@example.org', password: 'mot-de-passe', code: '' }),
  });
  const { data } = await answer.json();
  opener.postMessage({ type: 'userInfo', data: { ...data, remember: true } }, '*');
  close();
})();";
