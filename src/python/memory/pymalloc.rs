//! pymalloc: arenas, pools and blocks, so that addresses are handed out and come back as CPython does it.
//!
//! `Objects/obmalloc.c`. Up to 512 bytes a block comes from a 16 KiB pool of its size class, pools come from 1 MiB arenas;
//! larger requests go to `malloc`, which is modelled as far as it shows: other addresses, and the chunk freed last is the
//! one handed out next.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pages::Pages;
use crate::python::version::Version;

/// The largest request that pymalloc serves itself.
pub const SMALL_REQUEST: usize = 512;
pub const POOL_BYTES: u64 = 16 << 10;
pub const ARENA_BYTES: u64 = 1 << 20;
/// A pool's header; its first block lies behind it.
pub const POOL_HEADER: u64 = 48;
/// Size classes: 16, 32, … 512 bytes.
pub const CLASSES: usize = 32;
/// Pools of an arena that can be used: the arena need not begin at a pool's boundary, which costs one.
pub const POOLS_PER_ARENA: u32 = 63;

const FIRST_ARENA: u64 = 0x7f3a_5c00_0000;
const FIRST_LARGE: u64 = 0x55d4_8a20_0000;
const NONE: u32 = u32::MAX;

/// The allocator's state.
#[derive(Clone, Debug)]
pub struct Pymalloc {
    pools: Pages<Pool>,
    pub arenas: Vec<Arena>,
    /// By size class: the pool that serves the next request; others with room follow by their `next` (`usedpools`).
    used: [u32; CLASSES],
    /// Arenas with a pool to give, fewest free pools first (`usable_arenas`).
    usable: Vec<u32>,
    /// Chunks from `malloc` that were freed, by rounded size, last freed last.
    large: Arc<BTreeMap<u64, Vec<u64>>>,
    next_large: u64,
    /// Bytes that are handed out.
    pub bytes: u64,
}

/// An arena: 1 MiB of pools.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arena {
    pub address: u64,
    /// Pools that hold no block now: given back, or never used.
    pub free_pools: u32,
    /// Pools that were ever used; the others are handed out in order.
    pub used_pools: u32,
    /// Pools given back, the last one first to go out again.
    free_list: Vec<u32>,
}

/// A pool: 16 KiB of blocks of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    pub address: u64,
    pub arena: u32,
    /// Size class: blocks of `(class + 1) * 16` bytes.
    pub class: u8,
    /// Blocks that are handed out (`ref.count`).
    pub used: u32,
    /// Blocks that were never handed out begin here.
    next_fresh: u64,
    /// Freed blocks, as offsets in the pool by 16; the last one goes out first.
    free: Vec<u16>,
    /// Neighbours in the list of pools with room.
    previous: u32,
    next: u32,
}

impl Pool {
    pub fn block_bytes(&self) -> u64 {
        (u64::from(self.class) + 1) * 16
    }

    /// Blocks that the pool has.
    pub fn capacity(&self) -> u32 {
        ((POOL_BYTES - POOL_HEADER) / self.block_bytes()) as u32
    }

    /// Addresses of the freed blocks, the one that goes out next last.
    pub fn free_blocks(&self) -> impl Iterator<Item = u64> + '_ {
        self.free.iter().map(|offset| self.address + u64::from(*offset) * 16)
    }

    /// Blocks that were handed out at least once.
    pub fn touched(&self) -> u32 {
        ((self.next_fresh - POOL_HEADER) / self.block_bytes()) as u32
    }
}

impl Pymalloc {
    pub fn new(_version: Version) -> Self {
        Self {
            pools: Pages::new(),
            arenas: Vec::new(),
            used: [NONE; CLASSES],
            usable: Vec::new(),
            large: Arc::default(),
            next_large: FIRST_LARGE,
            bytes: 0,
        }
    }

    /// The address of a new block of `bytes`.
    #[inline]
    pub fn allocate(&mut self, bytes: usize) -> u64 {
        self.bytes += bytes as u64;
        if bytes == 0 || bytes > SMALL_REQUEST {
            return self.allocate_large(bytes);
        }
        let class = (bytes - 1) >> 4;
        let mut number = self.used[class];
        if number == NONE {
            number = self.new_pool(class as u8);
        }
        let pool = self.pools.get_mut(number as usize);
        pool.used += 1;
        let address = match pool.free.pop() {
            Some(offset) => pool.address + u64::from(offset) * 16,
            None => {
                let address = pool.address + pool.next_fresh;
                pool.next_fresh += pool.block_bytes();
                address
            }
        };
        if pool.free.is_empty() && pool.next_fresh + pool.block_bytes() > POOL_BYTES {
            self.unlink(class, number);
        }
        address
    }

    /// Gives a block of `bytes` back.
    #[inline]
    pub fn release(&mut self, address: u64, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
        if bytes == 0 || bytes > SMALL_REQUEST {
            Arc::make_mut(&mut self.large).entry(rounded(bytes)).or_default().push(address);
            return;
        }
        let Some(number) = self.pool_at(address) else { return };
        let pool = self.pools.get_mut(number as usize);
        let class = usize::from(pool.class);
        let was_full = pool.used == pool.capacity();
        pool.free.push(((address - pool.address) / 16) as u16);
        pool.used = pool.used.saturating_sub(1);
        if pool.used == 0 {
            if !was_full {
                self.unlink(class, number);
            }
            self.give_pool_back(number);
        } else if was_full {
            self.link_first(class, number);
        }
    }

    /// Pools by number; a pool whose `used` is 0 belongs to its arena.
    pub fn pools(&self) -> impl Iterator<Item = &Pool> {
        self.pools.iter()
    }

    /// The pool that holds this address.
    pub fn pool_of(&self, address: u64) -> Option<&Pool> {
        self.pool_at(address).map(|number| self.pools.get(number as usize))
    }

    fn pool_at(&self, address: u64) -> Option<u32> {
        let place = address.checked_sub(FIRST_ARENA)?;
        let arena = place / ARENA_BYTES;
        let number = arena * u64::from(POOLS_PER_ARENA) + (place % ARENA_BYTES) / POOL_BYTES;
        (number < self.pools.len() as u64).then_some(number as u32)
    }

    /// A pool for this size class, from the usable arena with the fewest free pools.
    #[cold]
    fn new_pool(&mut self, class: u8) -> u32 {
        if self.usable.is_empty() {
            let number = self.arenas.len() as u32;
            let address = FIRST_ARENA + u64::from(number) * ARENA_BYTES;
            self.arenas.push(Arena { address, free_pools: POOLS_PER_ARENA, used_pools: 0, free_list: Vec::new() });
            for place in 0..POOLS_PER_ARENA {
                self.pools.push(Pool {
                    address: address + u64::from(place) * POOL_BYTES,
                    arena: number,
                    class,
                    used: 0,
                    next_fresh: POOL_HEADER,
                    free: Vec::new(),
                    previous: NONE,
                    next: NONE,
                });
            }
            self.usable.push(number);
        }
        let arena_number = self.usable[0];
        let arena = &mut self.arenas[arena_number as usize];
        let number = arena.free_list.pop().unwrap_or_else(|| {
            arena.used_pools += 1;
            arena_number * POOLS_PER_ARENA + arena.used_pools - 1
        });
        arena.free_pools -= 1;
        if arena.free_pools == 0 {
            self.usable.remove(0);
        }
        let pool = self.pools.get_mut(number as usize);
        // A pool that served this class before keeps its free list; another class starts it afresh.
        if pool.class != class {
            pool.class = class;
            pool.next_fresh = POOL_HEADER;
            pool.free.clear();
        }
        self.link_first(usize::from(class), number);
        number
    }

    /// An empty pool goes back to its arena, which moves up or down among the usable ones (`insert_to_freepool`).
    fn give_pool_back(&mut self, number: u32) {
        let arena_number = self.pools.get(number as usize).arena;
        let arena = &mut self.arenas[arena_number as usize];
        arena.free_list.push(number);
        arena.free_pools += 1;
        let free = arena.free_pools;
        if free == 1 {
            self.usable.insert(0, arena_number);
            return;
        }
        let Some(mut place) = self.usable.iter().position(|usable| *usable == arena_number) else { return };
        while let Some(next) = self.usable.get(place + 1) {
            if self.arenas[*next as usize].free_pools >= free {
                break;
            }
            self.usable.swap(place, place + 1);
            place += 1;
        }
    }

    /// A pool gets room: it serves the next request of its class.
    fn link_first(&mut self, class: usize, number: u32) {
        let first = self.used[class];
        let pool = self.pools.get_mut(number as usize);
        pool.previous = NONE;
        pool.next = first;
        if first != NONE {
            self.pools.get_mut(first as usize).previous = number;
        }
        self.used[class] = number;
    }

    /// A pool is full, or empty: it leaves the list.
    fn unlink(&mut self, class: usize, number: u32) {
        let pool = self.pools.get_mut(number as usize);
        let (previous, next) = (pool.previous, pool.next);
        pool.previous = NONE;
        pool.next = NONE;
        if previous == NONE {
            if self.used[class] == number {
                self.used[class] = next;
            }
        } else {
            self.pools.get_mut(previous as usize).next = next;
        }
        if next != NONE {
            self.pools.get_mut(next as usize).previous = previous;
        }
    }

    #[cold]
    fn allocate_large(&mut self, bytes: usize) -> u64 {
        let size = rounded(bytes);
        let freed = match self.large.get(&size) {
            Some(chunks) if !chunks.is_empty() => {
                Arc::make_mut(&mut self.large).get_mut(&size).and_then(|chunks| chunks.pop())
            }
            _ => None,
        };
        freed.unwrap_or_else(|| {
            let address = self.next_large;
            self.next_large += size;
            address + 16
        })
    }

    /// What `realloc` to `new` bytes does: the same address when the block may stay, else another one after which the old
    /// block is free (`pymalloc_realloc`: a block that shrinks by less than a quarter stays).
    pub fn reallocate(&mut self, address: u64, old: usize, new: usize) -> u64 {
        if address == 0 {
            return self.allocate(new);
        }
        let stays = if old <= SMALL_REQUEST {
            let block = old.next_multiple_of(16);
            new <= block && 4 * new > 3 * block
        } else {
            new > SMALL_REQUEST && rounded(new) <= rounded(old) && 2 * new > old
        };
        if stays && (old <= SMALL_REQUEST || rounded(new) == rounded(old)) {
            self.bytes = self.bytes.saturating_sub(old as u64) + new as u64;
            return address;
        }
        let moved = self.allocate(new);
        self.release(address, old);
        moved
    }

    /// Makes a clone cost pointers.
    pub fn share(&mut self) {
        self.pools.share();
    }
}

/// `malloc`'s chunk for a request: 8 bytes more, rounded up to 16.
fn rounded(bytes: usize) -> u64 {
    (bytes as u64 + 8).next_multiple_of(16).max(32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_blocks_ascend_and_the_last_freed_comes_back_first() {
        let mut blocks = Pymalloc::new(Version::V3_13);
        let first = blocks.allocate(24);
        let second = blocks.allocate(32);
        let third = blocks.allocate(17);
        assert_eq!((second - first, third - second, first % POOL_BYTES), (32, 32, POOL_HEADER));
        blocks.release(first, 24);
        blocks.release(third, 17);
        assert_eq!((blocks.allocate(30), blocks.allocate(30)), (third, first));
    }

    #[test]
    fn pools_fill_and_empty_ones_serve_other_sizes() {
        let mut blocks = Pymalloc::new(Version::V3_13);
        for (bytes, count) in [(16, 1021), (32, 510), (48, 340), (64, 255), (512, 31)] {
            let addresses: Vec<u64> = (0..=count).map(|_| blocks.allocate(bytes)).collect();
            let pool = |address: u64| address / POOL_BYTES;
            assert_eq!(pool(addresses[0]), pool(addresses[count - 1]), "{bytes}");
            assert_ne!(pool(addresses[0]), pool(addresses[count]), "{bytes}");
            addresses.iter().for_each(|address| blocks.release(*address, bytes));
        }
        assert_eq!(blocks.bytes, 0);
        assert_eq!(blocks.arenas.len(), 1);
        assert_eq!(blocks.arenas[0].free_pools, POOLS_PER_ARENA);
    }

    #[test]
    fn large_blocks_come_from_elsewhere_and_are_used_again() {
        let mut blocks = Pymalloc::new(Version::V3_13);
        let large = blocks.allocate(4000);
        assert!(blocks.pool_of(large).is_none());
        blocks.release(large, 4000);
        assert_eq!(blocks.allocate(4000), large);
    }
}
