//! Bytes that can change (bytearray, `array.array`), views of bytes (memoryview), and who holds whose bytes still.
//!
//! How a block grows is here, with the counting of exports; the methods are `modules::bytearray_methods`,
//! `modules::array_module` and `modules::memoryview_methods`.

use std::sync::Arc;

use super::{Body, Ref, known};
use crate::python::eval::stop::Result;
use crate::python::machine::Machine;
use crate::python::object::create::GC_HEAD;
use crate::python::version::Version;

/// A bytearray or an array.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    /// The type code of an array's items; 0 for a bytearray.
    pub code: u8,
    /// Bytes of an item.
    pub width: usize,
    /// What it holds, items one after the other in little-endian order.
    pub bytes: Vec<u8>,
    /// Bytes of the block; for a bytearray up to 3.14 with the NUL at the end.
    pub allocated: usize,
    /// Bytes at the block's start that `del b[:n]` left behind (`ob_start - ob_bytes`).
    pub offset: usize,
    /// Where the block lies, and the bytes asked of the allocator for it; 0 when there is none.
    pub block: u64,
    pub block_bytes: usize,
    /// Views that keep it from being resized.
    pub exports: u32,
}

impl Buffer {
    pub fn is_bytearray(&self) -> bool {
        self.code == 0
    }

    /// An array's items.
    pub fn length(&self) -> usize {
        self.bytes.len().checked_div(self.width).unwrap_or(0)
    }
}

/// What the memoryviews of one object share (`_PyManagedBufferObject`): it holds the object, and holds its bytes still.
#[derive(Clone, Debug)]
pub struct Managed {
    /// Owned; null once released.
    pub exporter: Ref,
    /// Views that use it.
    pub exports: u32,
}

/// A memoryview: how items lie in the bytes of an object.
#[derive(Clone, Debug)]
pub struct MemoryView {
    /// The [`Managed`] object; owned. Null once released.
    pub managed: Ref,
    /// A `struct` format of one item.
    pub format: String,
    pub width: usize,
    /// Where the first item begins.
    pub start: usize,
    pub shape: Vec<usize>,
    /// Bytes from one item to the next, by dimension.
    pub strides: Vec<isize>,
    pub read_only: bool,
    /// Buffers that others took of this view; it cannot be released while there are any.
    pub exports: u32,
    pub hash: Option<i64>,
}

impl MemoryView {
    /// Bytes of all items.
    pub fn bytes(&self) -> usize {
        self.shape.iter().product::<usize>() * self.width
    }

    /// Whether the items lie one after the other in C order.
    pub fn is_contiguous(&self) -> bool {
        let mut expected = self.width as isize;
        let any_empty = self.shape.contains(&0);
        self.shape.iter().zip(&self.strides).rev().all(|(length, stride)| {
            let fits = any_empty || *length <= 1 || *stride == expected;
            expected = expected.saturating_mul(*length as isize);
            fits
        })
    }

    /// Where each item begins, in C order.
    pub fn places(&self) -> Vec<usize> {
        let mut places = vec![self.start as isize];
        for (length, stride) in self.shape.iter().zip(&self.strides) {
            places = places
                .iter()
                .flat_map(|place| (0..*length).map(move |at| place.saturating_add(stride.saturating_mul(at as isize))))
                .collect();
        }
        places.into_iter().filter_map(|place| usize::try_from(place).ok()).collect()
    }
}

/// Bytes of a bytearray's block when it is to hold `size`, or `None` when it stays (`PyByteArray_Resize`).
pub fn resized(version: Version, size: usize, offset: usize, allocated: usize) -> Option<usize> {
    let end = usize::from(version < Version::V3_15);
    if end == 0 && size == 0 {
        return Some(0);
    }
    if size + offset + end <= allocated {
        return (size < allocated / 2).then_some(size + end);
    }
    let moderate = size as f64 <= allocated as f64 * 1.125;
    Some(if moderate { size + (size >> 3) + if size < 9 { 3 } else { 6 } } else { size + end })
}

/// Items of an array's block when it is to hold `size` (`Modules/arraymodule.c`, `array_resize`).
pub fn array_resized(old: usize, size: usize, allocated: usize) -> usize {
    match size {
        _ if allocated >= size && old < size + 16 && allocated > 0 => allocated,
        0 => 0,
        _ => (size >> 4) + if old < 8 { 3 } else { 7 } + size,
    }
}

/// Bytes asked of the allocator for a block of this size.
fn block_bytes(version: Version, bytearray: bool, allocated: usize) -> usize {
    match allocated {
        0 => 0,
        // From 3.15 on a bytearray's bytes lie in a bytes object.
        allocated if version >= Version::V3_15 && bytearray => allocated + 33,
        allocated => allocated,
    }
}

impl Machine {
    /// A bytearray with these bytes, in a block of their size (`PyByteArray_FromStringAndSize`).
    pub fn new_bytearray(&mut self, bytes: Vec<u8>) -> Ref {
        let end = usize::from(self.version() < Version::V3_15);
        let allocated = if bytes.is_empty() { 0 } else { bytes.len() + end };
        self.new_bytearray_with(bytes, allocated)
    }

    /// A bytearray in a block of `allocated` bytes.
    pub fn new_bytearray_with(&mut self, bytes: Vec<u8>, allocated: usize) -> Ref {
        let size = if self.version() >= Version::V3_15 { 64 } else { 56 };
        let buffer = Buffer { width: 1, bytes, ..Buffer::default() };
        let made = self.heap.insert(known::BYTEARRAY, Body::Buffer(Box::new(buffer)), size, 0, false);
        self.move_block(made, allocated);
        made
    }

    /// Gives a buffer a block of another size, at its start.
    pub fn move_block(&mut self, object: Ref, allocated: usize) {
        let version = self.version();
        let Some(buffer) = self.buffer(object) else { return };
        let (old, old_bytes) = (buffer.block, buffer.block_bytes);
        let new_bytes = block_bytes(version, buffer.is_bytearray(), allocated);
        if old != 0 && old_bytes != new_bytes {
            self.heap.blocks.release(old, old_bytes);
        }
        let block = match new_bytes {
            0 => 0,
            _ if old != 0 && old_bytes == new_bytes => old,
            _ => self.heap.blocks.allocate(new_bytes),
        };
        if let Some(buffer) = self.buffer_mut(object) {
            (buffer.allocated, buffer.offset) = (allocated, 0);
            (buffer.block, buffer.block_bytes) = (block, new_bytes);
        }
    }

    pub fn buffer(&self, object: Ref) -> Option<&Buffer> {
        match self.heap.body(object) {
            Body::Buffer(buffer) => Some(buffer),
            _ => None,
        }
    }

    pub fn buffer_mut(&mut self, object: Ref) -> Option<&mut Buffer> {
        match &mut self.heap.get_mut(object).body {
            Body::Buffer(buffer) => Some(buffer),
            _ => None,
        }
    }

    /// Makes sure that a buffer may change its size to so many bytes, and that its block fits; the caller then changes the
    /// bytes.
    pub fn fit_buffer(&mut self, object: Ref, size: usize) -> Result<()> {
        let Some(buffer) = self.buffer(object) else { return Ok(()) };
        if buffer.bytes.len() == size {
            return Ok(());
        }
        self.check_resizable(object)?;
        self.check_room(size as u64)?;
        let version = self.version();
        let Some(buffer) = self.buffer(object) else { return Ok(()) };
        if buffer.is_bytearray() {
            if let Some(allocated) = resized(version, size, buffer.offset, buffer.allocated) {
                self.move_block(object, allocated);
            }
            return Ok(());
        }
        let width = buffer.width.max(1);
        let items = array_resized(buffer.length(), size / width, buffer.allocated / width);
        if items * width != buffer.allocated {
            self.move_block(object, items * width);
        }
        Ok(())
    }

    /// BufferError while a view holds the bytes still.
    pub fn check_resizable(&mut self, object: Ref) -> Result<()> {
        match self.buffer(object) {
            Some(buffer) if buffer.exports > 0 => {
                let text = if buffer.is_bytearray() {
                    "Existing exports of data: object cannot be re-sized"
                } else {
                    "cannot resize an array that is exporting buffers"
                };
                Err(self.raise(known::BUFFER_ERROR, text))
            }
            _ => Ok(()),
        }
    }

    /// Puts `new` in the place of the bytes from `from` to `to` (`bytearray_setslice_linear`, `array_ass_subscr`).
    pub fn splice_buffer(&mut self, object: Ref, from: usize, to: usize, new: &[u8]) -> Result<()> {
        let Some(buffer) = self.buffer(object) else { return Ok(()) };
        let length = buffer.bytes.len();
        let to = to.min(length).max(from);
        let from = from.min(length);
        let size = length - (to - from) + new.len();
        // A cut at the start moves the start on, and the block stays while there is not too much of it to spare.
        let at_start = from == 0 && size < length && buffer.is_bytearray();
        if size != length {
            self.check_resizable(object)?;
        }
        let advance = length.saturating_sub(size);
        if at_start && let Some(buffer) = self.buffer_mut(object) {
            buffer.offset += advance;
        }
        self.fit_buffer(object, size)?;
        if let Some(buffer) = self.buffer_mut(object) {
            buffer.bytes.splice(from..to, new.iter().copied());
        }
        Ok(())
    }

    /// The bytes of anything that gives a buffer, in C order; `None` when it gives none.
    pub fn bytes_like(&self, object: Ref) -> Option<Arc<[u8]>> {
        match self.heap.body(object) {
            Body::Bytes(bytes) => Some(bytes.clone()),
            Body::Buffer(buffer) => Some(buffer.bytes.as_slice().into()),
            Body::MemoryView(view) if !view.managed.is_null() => {
                let base = self.exported_bytes(view.managed);
                let width = view.width;
                if view.is_contiguous() {
                    return Some(base.get(view.start..view.start + view.bytes()).unwrap_or_default().into());
                }
                let places = view.places();
                let mut bytes = Vec::with_capacity(places.len() * width);
                places
                    .iter()
                    .filter_map(|at| base.get(*at..*at + width))
                    .for_each(|item| bytes.extend_from_slice(item));
                Some(bytes.into())
            }
            _ => None,
        }
    }

    /// Whether the object gives a buffer (`PyObject_CheckBuffer`).
    pub fn is_bytes_like(&self, object: Ref) -> bool {
        matches!(self.heap.body(object), Body::Bytes(_) | Body::Buffer(_) | Body::MemoryView(_))
    }

    /// All bytes of the object behind a managed buffer.
    pub fn exported_bytes(&self, managed: Ref) -> &[u8] {
        let Body::Managed(managed) = self.heap.body(managed) else { return &[] };
        if managed.exporter.is_null() {
            return &[];
        }
        match self.heap.body(managed.exporter) {
            Body::Bytes(bytes) => bytes,
            Body::Buffer(buffer) => &buffer.bytes,
            _ => &[],
        }
    }

    /// A managed buffer of an object with bytes of its own, which it holds.
    pub fn new_managed(&mut self, exporter: Ref) -> Ref {
        self.keep(exporter);
        if let Some(buffer) = self.buffer_mut(exporter) {
            buffer.exports += 1;
        }
        let body = Body::Managed(Managed { exporter, exports: 0 });
        self.new_tracked(known::MANAGED_BUFFER, body, 112, GC_HEAD)
    }

    /// A memoryview of a managed buffer, which it holds (`mbuf_add_view`).
    pub fn new_memoryview(&mut self, view: MemoryView) -> Ref {
        let managed = self.keep(view.managed);
        if let Body::Managed(managed) = &mut self.heap.get_mut(managed).body {
            managed.exports += 1;
        }
        let bytes = 144 + 24 * view.shape.len().max(1) as u32;
        self.new_tracked(known::MEMORYVIEW, Body::MemoryView(Box::new(view)), bytes, GC_HEAD)
    }

    /// What a dying or released view or managed buffer lets go of: the bytes may change again. References are dropped by
    /// the caller.
    pub fn end_export(&mut self, object: Ref) {
        match self.heap.body(object) {
            Body::MemoryView(view) if !view.managed.is_null() => {
                let managed = view.managed;
                let last = match &mut self.heap.get_mut(managed).body {
                    Body::Managed(managed) => {
                        managed.exports = managed.exports.saturating_sub(1);
                        managed.exports == 0
                    }
                    _ => false,
                };
                if last {
                    self.release_managed(managed);
                }
            }
            Body::Managed(managed) if !managed.exporter.is_null() => {
                let exporter = managed.exporter;
                if let Some(buffer) = self.buffer_mut(exporter) {
                    buffer.exports = buffer.exports.saturating_sub(1);
                }
            }
            _ => {}
        }
    }

    /// `mbuf_release`: lets go of the exporter.
    fn release_managed(&mut self, managed: Ref) {
        self.end_export(managed);
        if self.heap.is_tracked(managed) {
            self.heap.untrack(managed);
        }
        let exporter = match &mut self.heap.get_mut(managed).body {
            Body::Managed(managed) => std::mem::take(&mut managed.exporter),
            _ => Ref::NULL,
        };
        self.release(exporter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bytearray_grows_as_in_cpython() {
        let sizes = |version, to: usize| {
            let (mut allocated, mut seen) = (0, Vec::new());
            for size in 1..=to {
                allocated = resized(version, size, 0, allocated).unwrap_or(allocated);
                seen.push(allocated);
            }
            seen
        };
        assert_eq!(sizes(Version::V3_13, 10), [2, 5, 5, 5, 8, 8, 8, 12, 12, 12]);
        assert_eq!(resized(Version::V3_13, 10, 0, 100), Some(11));
        assert_eq!(resized(Version::V3_13, 60, 0, 100), None);
    }

    #[test]
    fn an_array_grows_as_in_cpython() {
        assert_eq!([array_resized(0, 1, 0), array_resized(4, 5, 4), array_resized(8, 9, 8)], [4, 8, 16]);
        assert_eq!(array_resized(1, 0, 4), 4);
    }
}
