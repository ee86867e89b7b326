//! Sends requests with the browser's `fetch`, gives up after a while, and stops when the thread leaves the page.

use crate::json;
use crate::mapping::{Credentials, Failure, LARGEST, Request, Response, Transport};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCredentials, RequestInit};

/// `fetch`, for one thread.
pub struct Fetch {
    controllers: Rc<std::cell::RefCell<Vec<AbortController>>>,
    /// The page's own `async (request) => headers`.
    authorize: Option<Function>,
}

impl Fetch {
    /// `authorize` is the page's function, if it set one.
    pub fn new(authorize: Option<Function>) -> Self {
        Self { controllers: Rc::default(), authorize }
    }

    /// What stops all requests of the thread.
    pub fn stop(&self) -> impl Fn() + 'static {
        let controllers = self.controllers.clone();
        move || controllers.borrow_mut().drain(..).for_each(|controller| controller.abort())
    }
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Network)?;
        self.controllers.borrow_mut().push(controller.clone());
        let late = Rc::new(Cell::new(false));
        let timeout = {
            let (controller, late) = (controller.clone(), late.clone());
            Timeout::new(PATIENCE, move || {
                late.set(true);
                controller.abort();
            })
        };
        let result = exchange(&request, &controller, self.authorize.as_ref()).await;
        drop(timeout);
        self.controllers.borrow_mut().retain(|running| running != &controller);
        result.map_err(|failure| if late.get() { Failure::Timeout } else { failure })
    }
}

async fn exchange(
    request: &Request,
    controller: &AbortController,
    authorize: Option<&Function>,
) -> Result<Response, Failure> {
    let headers = Headers::new().map_err(network)?;
    for (name, value) in &request.headers {
        headers.append(name, value).map_err(network)?;
    }
    if let Some(authorize) = authorize {
        add_authorization(authorize, request, &headers).await.map_err(network)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_headers(&headers);
    init.set_signal(Some(&controller.signal()));
    init.set_credentials(match request.credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    });
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    let window = web_sys::window().ok_or(Failure::Network)?;
    let answer =
        JsFuture::from(window.fetch_with_str_and_init(&request.url, &init)).await.map_err(network)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(network)?;
    let announced =
        answer.headers().get("content-length").ok().flatten().and_then(|length| json::integer(&length));
    if announced.is_some_and(|length| length > LARGEST as i64) {
        controller.abort();
        return Err(Failure::TooLarge);
    }
    let text = JsFuture::from(answer.text().map_err(network)?).await.map_err(network)?;
    let body = text.as_string().unwrap_or_default();
    if body.len() > LARGEST {
        return Err(Failure::TooLarge);
    }
    Ok(Response { status: answer.status(), url: answer.url(), headers: headers_of(&answer), body })
}

/// Asks the page for further headers, such as a token it keeps.
async fn add_authorization(
    authorize: &Function,
    request: &Request,
    headers: &Headers,
) -> Result<(), JsValue> {
    let about = Object::new();
    Reflect::set(&about, &"url".into(), &request.url.as_str().into())?;
    Reflect::set(&about, &"method".into(), &request.method.into())?;
    let given = authorize.call1(&JsValue::NULL, &about)?;
    let given = JsFuture::from(Promise::resolve(&given)).await?;
    let Some(given) = given.dyn_ref::<Object>() else { return Ok(()) };
    for entry in Object::entries(given).iter() {
        let pair: Array = entry.unchecked_into();
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            headers.set(&name, &value)?;
        }
    }
    Ok(())
}

fn headers_of(answer: &web_sys::Response) -> Vec<(String, String)> {
    let entries = js_sys::try_iter(&answer.headers()).ok().flatten();
    let pair = |entry: Result<JsValue, JsValue>| {
        let pair: Array = entry.ok()?.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    entries.into_iter().flatten().filter_map(pair).collect()
}

fn network(_: JsValue) -> Failure {
    Failure::Network
}

/// Milliseconds to wait for an answer.
const PATIENCE: u32 = 15_000;
