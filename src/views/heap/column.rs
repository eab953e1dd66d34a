//! In which column each object stands: as far right as the longest path from a name is long, no column higher than the
//! stage. Pure: numbers in, numbers out.

use super::order::{End, Net};

/// How high things are, and how much room there is.
#[derive(Clone, Debug)]
pub struct Heights {
    /// By node.
    pub nodes: Vec<f32>,
    /// Between nodes that stand above one another.
    pub gap: f32,
    pub room: f32,
}

/// By node, its column, with as many columns as that needs. Where a column would be too high, what nothing further
/// right depends on moves on to the next.
pub fn spread(net: &Net, heights: &Heights) -> Vec<usize> {
    let Paths { mut depth, successors } = Paths::of(net);
    for column in 0..=net.nodes {
        let mut nodes: Vec<usize> = (0..net.nodes).filter(|node| depth[*node] == column).collect();
        let height = |node: usize| heights.nodes.get(node).copied().unwrap_or(0.0) + heights.gap;
        let mut used: f32 = nodes.iter().map(|node| height(*node)).sum::<f32>() - heights.gap;
        while used > heights.room && nodes.len() > 1 {
            let slack = |node: usize| {
                let nearest = successors[node].iter().map(|to| depth[*to]).min();
                nearest.map_or(usize::MAX, |nearest| nearest.saturating_sub(column + 1))
            };
            let Some(at) = (0..nodes.len()).max_by_key(|at| (slack(nodes[*at]), nodes[*at])) else { break };
            let moved = nodes.swap_remove(at);
            used -= height(moved);
            push_on(moved, column + 1, &mut depth, &successors);
        }
    }
    depth
}

/// The columns of `spread` made `most`: one column too many is folded into the last one, more go on in the first.
pub fn folded(spread: &[usize], most: usize) -> Vec<usize> {
    let most = most.max(1);
    let folds = spread.iter().max().is_some_and(|deepest| *deepest <= most) && most > 1;
    spread.iter().map(|column| if folds { (*column).min(most - 1) } else { column % most }).collect()
}

/// Nodes that hold one another in a circle have the same number here; each other node has its own.
pub fn circles(net: &Net) -> Vec<usize> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); net.nodes];
    for edge in &net.edges {
        if let End::Node(from, _) = edge.from
            && let Some(out) = out.get_mut(from)
        {
            out.push(edge.to);
        }
    }
    let reaches = |from: usize| -> Vec<bool> {
        let mut found = vec![false; net.nodes];
        let mut waiting = vec![from];
        while let Some(node) = waiting.pop() {
            for to in out.get(node).into_iter().flatten() {
                if let Some(seen) = found.get_mut(*to)
                    && !*seen
                {
                    *seen = true;
                    waiting.push(*to);
                }
            }
        }
        found
    };
    let mut numbers: Vec<usize> = (0..net.nodes).collect();
    // The square of the nodes is too much for a crowd, whose circles nobody could follow anyway.
    if net.nodes > MOST_IN_CIRCLES {
        return numbers;
    }
    let reached: Vec<Vec<bool>> = (0..net.nodes).map(reaches).collect();
    let leads = |from: usize, to: usize| reached.get(from).and_then(|row| row.get(to)).copied().unwrap_or(false);
    for node in 0..net.nodes {
        if let Some(other) = (0..node).find(|other| leads(node, *other) && leads(*other, node)) {
            numbers[node] = numbers[other];
        }
    }
    numbers
}

const MOST_IN_CIRCLES: usize = 120;

fn push_on(node: usize, least: usize, depth: &mut [usize], successors: &[Vec<usize>]) {
    let mut waiting = vec![(node, least)];
    while let Some((node, least)) = waiting.pop() {
        if depth[node] < least {
            depth[node] = least;
            waiting.extend(successors[node].iter().map(|to| (*to, least + 1)));
        }
    }
}

struct Paths {
    /// By node, the number of edges on the longest path from a name, edges that close a cycle left out.
    depth: Vec<usize>,
    /// By node, where its edges lead to, those left out that close a cycle.
    successors: Vec<Vec<usize>>,
}

impl Paths {
    fn of(net: &Net) -> Self {
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); net.nodes];
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for edge in &net.edges {
            match edge.from {
                End::Name(row) => starts.push((row, edge.to)),
                End::Node(from, _) => {
                    if let Some(out) = out.get_mut(from) {
                        out.push(edge.to);
                    }
                }
            }
        }
        starts.sort_unstable();
        let roots = starts.into_iter().map(|(_, node)| node).chain(0..net.nodes);
        #[derive(Clone, Copy, PartialEq)]
        enum Visit {
            New,
            Open,
            Done,
        }
        let mut visits = vec![Visit::New; net.nodes];
        let mut finished: Vec<usize> = Vec::with_capacity(net.nodes);
        let mut forward: Vec<(usize, usize)> = Vec::new();
        for root in roots {
            if visits.get(root) != Some(&Visit::New) {
                continue;
            }
            // By hand, since a linked list of a thousand nodes must not use up the stack.
            let mut path: Vec<(usize, usize)> = vec![(root, 0)];
            visits[root] = Visit::Open;
            while let Some((node, next)) = path.last_mut() {
                let Some(to) = out.get(*node).and_then(|out| out.get(*next)).copied() else {
                    visits[*node] = Visit::Done;
                    finished.push(*node);
                    path.pop();
                    continue;
                };
                *next += 1;
                match visits.get(to) {
                    Some(Visit::New) => {
                        forward.push((*node, to));
                        visits[to] = Visit::Open;
                        path.push((to, 0));
                    }
                    Some(Visit::Done) => forward.push((*node, to)),
                    _ => {}
                }
            }
        }
        let mut successors: Vec<Vec<usize>> = vec![Vec::new(); net.nodes];
        forward.into_iter().for_each(|(from, to)| successors[from].push(to));
        let mut depth = vec![0; net.nodes];
        for node in finished.into_iter().rev() {
            for to in &successors[node] {
                depth[*to] = depth[*to].max(depth[node] + 1);
            }
        }
        Self { depth, successors }
    }
}

#[cfg(test)]
mod tests {
    use super::super::order::Edge;
    use super::*;

    fn name(row: usize, to: usize) -> Edge {
        Edge { from: End::Name(row), to }
    }

    fn row(from: usize, row: usize, to: usize) -> Edge {
        Edge { from: End::Node(from, row), to }
    }

    fn roomy(nodes: usize) -> Heights {
        Heights { nodes: vec![10.0; nodes], gap: 2.0, room: 1_000.0 }
    }

    #[test]
    fn columns_go_by_the_longest_path_and_a_cycle_stays_finite() {
        let edges = vec![name(0, 0), name(1, 2), row(0, 0, 1), row(1, 0, 0), row(1, 1, 2), row(2, 0, 2), row(2, 1, 3)];
        let net = Net::still(4, edges);
        assert_eq!(spread(&net, &roomy(4)), [0, 1, 2, 3]);
        assert_eq!(circles(&net), [0, 0, 2, 3]);
    }

    #[test]
    fn a_long_chain_goes_on_in_the_first_column() {
        let edges = (0..9).map(|node| row(node, 0, node + 1)).chain([name(0, 0)]).collect();
        let chain = spread(&Net::still(10, edges), &roomy(10));
        assert_eq!(chain, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(folded(&chain, 4), [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]);
        assert_eq!(folded(&[0, 1, 2], 2), [0, 1, 1]);
    }

    #[test]
    fn of_a_full_column_what_leads_nowhere_moves_on() {
        // Three lists that hold the same fourth, and two that hold nothing.
        let names = [0, 1, 2, 4, 5].into_iter().enumerate().map(|(at, node)| name(at, node));
        let edges = names.chain([row(0, 0, 3), row(1, 0, 3), row(2, 0, 3)]).collect();
        let heights = Heights { room: 36.0, ..roomy(6) };
        assert_eq!(spread(&Net::still(6, edges), &heights), [0, 0, 0, 1, 1, 1]);
    }

    #[test]
    fn what_moves_on_takes_along_what_it_leads_to() {
        let net = Net::still(3, vec![name(0, 0), name(1, 1), row(0, 0, 2), row(1, 0, 2)]);
        let heights = Heights { room: 10.0, ..roomy(3) };
        assert_eq!(spread(&net, &heights), [0, 1, 2]);
    }
}
