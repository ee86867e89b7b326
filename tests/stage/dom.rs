//! Reads the server renderer's HTML, which is well formed, so that tests can ask for elements.

/// An element.
#[derive(Debug)]
pub struct Element {
    pub tag: String,
    /// Values as they stand in the HTML, without references.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// An element or a text as it stands in the HTML.
#[derive(Debug)]
pub enum Node {
    Element(Element),
    Text(String),
}

/// Reads the HTML of one element.
pub fn parse(html: &str) -> Element {
    let mut open = vec![Element { tag: String::new(), attributes: Vec::new(), children: Vec::new() }];
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        add_text(&mut open, &rest[..start]);
        let end = tag_end(&rest[start..]) + start;
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().unwrap();
            assert_eq!(element.tag, name, "tags are nested");
            open.last_mut().unwrap().children.push(Node::Element(element));
            continue;
        }
        let element = opened(tag);
        match VOID.contains(&element.tag.as_str()) {
            true => open.last_mut().unwrap().children.push(Node::Element(element)),
            false => open.push(element),
        }
    }
    add_text(&mut open, rest);
    assert_eq!(open.len(), 1, "every element ends");
    let Some(Node::Element(element)) = open.remove(0).children.pop() else { panic!("no element in {html}") };
    element
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// This element and all under it, in the order of the page.
    pub fn all(&self) -> Vec<&Element> {
        let mut all = vec![self];
        for child in &self.children {
            if let Node::Element(child) = child {
                all.extend(child.all());
            }
        }
        all
    }

    /// All elements with the class `causerie-NAME`.
    pub fn parts(&self, name: &str) -> Vec<&Element> {
        let class = format!("causerie-{name}");
        let has = |element: &&Element| {
            element.attribute("class").is_some_and(|classes| classes.split(' ').any(|found| found == class))
        };
        self.all().into_iter().filter(has).collect()
    }

    /// The only element with the class `causerie-NAME`.
    pub fn part(&self, name: &str) -> &Element {
        let [part] = self.parts(name)[..] else { panic!("{} parts {name}", self.parts(name).len()) };
        part
    }

    /// The texts of all elements with the class `causerie-NAME`.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.parts(name).into_iter().map(Element::text).collect()
    }

    /// The element with this id.
    pub fn by_id(&self, id: &str) -> &Element {
        let found = self.all().into_iter().find(|element| element.attribute("id") == Some(id));
        found.unwrap_or_else(|| panic!("no element with the id {id}"))
    }

    /// All elements with this tag.
    pub fn tags(&self, tag: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.tag == tag).collect()
    }

    /// The text in the element; line breaks are `\n`, and so are the ends of paragraphs.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(&decoded(words)),
                Node::Element(child) if child.tag == "br" => text.push('\n'),
                Node::Element(child) => {
                    if child.tag == "p" && !text.is_empty() {
                        text.push('\n');
                    }
                    text.push_str(&child.text());
                }
            }
        }
        text
    }
}

/// Elements without an end.
const VOID: [&str; 5] = ["br", "hr", "img", "input", "wbr"];

fn add_text(open: &mut [Element], text: &str) {
    if !text.is_empty() {
        open.last_mut().unwrap().children.push(Node::Text(text.to_owned()));
    }
}

fn tag_end(html: &str) -> usize {
    let mut is_quoted = false;
    let ends = |c: char| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    };
    html.find(ends).expect("a tag ends")
}

fn opened(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let value = after.strip_prefix("=\"").and_then(|value| value.split_once('"'));
        let (value, after) = value.unwrap_or(("", after));
        attributes.push((name.to_owned(), decoded(value)));
        rest = after.trim_start();
    }
    Element { tag: name.to_owned(), attributes, children: Vec::new() }
}

fn decoded(text: &str) -> String {
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&amp;", "&")];
    plain.into_iter().fold(text.to_owned(), |text, (reference, c)| text.replace(reference, c))
}
