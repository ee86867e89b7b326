//! A node of the page that was written down. On a server, where there is no page, it is made of virtual nodes.

use super::element::Markup;
use yew::Html;

/// A node made of markup, for Yew to hold.
pub struct Shown(#[cfg(target_arch = "wasm32")] web_sys::Node, #[cfg(not(target_arch = "wasm32"))] Html);

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::*;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;
    use web_sys::Node;

    #[wasm_bindgen(module = "/src/view/draw.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        fn build(words: &str) -> Result<Node, JsValue>;
        #[wasm_bindgen(catch)]
        fn patch(live: &Node, before: &str, after: &str) -> Result<Node, JsValue>;
    }

    impl Shown {
        /// Builds it.
        pub fn new(markup: &Markup) -> Self {
            Self::made(build(markup.as_str()))
        }

        /// Makes it look as if built of `after` instead of `before`, in place where that is possible.
        pub fn patch(self, before: &Markup, after: &Markup) -> Self {
            Self::made(patch(&self.0, before.as_str(), after.as_str()))
        }

        /// Only a page that has broken the browser's own functions gets no node. The loader notices and begins anew.
        fn made(node: Result<Node, JsValue>) -> Self {
            Self(node.unwrap_or_else(|_| std::process::abort()))
        }

        /// For Yew.
        pub fn html(&self) -> Html {
            Html::VRef(self.0.clone())
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod server {
    use super::*;
    use indexmap::IndexMap;
    use yew::AttrValue;
    use yew::virtual_dom::{VTag, VText};

    impl Shown {
        /// Builds it.
        pub fn new(markup: &Markup) -> Self {
            Self(nodes(markup.as_str(), '\0').into_iter().next().unwrap_or_default())
        }

        /// Builds it anew.
        pub fn patch(self, _: &Markup, after: &Markup) -> Self {
            Self::new(after)
        }

        /// For Yew.
        pub fn html(&self) -> Html {
            self.0.clone()
        }
    }

    /// The same nodes as `draw.js` builds.
    fn nodes(words: &str, end: char) -> Vec<Html> {
        let mut open = vec![Open::default()];
        for word in words.split_terminator(end) {
            let (sign, rest) = word.split_at(1);
            let owned = || AttrValue::from(plain(rest));
            let Some(at) = open.last_mut() else { break };
            match sign {
                "<" => open.push(Open::new(rest)),
                "=" => at.attributes.extend(rest.split_once(' ').map(pair)),
                "~" if at.is_box() => at.checked = Some(!rest.is_empty()),
                "~" => at.value = Some(owned()),
                "#" => at.children.extend(nodes(rest, '\u{1}')),
                "\"" => at.children.push(VText::new(owned()).into()),
                _ => {
                    let ended = open.pop().map(Html::from);
                    open.last_mut().into_iter().for_each(|at| at.children.extend(ended.clone()));
                }
            }
        }
        open.into_iter().flat_map(|at| at.children).collect()
    }

    #[derive(Default)]
    struct Open {
        tag: String,
        attributes: IndexMap<AttrValue, AttrValue>,
        value: Option<AttrValue>,
        checked: Option<bool>,
        children: Vec<Html>,
    }

    impl Open {
        fn new(words: &str) -> Self {
            let mut words = words.split('\n');
            let tag = words.next().unwrap_or_default().to_owned();
            let mut attributes = IndexMap::new();
            while let (Some(name), Some(value)) = (words.next(), words.next()) {
                attributes.extend([pair((name, value))]);
            }
            Self { tag, attributes, ..Self::default() }
        }

        fn is_box(&self) -> bool {
            self.attributes.get("type").is_some_and(|kind| kind == "checkbox")
        }
    }

    impl From<Open> for Html {
        fn from(open: Open) -> Self {
            let mut tag = VTag::new(open.tag);
            tag.set_attributes(open.attributes);
            if let Some(value) = open.value {
                tag.set_value(value);
            }
            if let Some(checked) = open.checked {
                tag.set_checked(checked);
            }
            tag.add_children(open.children);
            tag.into()
        }
    }

    fn pair((name, value): (&str, &str)) -> (AttrValue, AttrValue) {
        (name.to_owned().into(), plain(value).into())
    }

    /// A text without escapes.
    fn plain(words: &str) -> String {
        words.replace("\u{2}@", "\0").replace("\u{2}A", "\u{1}").replace("\u{2}B", "\u{2}")
    }
}
