//! A growing array in pages that a clone shares until one side writes, as `fork()` does with memory.

use std::sync::Arc;

/// Elements in a page. Some dozens: small enough to copy in a microsecond, large enough that a clone is pointers.
const PAGE: usize = 64;

/// An array of `T` by index. [`Pages::share`] before a clone makes the clone cost one pointer a page.
#[derive(Debug)]
pub struct Pages<T> {
    pages: Vec<Page<T>>,
    length: usize,
}

/// A page that this array alone may write, or one that clones read too.
#[derive(Debug)]
enum Page<T> {
    Own(Vec<T>),
    Shared(Arc<Vec<T>>),
}

impl<T: Clone> Pages<T> {
    pub fn new() -> Self {
        Self { pages: Vec::new(), length: 0 }
    }

    pub fn len(&self) -> usize {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Adds an element and gives its index.
    pub fn push(&mut self, value: T) -> usize {
        let index = self.length;
        if index.is_multiple_of(PAGE) {
            self.pages.push(Page::Own(Vec::with_capacity(PAGE)));
        }
        if let Some(page) = self.pages.last_mut() {
            page.own().push(value);
        }
        self.length += 1;
        index
    }

    /// The element at `index`, which must be below [`Pages::len`].
    #[inline]
    pub fn get(&self, index: usize) -> &T {
        match &self.pages[index / PAGE] {
            Page::Own(page) => &page[index % PAGE],
            Page::Shared(page) => &page[index % PAGE],
        }
    }

    /// The element at `index` for writing; a shared page is copied first.
    #[inline]
    pub fn get_mut(&mut self, index: usize) -> &mut T {
        let page = &mut self.pages[index / PAGE];
        match page {
            Page::Own(page) => &mut page[index % PAGE],
            Page::Shared(_) => &mut page.own()[index % PAGE],
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.length).map(|index| self.get(index))
    }

    /// Gives up sole ownership of every page, so that a clone copies pointers alone.
    pub fn share(&mut self) {
        for page in &mut self.pages {
            if let Page::Own(elements) = page {
                *page = Page::Shared(Arc::new(std::mem::take(elements)));
            }
        }
    }

    /// Pages that this array would have to itself if `other` were dropped.
    pub fn pages_not_in(&self, other: &Self) -> usize {
        let shared = self.pages.iter().zip(&other.pages).filter(|(mine, theirs)| match (mine, theirs) {
            (Page::Shared(mine), Page::Shared(theirs)) => Arc::ptr_eq(mine, theirs),
            _ => false,
        });
        self.pages.len() - shared.count()
    }
}

impl<T: Clone> Page<T> {
    #[cold]
    #[inline(never)]
    fn unshare(shared: &mut Arc<Vec<T>>) -> Vec<T> {
        let taken = std::mem::take(shared);
        Arc::try_unwrap(taken).unwrap_or_else(|page| {
            let mut copy = Vec::with_capacity(PAGE);
            copy.extend(page.iter().cloned());
            copy
        })
    }

    fn own(&mut self) -> &mut Vec<T> {
        if let Page::Shared(shared) = self {
            *self = Page::Own(Self::unshare(shared));
        }
        match self {
            Page::Own(page) => page,
            Page::Shared(_) => unreachable!("the page was just made this array's own"),
        }
    }
}

impl<T: Clone> Clone for Pages<T> {
    fn clone(&self) -> Self {
        let pages = self.pages.iter().map(|page| match page {
            Page::Own(elements) => Page::Own(elements.clone()),
            Page::Shared(elements) => Page::Shared(Arc::clone(elements)),
        });
        Self { pages: pages.collect(), length: self.length }
    }
}

impl<T: Clone> Default for Pages<T> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_keeps_what_was_when_the_original_is_written() {
        let mut pages = Pages::new();
        (0..200).for_each(|n| {
            pages.push(n);
        });
        pages.share();
        let before = pages.clone();
        *pages.get_mut(130) = -1;
        pages.push(7);
        assert_eq!(*before.get(130), 130);
        assert_eq!((before.len(), pages.len()), (200, 201));
        assert_eq!(pages.pages_not_in(&before), 2, "only the written pages were copied");
    }
}
