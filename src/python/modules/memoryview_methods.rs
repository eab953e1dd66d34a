//! memoryview: its constructor, items, slices, casts, comparison and release.
//!
//! Which bytes it shows and who holds them still is `object::buffer`'s; formats beyond one native item are refused by
//! CPython's own words (`Objects/memoryobject.c`).

use super::arguments::{keyword_native, native};
use super::str_search::Bounds;
use crate::python::compile::code::Comparison;
use crate::python::eval::stop::{Result, Stop};
use crate::python::machine::Machine;
use crate::python::object::buffer::MemoryView;
use crate::python::object::function::{Arguments, Native};
use crate::python::object::packing::{Item, Misfit, native_item};
use crate::python::object::{Body, Ref, hash, known};
use crate::python::version::Version;

/// `memoryview`'s methods.
pub static METHODS: &[&Native] = &[
    &native("__enter__", enter, 0, 0),
    &native("__exit__", exit, 0, usize::MAX),
    &keyword_native("cast", cast, 0, 2),
    &native("count", count, 1, 1),
    &keyword_native("hex", super::bytes_methods::hex, 0, 2),
    &native("index", index, 1, 3),
    &native("release", release, 0, 0),
    &keyword_native("tobytes", to_bytes, 0, 1),
    &native("tolist", to_list, 0, 0),
    &native("toreadonly", to_read_only, 0, 0),
];

/// Attributes that the machine computes.
pub static MEMBERS: &[&str] = &[
    "c_contiguous",
    "contiguous",
    "f_contiguous",
    "format",
    "itemsize",
    "nbytes",
    "ndim",
    "obj",
    "readonly",
    "shape",
    "strides",
    "suboffsets",
];

/// Most dimensions of a view (`PyBUF_MAX_NDIM`).
const MOST_DIMENSIONS: usize = 64;

/// `memoryview(object)`.
pub fn construct(machine: &mut Machine, _: Ref, arguments: Arguments<'_>) -> Result<Ref> {
    let [object] = machine.bind("memoryview", arguments, ["object"], 1)?;
    let object = object.unwrap_or(known::NONE);
    let (width, length, read_only, format) = match machine.heap.body(object) {
        Body::MemoryView(view) => {
            let view = (**view).clone();
            machine.check_not_released(object)?;
            return Ok(machine.new_memoryview(MemoryView { exports: 0, hash: None, ..view }));
        }
        Body::Bytes(bytes) => (1, bytes.len(), true, "B".to_owned()),
        Body::Buffer(buffer) if buffer.is_bytearray() => (1, buffer.bytes.len(), false, "B".to_owned()),
        Body::Buffer(buffer) => (buffer.width, buffer.length(), false, char::from(buffer.code).to_string()),
        _ => {
            let class = machine.class_name(object);
            let text = format!("memoryview: a bytes-like object is required, not '{class}'");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    };
    let managed = machine.new_managed(object);
    let view = MemoryView {
        managed,
        format,
        width,
        start: 0,
        shape: vec![length],
        strides: vec![width as isize],
        read_only,
        exports: 0,
        hash: None,
    };
    let made = machine.new_memoryview(view);
    machine.release(managed);
    Ok(made)
}

/// The item of a format that one item of a view may have.
fn item_of(format: &str) -> Option<(Item, usize)> {
    match format.strip_prefix('@').unwrap_or(format).as_bytes() {
        [code] => native_item(*code),
        _ => None,
    }
}

fn is_byte_format(format: &str) -> bool {
    matches!(format.strip_prefix('@').unwrap_or(format), "b" | "B" | "c")
}

impl Machine {
    /// The view; ValueError once it is released.
    fn view(&mut self, object: Ref) -> Result<MemoryView> {
        self.check_not_released(object)?;
        match self.heap.body(object) {
            Body::MemoryView(view) => Ok((**view).clone()),
            _ => Err(Stop::unmodelled("a view of what is no memoryview")),
        }
    }

    fn check_not_released(&mut self, object: Ref) -> Result<()> {
        match self.heap.body(object) {
            Body::MemoryView(view) if view.managed.is_null() => {
                Err(self.raise(known::VALUE_ERROR, "operation forbidden on released memoryview object"))
            }
            _ => Ok(()),
        }
    }

    /// The item and its size; NotImplementedError for a format that is not one native item.
    fn item_format(&mut self, view: &MemoryView) -> Result<(Item, usize)> {
        item_of(&view.format).ok_or_else(|| {
            let text = format!("memoryview: format {} not supported", view.format);
            self.raise(known::NOT_IMPLEMENTED_ERROR, text)
        })
    }

    fn item_at(&mut self, view: &MemoryView, place: usize) -> Result<Ref> {
        let (item, width) = self.item_format(view)?;
        let bytes: Vec<u8> =
            self.exported_bytes(view.managed).get(place..place + width).map(<[u8]>::to_vec).unwrap_or_default();
        Ok(self.unpack_item(item, &bytes))
    }

    /// `len(view)`.
    pub fn memoryview_length(&mut self, object: Ref) -> Result<usize> {
        let view = self.view(object)?;
        match view.shape.first() {
            Some(length) => Ok(*length),
            None if self.version() < Version::V3_12 => Ok(1),
            None => Err(self.raise(known::TYPE_ERROR, "0-dim memory has no length")),
        }
    }

    /// The item that `iter(view)` gives next; `None` at the end.
    pub fn memoryview_next(&mut self, object: Ref, at: usize) -> Result<Option<Ref>> {
        let view = self.view(object)?;
        match (view.shape.first(), view.strides.first()) {
            (Some(length), Some(stride)) if at < *length => {
                let place = view.start as isize + stride * at as isize;
                self.item_at(&view, usize::try_from(place).unwrap_or(0)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Whether the view can be iterated at all (`memory_iter`).
    pub fn check_view_iterable(&mut self, object: Ref) -> Result<()> {
        let dimensions = match self.heap.body(object) {
            Body::MemoryView(view) => view.shape.len(),
            _ => 1,
        };
        match dimensions {
            0 => Err(self.raise(known::TYPE_ERROR, "invalid indexing of 0-dim memory")),
            1 => Ok(()),
            _ => Err(self.raise(known::NOT_IMPLEMENTED_ERROR, "multi-dimensional sub-views are not implemented")),
        }
    }

    /// `view[key]` (`memory_subscript`).
    pub fn memoryview_item(&mut self, object: Ref, key: Ref) -> Result<Ref> {
        let view = self.view(object)?;
        if view.shape.is_empty() {
            return match self.heap.body(key) {
                Body::Tuple(parts) if parts.is_empty() => self.item_at(&view, view.start),
                _ if key == known::ELLIPSIS => Ok(self.keep(object)),
                _ => Err(self.raise(known::TYPE_ERROR, "invalid indexing of 0-dim memory")),
            };
        }
        if self.is_int(key) || self.is_overridden(key, "__index__") {
            let index = self.view_index(key)?;
            self.item_format(&view)?;
            if view.shape.len() > 1 {
                let text = "multi-dimensional sub-views are not implemented";
                return Err(self.raise(known::NOT_IMPLEMENTED_ERROR, text));
            }
            let place = self.view_place(&view, &[index])?;
            return self.item_at(&view, place);
        }
        if let Body::Slice(_) = self.heap.body(key) {
            let sliced = self.sliced(view, key)?;
            return Ok(self.new_memoryview(sliced));
        }
        if let Some(indexes) = self.view_indexes(key)? {
            if indexes.len() < view.shape.len() {
                return Err(self.raise(known::NOT_IMPLEMENTED_ERROR, "sub-views are not implemented"));
            }
            let place = self.view_place(&view, &indexes)?;
            return self.item_at(&view, place);
        }
        Err(self.wrong_view_key(key))
    }

    fn wrong_view_key(&mut self, key: Ref) -> Stop {
        match self.heap.body(key) {
            Body::Tuple(parts)
                if !parts.is_empty() && parts.iter().all(|part| matches!(self.heap.body(*part), Body::Slice(_))) =>
            {
                self.raise(known::NOT_IMPLEMENTED_ERROR, "multi-dimensional slicing is not implemented")
            }
            _ => self.raise(known::TYPE_ERROR, "memoryview: invalid slice key"),
        }
    }

    fn view_index(&mut self, key: Ref) -> Result<i64> {
        let class = self.class_name(key);
        match self.word_index_of(key, &format!("cannot fit '{class}' into an index-sized integer")) {
            Err(stop) if self.swallows(&stop, &[known::OVERFLOW_ERROR]) => {
                Err(self.raise(known::INDEX_ERROR, format!("cannot fit '{class}' into an index-sized integer")))
            }
            result => result,
        }
    }

    /// The indexes of a tuple of ints; `None` for anything else.
    fn view_indexes(&mut self, key: Ref) -> Result<Option<Vec<i64>>> {
        let Body::Tuple(parts) = self.heap.body(key) else { return Ok(None) };
        let parts = parts.to_vec();
        if !parts.iter().all(|part| self.is_int(*part) || self.is_overridden(*part, "__index__")) {
            return Ok(None);
        }
        parts.into_iter().map(|part| self.view_index(part)).collect::<Result<_>>().map(Some)
    }

    /// Where the item of these indexes begins (`ptr_from_tuple`).
    fn view_place(&mut self, view: &MemoryView, indexes: &[i64]) -> Result<usize> {
        if indexes.len() > view.shape.len() {
            let (dimensions, given) = (view.shape.len(), indexes.len());
            let text = format!("cannot index {dimensions}-dimension view with {given}-element tuple");
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        let mut place = view.start as isize;
        for (dimension, ((index, length), stride)) in indexes.iter().zip(&view.shape).zip(&view.strides).enumerate() {
            let index = if *index < 0 { index.saturating_add(*length as i64) } else { *index };
            if !(0..*length as i64).contains(&index) {
                let text = format!("index out of bounds on dimension {}", dimension + 1);
                return Err(self.raise(known::INDEX_ERROR, text));
            }
            place += stride * index as isize;
        }
        Ok(usize::try_from(place).unwrap_or(0))
    }

    /// A view of a slice of the first dimension (`init_slice`).
    fn sliced(&mut self, view: MemoryView, slice: Ref) -> Result<MemoryView> {
        let (length, stride) = match (view.shape.first(), view.strides.first()) {
            (Some(length), Some(stride)) => (*length, *stride),
            _ => (0, 0),
        };
        let cut = self.cut_of(slice, length)?;
        let start = view.start as isize + stride * cut.start as isize;
        let mut sliced = MemoryView { exports: 0, hash: None, ..view };
        // A slice of nothing may begin outside; it shows no byte.
        sliced.start = usize::try_from(start).unwrap_or(0);
        if let (Some(length), Some(stride)) = (sliced.shape.first_mut(), sliced.strides.first_mut()) {
            *length = cut.count;
            *stride = stride.saturating_mul(cut.step as isize);
        }
        Ok(sliced)
    }

    /// `view[key] = value`, or `del view[key]` (`memory_ass_sub`).
    pub fn memoryview_assign(&mut self, object: Ref, key: Ref, value: Option<Ref>) -> Result<()> {
        let view = self.view(object)?;
        self.item_format(&view)?;
        if view.read_only {
            return Err(self.raise(known::TYPE_ERROR, "cannot modify read-only memory"));
        }
        let Some(value) = value else {
            return Err(self.raise(known::TYPE_ERROR, "cannot delete memory"));
        };
        if view.shape.is_empty() {
            let whole = key == known::ELLIPSIS || matches!(self.heap.body(key), Body::Tuple(parts) if parts.is_empty());
            if !whole {
                return Err(self.raise(known::TYPE_ERROR, "invalid indexing of 0-dim memory"));
            }
            return self.write_view_item(object, &view, view.start, value);
        }
        if self.is_int(key) || self.is_overridden(key, "__index__") {
            if view.shape.len() > 1 {
                return Err(self.raise(known::NOT_IMPLEMENTED_ERROR, "sub-views are not implemented"));
            }
            let index = self.view_index(key)?;
            let place = self.view_place(&view, &[index])?;
            return self.write_view_item(object, &view, place, value);
        }
        let slice = matches!(self.heap.body(key), Body::Slice(_));
        if slice && view.shape.len() == 1 {
            return self.write_view_slice(view, key, value);
        }
        if let Some(indexes) = self.view_indexes(key)? {
            if indexes.len() < view.shape.len() {
                return Err(self.raise(known::NOT_IMPLEMENTED_ERROR, "sub-views are not implemented"));
            }
            let place = self.view_place(&view, &indexes)?;
            return self.write_view_item(object, &view, place, value);
        }
        if slice {
            let text = "memoryview slice assignments are currently restricted to ndim = 1";
            return Err(self.raise(known::NOT_IMPLEMENTED_ERROR, text));
        }
        Err(self.wrong_view_key(key))
    }

    fn write_view_item(&mut self, object: Ref, view: &MemoryView, place: usize, value: Ref) -> Result<()> {
        let (item, width) = self.item_format(view)?;
        let format = view.format.clone();
        let packed = match self.pack_item(item, width, value) {
            Ok(packed) => packed,
            // A float that is too wide for 4 bytes becomes infinite here.
            Err(Misfit::Range) if item == Item::Float && width == 4 => {
                let value = self.float_of(value)?;
                (value as f32).to_le_bytes().to_vec()
            }
            Err(Misfit::Class) => {
                return Err(self.raise(known::TYPE_ERROR, format!("memoryview: invalid type for format '{format}'")));
            }
            Err(Misfit::Range) => {
                let text = format!("memoryview: invalid value for format '{format}'");
                return Err(self.raise(known::VALUE_ERROR, text));
            }
            Err(Misfit::Stop(stop)) => return Err(stop),
        };
        // Reading the value may have run the program, which may have released the view.
        self.check_not_released(object)?;
        self.write_exported(view.managed, place, &packed);
        Ok(())
    }

    fn write_view_slice(&mut self, view: MemoryView, key: Ref, value: Ref) -> Result<()> {
        if !self.is_bytes_like(value) {
            let text = format!("a bytes-like object is required, not '{}'", self.class_name(value));
            return Err(self.raise(known::TYPE_ERROR, text));
        }
        let (format, shape) = self.structure_of(value)?;
        let bytes = self.bytes_like(value).unwrap_or_default();
        let target = self.sliced(view, key)?;
        let plain = |format: &str| format.strip_prefix('@').unwrap_or(format).to_owned();
        if plain(&format) != plain(&target.format) || shape != target.shape {
            let text = "memoryview assignment: lvalue and rvalue have different structures";
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        for (place, item) in target.places().into_iter().zip(bytes.chunks(target.width.max(1))) {
            self.write_exported(target.managed, place, item);
        }
        Ok(())
    }

    /// Format and shape of anything that gives a buffer.
    fn structure_of(&mut self, object: Ref) -> Result<(String, Vec<usize>)> {
        Ok(match self.heap.body(object) {
            Body::MemoryView(_) => {
                let view = self.view(object)?;
                (view.format, view.shape)
            }
            Body::Buffer(buffer) if !buffer.is_bytearray() => {
                (char::from(buffer.code).to_string(), vec![buffer.length()])
            }
            _ => ("B".to_owned(), vec![self.bytes_like(object).map_or(0, |bytes| bytes.len())]),
        })
    }

    /// Writes bytes into the object behind a managed buffer.
    fn write_exported(&mut self, managed: Ref, place: usize, bytes: &[u8]) {
        let exporter = match self.heap.body(managed) {
            Body::Managed(managed) => managed.exporter,
            _ => return,
        };
        if exporter.is_null() {
            return;
        }
        if let Some(target) =
            self.buffer_mut(exporter).and_then(|buffer| buffer.bytes.get_mut(place..place + bytes.len()))
        {
            target.copy_from_slice(bytes);
        }
    }

    /// `view == other` and `!=`; `None` when the other gives no buffer (`memory_richcompare`).
    pub fn compare_memoryview(&mut self, comparison: Comparison, left: Ref, right: Ref) -> Result<Option<Ref>> {
        if !matches!(comparison, Comparison::Equal | Comparison::NotEqual) {
            return Ok(None);
        }
        let released = |machine: &Machine, object: Ref| matches!(machine.heap.body(object), Body::MemoryView(view) if view.managed.is_null());
        if !self.is_bytes_like(left) || !self.is_bytes_like(right) {
            return Ok(None);
        }
        let equal =
            if released(self, left) || released(self, right) { left == right } else { self.views_equal(left, right)? };
        Ok(Some(self.new_bool(equal == (comparison == Comparison::Equal))))
    }

    fn views_equal(&mut self, left: Ref, right: Ref) -> Result<bool> {
        let (first, second) = (self.structure_of(left)?, self.structure_of(right)?);
        if first.1 != second.1 {
            return Ok(false);
        }
        let (first, second) = match (item_of(&first.0), item_of(&second.0)) {
            (Some(first), Some(second)) => (first, second),
            _ => return Ok(false),
        };
        let (bytes, others) = (self.bytes_like(left).unwrap_or_default(), self.bytes_like(right).unwrap_or_default());
        if first == second && matches!(first.0, Item::Signed | Item::Unsigned | Item::Byte) {
            return Ok(bytes == others);
        }
        for (one, other) in bytes.chunks(first.1.max(1)).zip(others.chunks(second.1.max(1))) {
            if !self.unpacked_equal((first.0, one), (second.0, other))? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// `hash(view)`: of its bytes, when they cannot change (`memory_hash`).
    pub fn memoryview_hash(&mut self, object: Ref) -> Result<i64> {
        if let Body::MemoryView(view) = self.heap.body(object)
            && let Some(hash) = view.hash
        {
            return Ok(hash);
        }
        let view = self.view(object)?;
        if !view.read_only {
            return Err(self.raise(known::VALUE_ERROR, "cannot hash writable memoryview object"));
        }
        if !is_byte_format(&view.format) {
            let text = "memoryview: hashing is restricted to formats 'B', 'b' or 'c'";
            return Err(self.raise(known::VALUE_ERROR, text));
        }
        if let Body::Managed(managed) = self.heap.body(view.managed) {
            let exporter = managed.exporter;
            self.hash_of(exporter)?;
        }
        let bytes = self.bytes_like(object).unwrap_or_default();
        let hash = hash::of_bytes(&bytes, self.options.hash_seed);
        if let Body::MemoryView(view) = &mut self.heap.get_mut(object).body {
            view.hash = Some(hash);
        }
        Ok(hash)
    }

    /// An attribute of a view that is computed; `None` when there is none of this name.
    pub fn memoryview_attribute(&mut self, object: Ref, name: &str) -> Result<Option<Ref>> {
        if !MEMBERS.contains(&name) {
            return Ok(None);
        }
        let view = self.view(object)?;
        let sizes = |machine: &mut Machine, sizes: Vec<i64>| {
            let items = sizes.into_iter().map(|size| machine.new_int(size)).collect();
            machine.new_tuple(items)
        };
        Ok(Some(match name {
            "obj" => match self.heap.body(view.managed) {
                Body::Managed(managed) => {
                    let exporter = managed.exporter;
                    self.keep(exporter)
                }
                _ => self.none(),
            },
            "nbytes" => self.new_int(view.bytes() as i64),
            "itemsize" => self.new_int(view.width as i64),
            "format" => self.new_str(&view.format),
            "ndim" => self.new_int(view.shape.len() as i64),
            "readonly" => self.new_bool(view.read_only),
            "shape" => sizes(self, view.shape.iter().map(|length| *length as i64).collect()),
            "strides" => sizes(self, view.strides.iter().map(|stride| *stride as i64).collect()),
            "suboffsets" => sizes(self, Vec::new()),
            "f_contiguous" => {
                let turned = MemoryView {
                    shape: view.shape.iter().rev().copied().collect(),
                    strides: view.strides.iter().rev().copied().collect(),
                    ..view
                };
                self.new_bool(turned.is_contiguous())
            }
            _ => self.new_bool(view.is_contiguous()),
        }))
    }
}

fn release(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    if let Body::MemoryView(view) = machine.heap.body(object) {
        let (exports, managed) = (view.exports, view.managed);
        if exports > 0 {
            let plural = if exports == 1 { "" } else { "s" };
            let text = format!("memoryview has {exports} exported buffer{plural}");
            return Err(machine.raise(known::BUFFER_ERROR, text));
        }
        if !managed.is_null() {
            machine.end_export(object);
            if let Body::MemoryView(view) = &mut machine.heap.get_mut(object).body {
                view.managed = Ref::NULL;
            }
            machine.release(managed);
        }
    }
    Ok(machine.none())
}

fn enter(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    machine.check_not_released(arguments.at(0))?;
    Ok(machine.keep(arguments.at(0)))
}

fn exit(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    release(machine, Arguments { positional: arguments.positional.get(..1).unwrap_or(&[]), keywords: &[] })
}

fn to_bytes(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [order] = machine.bind("tobytes", rest, ["order"], 0)?;
    let view = machine.view(arguments.at(0))?;
    match order.filter(|order| *order != known::NONE).map(|order| machine.text_of(order).map(str::to_owned)) {
        None => {}
        Some(Some(order)) if matches!(order.as_str(), "C" | "A") || view.shape.len() < 2 && order == "F" => {}
        Some(Some(order)) if order == "F" => {
            return Err(Stop::unmodelled("`memoryview.tobytes` in Fortran order is not modelled"));
        }
        Some(Some(_)) => return Err(machine.raise(known::VALUE_ERROR, "order must be 'C', 'F' or 'A'")),
        Some(None) => {
            let class = machine.class_name_or_none(order.unwrap_or(known::NONE));
            let text = format!("tobytes() argument 'order' must be str or None, not {class}");
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
    }
    let bytes = machine.bytes_like(arguments.at(0)).unwrap_or_default();
    Ok(machine.new_bytes(&bytes))
}

fn to_list(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let view = machine.view(arguments.at(0))?;
    machine.item_format(&view)?;
    list_of(machine, &view, 0, view.start as isize)
}

/// The lists in lists of a view, from a dimension on.
fn list_of(machine: &mut Machine, view: &MemoryView, dimension: usize, place: isize) -> Result<Ref> {
    let (Some(length), Some(stride)) = (view.shape.get(dimension), view.strides.get(dimension)) else {
        return machine.item_at(view, usize::try_from(place).unwrap_or(0));
    };
    let mut items = Vec::with_capacity(*length);
    for at in 0..*length {
        match list_of(machine, view, dimension + 1, place + stride * at as isize) {
            Ok(item) => items.push(item),
            Err(stop) => {
                machine.release_all(items);
                return Err(stop);
            }
        }
    }
    Ok(machine.new_list(items))
}

fn to_read_only(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let view = machine.view(arguments.at(0))?;
    Ok(machine.new_memoryview(MemoryView { read_only: true, exports: 0, hash: None, ..view }))
}

fn cast(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let rest = Arguments { positional: arguments.positional.get(1..).unwrap_or(&[]), keywords: arguments.keywords };
    let [format, shape] = machine.bind("cast", rest, ["format", "shape"], 1)?;
    let format = format.unwrap_or(known::NONE);
    let Some(format) = machine.text_of(format).map(str::to_owned) else {
        let class = machine.class_name_or_none(format);
        return Err(machine.raise(known::TYPE_ERROR, format!("cast() argument 'format' must be str, not {class}")));
    };
    let view = machine.view(arguments.at(0))?;
    if !view.is_contiguous() {
        return Err(machine.raise(known::TYPE_ERROR, "memoryview: casts are restricted to C-contiguous views"));
    }
    if (shape.is_some() || view.shape.len() != 1) && view.shape.contains(&0) {
        let text = "memoryview: cannot cast view with zeros in shape or strides";
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let shape = match shape {
        Some(shape) => Some(shape_items(machine, shape, &view)?),
        None => None,
    };
    // The half float came with 3.12.
    let item = item_of(&format)
        .filter(|(_, width)| machine.version() >= Version::V3_12 || *width != 2 || !format.ends_with('e'));
    let Some((_, width)) = item else {
        let single = if machine.version() >= Version::V3_15 { "" } else { "single character " };
        let text =
            format!("memoryview: destination format must be a native {single}format prefixed with an optional '@'");
        return Err(machine.raise(known::VALUE_ERROR, text));
    };
    if !is_byte_format(&view.format) && !is_byte_format(&format) {
        return Err(machine.raise(known::TYPE_ERROR, "memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = view.bytes();
    if !bytes.is_multiple_of(width) {
        return Err(machine.raise(known::TYPE_ERROR, "memoryview: length is not a multiple of itemsize"));
    }
    let shape = match shape {
        Some(items) => {
            let shape = shape_numbers(machine, &items, width)?;
            if shape.iter().product::<usize>().saturating_mul(width) != bytes {
                let text = "memoryview: product(shape) * itemsize != buffer size";
                return Err(machine.raise(known::TYPE_ERROR, text));
            }
            shape
        }
        None => vec![bytes / width],
    };
    let mut strides = vec![0; shape.len()];
    let mut stride = width as isize;
    for (place, length) in strides.iter_mut().zip(&shape).rev() {
        *place = stride;
        stride = stride.saturating_mul(*length as isize);
    }
    Ok(machine.new_memoryview(MemoryView { format, width, shape, strides, exports: 0, hash: None, ..view }))
}

/// The items of a shape argument.
fn shape_items(machine: &mut Machine, shape: Ref, view: &MemoryView) -> Result<Vec<Ref>> {
    let Some(items) = machine.heap.items(shape).map(<[Ref]>::to_vec) else {
        return Err(machine.raise(known::TYPE_ERROR, "shape must be a list or a tuple"));
    };
    if items.len() > MOST_DIMENSIONS {
        let text = format!("memoryview: number of dimensions must not exceed {MOST_DIMENSIONS}");
        return Err(machine.raise(known::VALUE_ERROR, text));
    }
    if view.shape.len() != 1 && items.len() != 1 {
        return Err(machine.raise(known::TYPE_ERROR, "memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    Ok(items)
}

/// `copy_shape`.
fn shape_numbers(machine: &mut Machine, items: &[Ref], width: usize) -> Result<Vec<usize>> {
    let (mut shape, mut total) = (Vec::new(), width);
    for item in items {
        if !machine.is_int(*item) {
            let text = "memoryview.cast(): elements of shape must be integers";
            return Err(machine.raise(known::TYPE_ERROR, text));
        }
        let length = usize::try_from(machine.index_of(*item)?).unwrap_or(0);
        if length == 0 {
            let text = "memoryview.cast(): elements of shape must be integers > 0";
            return Err(machine.raise(known::VALUE_ERROR, text));
        }
        let Some(product) = total.checked_mul(length).filter(|product| i64::try_from(*product).is_ok()) else {
            return Err(machine.raise(known::VALUE_ERROR, "memoryview.cast(): product(shape) > SSIZE_MAX"));
        };
        total = product;
        shape.push(length);
    }
    Ok(shape)
}

/// The places of a value between two bounds.
fn found(machine: &mut Machine, object: Ref, value: Ref, bounds: Bounds, most: usize) -> Result<Vec<usize>> {
    let mut places = Vec::new();
    for at in bounds.start..bounds.end {
        let Some(item) = machine.memoryview_next(object, at)? else { break };
        let equal = machine.is_equal(item, value);
        machine.release(item);
        if equal? {
            places.push(at);
        }
        if places.len() == most {
            break;
        }
    }
    Ok(places)
}

fn count(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    machine.check_view_iterable(object)?;
    let end = machine.memoryview_length(object)?;
    let places = found(machine, object, arguments.at(1), Bounds { start: 0, end }, usize::MAX)?;
    Ok(machine.new_int(places.len() as i64))
}

fn index(machine: &mut Machine, arguments: Arguments<'_>) -> Result<Ref> {
    let object = arguments.at(0);
    let view = machine.view(object)?;
    match view.shape.len() {
        0 => return Err(machine.raise(known::TYPE_ERROR, "invalid lookup on 0-dim memory")),
        1 => {}
        _ => {
            let text = "multi-dimensional lookup is not implemented";
            return Err(machine.raise(known::NOT_IMPLEMENTED_ERROR, text));
        }
    }
    if arguments.positional.iter().skip(2).any(|bound| *bound == known::NONE) {
        let text = "slice indices must be integers or have an __index__ method";
        return Err(machine.raise(known::TYPE_ERROR, text));
    }
    let bounds = Bounds::read(machine, arguments, view.shape.first().copied().unwrap_or(0))?;
    match found(machine, object, arguments.at(1), bounds, 1)?.first() {
        Some(place) => Ok(machine.new_int(*place as i64)),
        None => Err(machine.raise(known::VALUE_ERROR, "memoryview.index(x): x not found")),
    }
}
