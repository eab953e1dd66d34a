//! In which column and in which order objects stand, so that few arrows cross. Pure: numbers in, numbers out.
//!
//! Columns go by the longest path from a name; the order within one by barycentres (Sugiyama), then by swaps of neighbours.

/// Who refers to whom, over the whole run.
#[derive(Clone, Debug, Default)]
pub struct Net {
    pub nodes: usize,
    pub edges: Vec<Edge>,
}

/// A reference from a name or from a row of a node to a node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    pub from: End,
    pub to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    /// The name's place among all names, from the top.
    Name(usize),
    /// A node, and its row.
    Node(usize, usize),
}

/// Where each node stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// By node.
    pub column: Vec<usize>,
    /// By column, from the top.
    pub nodes: Vec<Vec<usize>>,
}

/// Rounds of sweeps, there and back.
const SWEEPS: usize = 4;
/// Pieces of edges up to which neighbours are swapped as well: it costs the square of them.
const MOST_PIECES_TO_SWAP: usize = 160;

/// Columns and orders with at most `most_columns`; much longer paths go on in the first column again.
pub fn order(net: &Net, most_columns: usize) -> Order {
    let longest = longest_paths(net);
    let most = most_columns.max(1);
    // One column too many is folded into the last one; more go on in the first.
    let folds = longest.iter().max().is_some_and(|depth| *depth <= most) && most > 1;
    let column: Vec<usize> =
        longest.iter().map(|depth| if folds { (*depth).min(most - 1) } else { depth % most }).collect();
    let count = column.iter().max().map_or(0, |most| most + 1);
    let mut layers = Layers::new(net, &column, count);
    let mut best = layers.clone();
    let mut fewest = best.crossings();
    for round in 0..SWEEPS {
        layers.sweep(round % 2 == 0);
        let crossings = layers.crossings();
        if crossings < fewest {
            (best, fewest) = (layers.clone(), crossings);
        }
    }
    if best.pieces.len() <= MOST_PIECES_TO_SWAP {
        best.swap_neighbours();
    }
    let only_nodes = |items: &Vec<usize>| items.iter().copied().filter(|item| *item < net.nodes).collect();
    Order { column, nodes: best.items.iter().map(only_nodes).collect() }
}

/// How many pairs of edges cross when nodes stand in this order.
pub fn crossings(net: &Net, order: &Order) -> usize {
    let mut layers = Layers::new(net, &order.column, order.nodes.len());
    for (layer, nodes) in layers.items.iter_mut().zip(&order.nodes) {
        let dummies: Vec<usize> = layer.iter().copied().filter(|item| *item >= net.nodes).collect();
        *layer = nodes.iter().copied().chain(dummies).collect();
    }
    layers.crossings()
}

/// By node, the number of edges on the longest path from a name, edges that close a cycle left out.
fn longest_paths(net: &Net) -> Vec<usize> {
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
    depth
}

/// Layers of nodes and, for edges that pass a column, of dummies in it.
#[derive(Clone, Debug)]
struct Layers {
    /// By column: nodes, and dummies from `net.nodes` on.
    items: Vec<Vec<usize>>,
    /// Pieces of edges from one column to the next.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    from: End,
    to: usize,
    /// The column that it leads to.
    column: usize,
}

impl Layers {
    fn new(net: &Net, column: &[usize], count: usize) -> Self {
        let mut items: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (node, column) in column.iter().enumerate() {
            items[*column].push(node);
        }
        let mut pieces = Vec::new();
        let mut next = net.nodes;
        for edge in &net.edges {
            let Some(last) = column.get(edge.to).copied() else { continue };
            let first = match edge.from {
                End::Name(_) => 0,
                End::Node(from, _) => column.get(from).map_or(0, |column| column + 1),
            };
            if first > last {
                continue;
            }
            let mut from = edge.from;
            for (passed, layer) in items.iter_mut().enumerate().take(last).skip(first) {
                layer.push(next);
                pieces.push(Piece { from, to: next, column: passed });
                from = End::Node(next, 0);
                next += 1;
            }
            pieces.push(Piece { from, to: edge.to, column: last });
        }
        Self { items, pieces }
    }

    /// By item, its place in its column.
    fn positions(&self) -> Vec<f64> {
        let most = self.items.iter().flatten().max().map_or(0, |most| most + 1);
        let mut positions = vec![0.0; most];
        for layer in &self.items {
            for (at, item) in layer.iter().enumerate() {
                positions[*item] = at as f64;
            }
        }
        positions
    }

    fn sweep(&mut self, rightwards: bool) {
        let count = self.items.len();
        for step in 0..count {
            let column = if rightwards { step } else { count - 1 - step };
            let positions = self.positions();
            let mut sums: Vec<(f64, f64)> = vec![(0.0, 0.0); positions.len()];
            let mut meet = |item: usize, other: f64| {
                if let Some(sum) = sums.get_mut(item) {
                    *sum = (sum.0 + other, sum.1 + 1.0);
                }
            };
            for piece in &self.pieces {
                if rightwards && piece.column == column {
                    meet(piece.to, start(piece.from, &positions));
                } else if !rightwards
                    && piece.column == column + 1
                    && let End::Node(from, _) = piece.from
                {
                    meet(from, positions.get(piece.to).copied().unwrap_or(0.0));
                }
            }
            let Some(layer) = self.items.get_mut(column) else { continue };
            let wanted = |item: &usize| match sums.get(*item) {
                Some((sum, count)) if *count > 0.0 => sum / count,
                _ => positions.get(*item).copied().unwrap_or(0.0),
            };
            layer.sort_by(|one, other| wanted(one).total_cmp(&wanted(other)));
        }
    }

    fn crossings(&self) -> usize {
        (0..self.items.len()).map(|column| self.crossings_before(column)).sum()
    }

    /// Crossings between the column and the one before.
    fn crossings_before(&self, column: usize) -> usize {
        let positions = self.positions();
        let mut lines: Vec<(f64, f64)> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| piece.column == column) {
            lines.push((start(piece.from, &positions), positions.get(piece.to).copied().unwrap_or(0.0)));
        }
        let mut count = 0;
        for (at, one) in lines.iter().enumerate() {
            let rest = lines.iter().skip(at + 1);
            count += rest.filter(|other| (one.0 - other.0) * (one.1 - other.1) < 0.0).count();
        }
        count
    }

    fn swap_neighbours(&mut self) {
        let mut fewest = self.crossings();
        for _ in 0..SWEEPS {
            let before = fewest;
            for column in 0..self.items.len() {
                for at in 1..self.items.get(column).map_or(0, Vec::len) {
                    self.items[column].swap(at - 1, at);
                    let crossings = self.crossings();
                    if crossings < fewest {
                        fewest = crossings;
                    } else {
                        self.items[column].swap(at - 1, at);
                    }
                }
            }
            if fewest == before {
                return;
            }
        }
    }
}

/// The height at which a piece starts, in places of its column.
fn start(from: End, positions: &[f64]) -> f64 {
    match from {
        End::Name(row) => row as f64 / 1_000.0,
        End::Node(node, row) => positions.get(node).copied().unwrap_or(0.0) + (row as f64 / 1_000.0).min(0.9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(row: usize, to: usize) -> Edge {
        Edge { from: End::Name(row), to }
    }

    fn row(from: usize, row: usize, to: usize) -> Edge {
        Edge { from: End::Node(from, row), to }
    }

    #[test]
    fn columns_go_by_the_longest_path_and_a_cycle_stays_finite() {
        let net = Net {
            nodes: 4,
            edges: vec![name(0, 0), name(1, 2), row(0, 0, 1), row(1, 0, 0), row(1, 1, 2), row(2, 0, 2), row(2, 1, 3)],
        };
        assert_eq!(order(&net, 9).column, [0, 1, 2, 3]);
    }

    #[test]
    fn a_long_chain_goes_on_in_the_first_column() {
        let edges = (0..9).map(|node| row(node, 0, node + 1)).chain([name(0, 0)]).collect();
        assert_eq!(order(&Net { nodes: 10, edges }, 4).column, [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]);
    }

    #[test]
    fn names_that_lead_crosswise_have_their_objects_in_their_own_order() {
        let net = Net { nodes: 3, edges: vec![name(0, 2), name(1, 1), name(2, 0)] };
        let ordered = order(&net, 3);
        assert_eq!(ordered.nodes, [[2, 1, 0]]);
        assert_eq!(crossings(&net, &ordered), 0);
    }

    #[test]
    fn an_edge_past_a_column_counts_where_it_passes() {
        // Name 0 leads past column 0 to node 2; nodes 0 and 1 follow each other.
        let net = Net { nodes: 3, edges: vec![name(1, 0), name(0, 2), row(0, 0, 1), row(1, 0, 2)] };
        let ordered = order(&net, 4);
        assert_eq!(ordered.column, [0, 1, 2]);
        assert_eq!(order(&net, 4), ordered);
    }

    #[test]
    fn nothing_at_all_has_no_columns() {
        assert_eq!(order(&Net::default(), 4), Order::default());
    }
}
