//! A node of the page that was written down. On a server, where there is no page, it is made of virtual nodes.

use super::element::Markup;
use std::rc::Rc;
use yew::Html;

/// A node made of markup. Copies are of the same node, and equal.
#[derive(Clone)]
pub struct Shown(Rc<Node>);

#[cfg(target_arch = "wasm32")]
use web_sys::Node;

#[cfg(not(target_arch = "wasm32"))]
use server::Node;

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::*;
    use std::cell::RefCell;
    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(module = "/src/view/draw.js")]
    extern "C" {
        #[wasm_bindgen(catch)]
        fn build(place: usize, shape: Option<&str>, values: Option<&str>) -> Result<Node, JsValue>;
        #[wasm_bindgen(catch)]
        fn patch(live: &Node, before: &Node, after: Node) -> Result<Node, JsValue>;
    }

    thread_local! {
        /// The shapes that there are models of: some dozens, since only what the program knows is in them.
        static SHAPES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// Builds it like the model of its shape.
    #[inline(never)]
    fn built(markup: &Markup) -> Node {
        SHAPES.with_borrow_mut(|shapes| {
            let (shape, values) = (markup.shape(), markup.values());
            let known = shapes.iter().position(|known| known == shape);
            let new = known.is_none().then_some(shape);
            shapes.extend(new.map(str::to_owned));
            let place = known.unwrap_or(shapes.len() - 1);
            // An empty text takes as long to come as a short one.
            build(place, new, (!values.is_empty()).then_some(values)).unwrap_or_else(|_| broken())
        })
    }

    impl Shown {
        /// Builds it.
        pub fn new(markup: &Markup) -> Self {
            Self(Rc::new(built(markup)))
        }

        /// Makes it look as if built of `after` instead of `before`, in place where that is possible.
        pub fn patch(self, before: &Markup, after: &Markup) -> Self {
            let patched = patch(&self.0, &built(before), built(after)).unwrap_or_else(|_| broken());
            if patched == *self.0 { self } else { Self(Rc::new(patched)) }
        }

        /// Puts nodes into it, in the place of those that it held. What others put there stays where it is. What keeps its
        /// order is not moved, since it would lose the focus; of two that change places, the one that goes down is moved.
        pub fn hold(&self, before: &[Self], after: &[Self]) {
            // Most often some are added at the end of many.
            let same = before.iter().zip(after).take_while(|(old, new)| old == new).count();
            let (before, after) = (&before[same..], &after[same..]);
            // One that hangs elsewhere by now is no child.
            for gone in before.iter().filter(|node| !after.contains(node)) {
                drop(self.0.remove_child(&gone.0));
            }
            let mut at = 0;
            for (place, node) in after.iter().enumerate() {
                let stays = |old: &Self| after[place..].contains(old);
                while before.get(at).is_some_and(|old| !stays(old)) {
                    at += 1;
                }
                // One that has gone further down is moved, and not all that it has passed.
                if before.get(at) != Some(node) && before.get(at + 1) == Some(node) {
                    at += 1;
                }
                if before.get(at) == Some(node) {
                    at += 1;
                    continue;
                }
                // Whoever took one of them away has not taken all.
                let next = before[at..].iter().filter(|old| stays(old)).map(|old| Some(&*old.0));
                let mut places = next.chain([None]);
                if !places.any(|next| self.0.insert_before(&node.0, next).is_ok()) {
                    broken();
                }
            }
        }

        /// For Yew.
        pub fn html(&self) -> Html {
            Html::VRef((*self.0).clone())
        }
    }

    /// Only on a page that has broken the browser's own functions does building or inserting fail. The loader notices that the
    /// module stopped, and begins anew.
    #[inline(never)]
    fn broken() -> ! {
        std::process::abort()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod server {
    use super::*;
    use crate::locale::{FixedIntl, Intl, Told, rfc3339};
    use indexmap::IndexMap;
    use std::cell::RefCell;
    use yew::AttrValue;
    use yew::virtual_dom::{VTag, VText};

    /// A virtual node, and the nodes that were put into it.
    pub struct Node(Html, RefCell<Vec<Shown>>);

    impl Shown {
        /// Builds it.
        pub fn new(markup: &Markup) -> Self {
            let node = nodes(markup.shape(), markup.values(), '\0').into_iter().next().unwrap_or_default();
            Self(Rc::new(Node(node, RefCell::default())))
        }

        /// Puts nodes into it, in the place of those that it held.
        pub fn hold(&self, _: &[Self], after: &[Self]) {
            self.0.1.replace(after.to_vec());
        }

        /// Builds it anew.
        pub fn patch(self, _: &Markup, after: &Markup) -> Self {
            Self::new(after)
        }

        /// For Yew.
        pub fn html(&self) -> Html {
            let (mut node, children) = (self.0.0.clone(), self.0.1.borrow());
            if let Html::VTag(tag) = &mut node {
                Rc::make_mut(tag).add_children(children.iter().map(Self::html));
            }
            node
        }
    }

    /// The same nodes as `draw.js` builds.
    fn nodes(shape: &str, values: &str, end: char) -> Vec<Html> {
        let mut values = values.split(end);
        let mut value = || values.next().unwrap_or_default();
        let mut open = vec![Open::default()];
        for word in shape.split_terminator(end) {
            let (sign, rest) = word.split_at(1);
            let Some(at) = open.last_mut() else { break };
            match sign {
                "<" => open.push(Open::new(rest)),
                "=" => at.attributes.extend([pair((rest, value()))]),
                "~" if at.is_box() => at.checked = Some(!value().is_empty()),
                "~" => at.value = Some(plain(value()).into()),
                "@" => Told::read(value()).into_iter().for_each(|told| at.tell(told)),
                "#" => at.children.extend(nodes(value(), value(), '\u{1}')),
                "\"" => at.children.push(VText::new(plain(value())).into()),
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

        fn tell(&mut self, Told { millis, distance, .. }: Told<'_>) {
            let intl = FixedIntl::default();
            let words =
                distance.map_or_else(|| intl.day(millis), |(amount, unit)| intl.relative(amount, unit));
            self.attributes.insert("datetime".into(), rfc3339(millis).into());
            self.children.push(VText::new(words).into());
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
