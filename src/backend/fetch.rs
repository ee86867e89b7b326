//! Sends requests with the browser's `fetch`, gives up after a while, and stops when the thread leaves the page.

use super::{clock, deferred, js};
use crate::mapping::{Failure, LARGEST, Request, Response, Transport};
use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

/// `fetch`, for one thread.
pub struct Fetch {
    controllers: Rc<RefCell<Vec<AbortController>>>,
    is_stopped: Rc<Cell<bool>>,
    /// The page's own `async (request) => headers`.
    authorize: Option<Function>,
    /// A request that the loader made while the module came: what it `said`, its `answer`, and what can `stop` it.
    early: RefCell<Option<JsValue>>,
}

impl Fetch {
    /// `authorize` is the page's function, if it set one; `early` is what the loader asked already.
    pub fn new(authorize: Option<Function>, early: JsValue) -> Self {
        let early = RefCell::new(Some(early).filter(JsValue::is_object));
        Self { controllers: Rc::default(), is_stopped: Rc::default(), authorize, early }
    }

    /// What stops all requests of the thread.
    pub fn stop(&self) -> impl Fn() + 'static {
        let (controllers, is_stopped) = (self.controllers.clone(), self.is_stopped.clone());
        move || {
            is_stopped.set(true);
            controllers.borrow_mut().drain(..).for_each(|controller| controller.abort());
        }
    }

    /// The loader's request, if it is the same as the first of the thread: later it would be old.
    fn asked(&self, request: &Request) -> Option<JsValue> {
        let early = self.early.take()?;
        if request.method == "GET" && js::text(&early, "said") == request.words() {
            return Some(early);
        }
        js::member(&early, "stop").unchecked_into::<AbortController>().abort();
        None
    }
}

impl Transport for Fetch {
    async fn send(&self, request: Request) -> Result<Response, Failure> {
        if self.is_stopped.get() {
            return Err(Failure::Network);
        }
        let early = self.asked(&request);
        let controller = match &early {
            Some(early) => js::member(early, "stop").unchecked_into(),
            None => AbortController::new().map_err(|_| Failure::Network)?,
        };
        self.controllers.borrow_mut().push(controller.clone());
        let late = Rc::new(Cell::new(false));
        let timeout = {
            let (controller, late) = (controller.clone(), late.clone());
            Timeout::new(PATIENCE, move || {
                late.set(true);
                controller.abort();
            })
        };
        let result = exchange(&request, &controller, self.authorize.as_ref(), early).await;
        drop(timeout);
        self.controllers.borrow_mut().retain(|running| running != &controller);
        deferred::readable().await;
        result.map_err(|failure| if late.get() { Failure::Timeout } else { failure })
    }

    async fn pause(&self) -> Result<(), Failure> {
        drop(JsFuture::from(clock::turn()).await);
        if self.is_stopped.get() { Err(Failure::Network) } else { Ok(()) }
    }
}

async fn exchange(
    request: &Request,
    controller: &AbortController,
    authorize: Option<&Function>,
    early: Option<JsValue>,
) -> Result<Response, Failure> {
    let answer = match early {
        Some(early) => js::member(&early, "answer").unchecked_into(),
        None => ask(request, controller, authorize).await?,
    };
    let answer = JsFuture::from(answer).await.map_err(network)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(network)?;
    let headers = js::pairs(&answer.headers());
    let body = body(&answer).await.map_err(network)?;
    if body.len() > LARGEST {
        controller.abort();
        return Err(Failure::TooLarge);
    }
    Ok(Response { status: answer.status(), url: js::text(&answer, "url"), headers, body })
}

/// Sends a request, with what the page adds to it.
async fn ask(
    request: &Request,
    controller: &AbortController,
    authorize: Option<&Function>,
) -> Result<Promise, Failure> {
    let mut headers = request.headers.clone();
    if let Some(authorize) = authorize {
        for (name, value) in authorization(authorize, request).await.map_err(network)? {
            headers.retain(|(found, _)| !found.eq_ignore_ascii_case(&name));
            headers.push((name, value));
        }
    }
    let headers: Vec<_> = headers.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
    let mut init = vec![
        ("method", request.method.into()),
        // A browser keeps even refusals (RFC 9110 §15.1, heuristically cacheable: 404, 410): ask whether they hold.
        ("cache", "no-cache".into()),
        ("headers", js::object(&headers)),
        ("signal", js::member(controller, "signal")),
        ("credentials", request.credentials.as_str().into()),
    ];
    if let Some(body) = &request.body {
        init.push(("body", body.into()));
    }
    let window = web_sys::window().ok_or(Failure::Network)?;
    Ok(window.fetch_with_str_and_init(&request.url, &js::object(&init)))
}

/// The body as text, read piece by piece until it is too large.
async fn body(answer: &web_sys::Response) -> Result<String, JsValue> {
    let (mut body, stream) = (String::new(), js::member(answer, "body"));
    if !stream.is_object() {
        return Ok(body);
    }
    let decoder: Function = js::member(&js_sys::global(), "TextDecoderStream").dyn_into()?;
    let decoder = Reflect::construct(&decoder, &Array::new())?;
    let texts = call(&stream, "pipeThrough", &decoder)?;
    let reader = call(&texts, "getReader", &JsValue::UNDEFINED)?;
    while body.len() <= LARGEST {
        let read: Promise = call(&reader, "read", &JsValue::UNDEFINED)?.dyn_into()?;
        let piece = JsFuture::from(read).await?;
        if js::member(&piece, "done").is_truthy() {
            break;
        }
        body.push_str(&js::text(&piece, "value"));
    }
    Ok(body)
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    js::member(object, method).dyn_into::<Function>()?.call1(object, argument)
}

/// Asks the page for further headers, such as a token it keeps.
async fn authorization(authorize: &Function, request: &Request) -> Result<Vec<(String, String)>, JsValue> {
    let about: JsValue =
        js::object(&[("url", request.url.as_str().into()), ("method", request.method.into())]);
    let given = authorize.call1(&JsValue::NULL, &about)?;
    let given = JsFuture::from(Promise::resolve(&given)).await?;
    let given = given.dyn_ref::<Object>().map(|given| js::pairs(&Object::entries(given)));
    Ok(given.unwrap_or_default())
}

fn network(_: JsValue) -> Failure {
    Failure::Network
}

/// Milliseconds to wait for an answer.
const PATIENCE: u32 = 15_000;
