//! Members of JavaScript's objects, by name. A getter or setter of `web_sys` for each of them would weigh three times
//! as much: every one is a function of its own here, and another in the glue.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CustomEvent;

/// Reads a member; undefined where there is none and where reading it throws.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Reads a member that is a text; anything else is empty.
pub fn text(object: &JsValue, name: &str) -> String {
    member(object, name).as_string().unwrap_or_default()
}

/// Reads a member of an object that every page has, such as `navigator`.
pub fn of_page(object: &str, name: &str) -> JsValue {
    member(&member(&js_sys::global(), object), name)
}

/// Calls a method; nothing where there is none and where it throws.
pub fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = member(object, method).dyn_into().ok()?;
    method.apply(object, &arguments.iter().collect()).ok()
}

/// Makes an object.
pub fn object<T: JsCast>(members: &[(&str, JsValue)]) -> T {
    let object = Object::new();
    members.iter().for_each(|(name, value)| set(&object, name, value));
    object.unchecked_into()
}

/// Sets a member; nothing happens where there is no object.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    drop(Reflect::set(object, &name.into(), value));
}

/// Makes an event that bubbles and leaves a shadow root.
pub fn event(name: &str, detail: &[(&str, JsValue)]) -> Option<CustomEvent> {
    let yes = JsValue::TRUE;
    let init = [("bubbles", yes.clone()), ("composed", yes), ("detail", object(detail))];
    CustomEvent::new_with_event_init_dict(name, &object(&init)).ok()
}

/// Reads the pairs of texts that something iterable gives.
pub fn pairs(iterable: &JsValue) -> Vec<(String, String)> {
    let pair = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
    };
    Array::from(iterable).iter().filter_map(pair).collect()
}
