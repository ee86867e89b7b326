//! Where a block may stand: what it ends, and what has to be opened around it (HTML §13.2.6.4.7).

use super::super::node::{Element, Node, Tag};
use super::{Builder, Open};

impl Builder {
    /// Closes or adds blocks until one of this kind may stand here; says no where it never may.
    pub(super) fn make_place(&mut self, tag: Option<Tag>) -> bool {
        match tag {
            Some(Tag::Li) => {
                return self.close_to(const { tags(&[Tag::Li]) }, const { tags(&[Tag::Ul, Tag::Ol]) });
            }
            Some(Tag::Dt | Tag::Dd) => {
                return self.close_to(const { tags(&[Tag::Dt, Tag::Dd]) }, const { tags(&[Tag::Dl]) });
            }
            Some(Tag::Thead | Tag::Tbody | Tag::Caption) => {
                return self.close_to(ROWS, const { tags(&[Tag::Table]) });
            }
            Some(Tag::Tr) => {
                return self.close_to(ROW, const { tags(&[Tag::Table, Tag::Thead, Tag::Tbody]) });
            }
            Some(Tag::Td | Tag::Th) => {
                return self.close_to(CELLS, const { tags(&[Tag::Tr]) })
                    || self.make_place(Some(Tag::Tr)) && self.push_bare(Tag::Tr);
            }
            Some(Tag::Figcaption) => return self.top() == Some(Tag::Figure),
            _ => {}
        }
        match self.top() {
            Some(Tag::Ul | Tag::Ol) if is_list(tag) => self.reopen(Tag::Li),
            Some(Tag::Ul | Tag::Ol) => self.push_bare(Tag::Li),
            Some(Tag::Dl) => self.push_bare(Tag::Dd),
            Some(Tag::Table | Tag::Thead | Tag::Tbody) => self.push_bare(Tag::Tr) && self.push_bare(Tag::Td),
            Some(Tag::Tr) => self.push_bare(Tag::Td),
            _ => true,
        }
    }

    /// Closes what stands above the nearest of `parents`, if only `inner` kinds and separations do.
    fn close_to(&mut self, inner: u64, parents: u64) -> bool {
        let mut at = self.stack.len();
        while let Some(open) = self.stack.get(at.wrapping_sub(1)) {
            match open.tag {
                Some(tag) if is_in(tag, parents) => {
                    self.pop_to(at);
                    return true;
                }
                Some(tag) if tag != Tag::P && !is_in(tag, inner) => return false,
                _ => at -= 1,
            }
        }
        false
    }

    /// Goes on with the last child if it is of this kind, otherwise opens one.
    fn reopen(&mut self, tag: Tag) -> bool {
        match self.siblings().pop() {
            Some(Node::Element(last)) if last.tag == tag => {
                let Element { attributes, children, .. } = last;
                self.stack.push(Open { tag: Some(tag), attributes, children, formats: usize::MAX });
                return true;
            }
            Some(other) => self.siblings().push(other),
            None => {}
        }
        self.push_bare(tag)
    }

    /// Opens an element nobody wrote; the formats inside are not its own.
    pub(super) fn push_bare(&mut self, tag: Tag) -> bool {
        if self.left == 0 {
            return false;
        }
        self.after_space = true;
        self.push(Some(tag), Vec::new(), usize::MAX);
        true
    }

    /// Says whether text would stand outside every paragraph.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.top(), None | Some(Tag::Blockquote))
    }
}

/// Says whether a block is a list.
pub(super) fn is_list(tag: Option<Tag>) -> bool {
    matches!(tag, Some(Tag::Ul | Tag::Ol))
}

/// Says whether a set has a tag.
pub(super) fn is_in(tag: Tag, set: u64) -> bool {
    set >> (tag as u64) & 1 == 1
}

const fn tags(list: &[Tag]) -> u64 {
    let (mut set, mut at) = (0, 0);
    while at < list.len() {
        set |= 1 << (list[at] as u64);
        at += 1;
    }
    set
}

const CELLS: u64 = tags(&[Tag::Td, Tag::Th]);
const ROW: u64 = CELLS | tags(&[Tag::Tr, Tag::Caption]);
/// The parts of a table.
pub(super) const ROWS: u64 = ROW | tags(&[Tag::Thead, Tag::Tbody]);
