//! Things that stand above one another: in their order, at least so far apart, each as near as may be to where it is
//! wanted. Pure: numbers in, numbers out.

/// A thing to be stacked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Item {
    pub height: f32,
    /// The least distance to the one above.
    pub gap: f32,
    /// Where its top would best be, and how much that weighs.
    pub wanted: Option<(f32, f32)>,
}

/// Tops of the items between `top` and `bottom`; where there is no room for all, the last ones stand out below.
pub fn stack(items: &[Item], top: f32, bottom: f32) -> Vec<f32> {
    // Things that would overlap move as one block, to the mean of what they want (pool adjacent violators).
    struct Block {
        sum: f32,
        weight: f32,
        items: usize,
        height: f32,
        /// To the block above.
        gap: f32,
    }
    let mut blocks: Vec<Block> = Vec::new();
    let place = |block: &Block| if block.weight > 0.0 { (block.sum / block.weight).max(top) } else { top };
    for item in items {
        let (wanted, weight) = item.wanted.unwrap_or_default();
        let mut block = Block { sum: wanted * weight, weight, items: 1, height: item.height, gap: item.gap };
        while let Some(last) = blocks.last() {
            let offset = last.height + block.gap;
            if block.weight > 0.0 && place(&block) >= place(last) + offset {
                break;
            }
            // What is wanted of the lower block's first thing, told of the upper block's.
            block = Block {
                sum: last.sum + block.sum - offset * block.weight,
                weight: last.weight + block.weight,
                items: last.items + block.items,
                height: offset + block.height,
                gap: last.gap,
            };
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut tops = Vec::with_capacity(items.len());
    let mut left = items.iter();
    let mut free = top;
    for block in &blocks {
        let mut y = place(block).max(if tops.is_empty() { free } else { free + block.gap });
        for (at, item) in left.by_ref().take(block.items).enumerate() {
            if at > 0 {
                y += item.gap;
            }
            tops.push(y);
            y += item.height;
        }
        free = y;
    }
    // What stands too low is pushed up, and with it what stands above.
    let mut limit = bottom;
    for (y, item) in tops.iter_mut().zip(items).rev() {
        *y = y.min(limit - item.height);
        limit = *y - item.gap;
    }
    // If that goes over the top, the column is too full: from the top down, the last ones stand out below.
    let mut least = top;
    for (at, (y, item)) in tops.iter_mut().zip(items).enumerate() {
        *y = y.max(if at > 0 { least + item.gap } else { least });
        least = *y + item.height;
    }
    tops
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(height: f32, wanted: f32) -> Item {
        Item { height, gap: 20.0, wanted: Some((wanted, 1.0)) }
    }

    #[test]
    fn things_stand_where_they_are_wanted_when_there_is_room() {
        assert_eq!(stack(&[item(50.0, 20.0), item(50.0, 200.0)], 10.0, 400.0), [20.0, 200.0]);
    }

    #[test]
    fn things_that_want_the_same_place_share_the_pain_by_weight() {
        assert_eq!(stack(&[item(50.0, 100.0), item(50.0, 100.0)], 0.0, 400.0), [65.0, 135.0]);
        let heavy = Item { wanted: Some((100.0, 6.0)), ..item(50.0, 0.0) };
        assert_eq!(stack(&[item(50.0, 100.0), heavy], 0.0, 400.0), [40.0, 110.0]);
    }

    #[test]
    fn things_stay_between_top_and_bottom_with_their_gaps() {
        let tops = stack(&[item(50.0, -90.0), item(50.0, 390.0), item(50.0, 390.0)], 10.0, 300.0);
        assert_eq!(tops, [10.0, 180.0, 250.0]);
        let tops = stack(&[item(90.0, 0.0), item(90.0, 0.0), item(90.0, 0.0)], 10.0, 200.0);
        assert_eq!(tops, [10.0, 120.0, 230.0]);
        let near = Item { gap: 5.0, ..item(0.0, 0.0) };
        assert_eq!(stack(&[item(10.0, 0.0), near, near], 10.0, 200.0), [10.0, 25.0, 30.0]);
    }
}
