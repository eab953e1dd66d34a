//! In which order objects stand in their columns, so that few arrows cross. Pure: numbers in, numbers out.
//!
//! An arrow that passes a column has a place of its own in it, a lane, as if it were an object. Orders go by barycentres
//! (Sugiyama), then by moves that leave fewer crossings. In which column an object stands is [`super::column`]'s business.

/// Who refers to whom, over the whole run.
#[derive(Clone, Debug, Default)]
pub struct Net {
    pub nodes: usize,
    pub edges: Vec<Edge>,
    /// By edge, the first and last moment that sees it: what is never seen together does not cross.
    pub spans: Vec<(usize, usize)>,
}

impl Net {
    /// A net whose edges are all there for one same moment.
    #[cfg(test)]
    pub fn still(nodes: usize, edges: Vec<Edge>) -> Self {
        let spans = vec![(0, 0); edges.len()];
        Self { nodes, edges, spans }
    }

    /// For how many moments an edge is seen.
    pub fn duration(&self, edge: usize) -> usize {
        self.spans.get(edge).map_or(1, |(first, last)| last + 1 - first)
    }
}

/// A reference from a name or from a row of a node to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    pub from: End,
    pub to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// The name's place among all names, from the top.
    Name(usize),
    /// A node, and its row.
    Node(usize, usize),
}

/// Where each node and lane stands among those of its column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// By node.
    pub column: Vec<usize>,
    /// By column, from the top: nodes, and from the number of nodes on lanes.
    pub items: Vec<Vec<usize>>,
    /// By lane, the edge that it is of, by number; lanes of one edge from left to right.
    pub lanes: Vec<usize>,
    /// Pieces of edges from one column to the next.
    pub pieces: Vec<Piece>,
}

/// A part of an edge, from an item of one column to an item of the next. A lane has one row, 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    pub from: End,
    pub to: usize,
    /// The column that it leads to.
    pub column: usize,
    /// The edge that it is of, and when that is seen.
    pub edge: usize,
    pub span: (usize, usize),
}

/// Rounds of sweeps, there and back.
const SWEEPS: usize = 6;
/// Pieces of edges up to which single items are moved as well: it costs the square of them.
const MOST_PIECES_TO_MOVE: usize = 120;

/// The order of nodes in these columns with the fewest crossings that were found.
pub fn order(net: &Net, column: &[usize]) -> Order {
    let mut order = Order::new(net, column);
    let mut best = order.clone();
    let mut fewest = best.crossings();
    for round in 0..SWEEPS {
        order.sweep(round % 2 == 0);
        let crossings = order.crossings();
        if crossings < fewest {
            (best, fewest) = (order.clone(), crossings);
        }
    }
    if best.pieces.len() <= MOST_PIECES_TO_MOVE {
        best.move_single_items(fewest);
    }
    best
}

impl Order {
    fn new(net: &Net, column: &[usize]) -> Self {
        let count = column.iter().max().map_or(0, |most| most + 1);
        let mut items: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (node, column) in column.iter().enumerate() {
            items[*column].push(node);
        }
        let (mut pieces, mut lanes) = (Vec::new(), Vec::new());
        for (number, edge) in net.edges.iter().enumerate() {
            let Some(last) = column.get(edge.to).copied() else { continue };
            let first = match edge.from {
                End::Name(_) => 0,
                End::Node(from, _) => column.get(from).map_or(0, |column| column + 1),
            };
            if first > last {
                continue;
            }
            let span = net.spans.get(number).copied().unwrap_or_default();
            let mut from = edge.from;
            for (passed, layer) in items.iter_mut().enumerate().take(last).skip(first) {
                let lane = net.nodes + lanes.len();
                layer.push(lane);
                lanes.push(number);
                pieces.push(Piece { from, to: lane, column: passed, edge: number, span });
                from = End::Node(lane, 0);
            }
            pieces.push(Piece { from, to: edge.to, column: last, edge: number, span });
        }
        Self { column: column.to_vec(), items, lanes, pieces }
    }

    /// How many pairs of pieces cross, each counted for every moment that sees both.
    pub fn crossings(&self) -> usize {
        let positions = self.positions();
        (0..self.items.len()).map(|column| self.crossings_before(column, &positions)).sum()
    }

    /// By item, its place in its column.
    fn positions(&self) -> Vec<f64> {
        let mut positions = vec![0.0; self.column.len() + self.lanes.len()];
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

    /// Crossings between the column and the one before.
    fn crossings_before(&self, column: usize, positions: &[f64]) -> usize {
        let mut lines: Vec<(f64, f64, (usize, usize))> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| piece.column == column) {
            let end = positions.get(piece.to).copied().unwrap_or(0.0);
            lines.push((start(piece.from, positions), end, piece.span));
        }
        let mut count = 0;
        for (at, one) in lines.iter().enumerate() {
            let crossing = |other: &&(f64, f64, (usize, usize))| (one.0 - other.0) * (one.1 - other.1) < 0.0;
            let rest = lines.iter().skip(at + 1).filter(crossing);
            count += rest.map(|other| together(one.2, other.2)).sum::<usize>();
        }
        count
    }

    /// Moves each item to where it leaves the fewest crossings, until none gains by it.
    fn move_single_items(&mut self, mut fewest: usize) {
        for _ in 0..SWEEPS {
            let before = fewest;
            for column in 0..self.items.len() {
                for at in 0..self.items[column].len() {
                    fewest = self.move_item(column, at, fewest);
                }
            }
            if fewest == before || fewest == 0 {
                return;
            }
        }
    }

    /// The crossings left when the item has its best place.
    fn move_item(&mut self, column: usize, at: usize, fewest: usize) -> usize {
        let kept = self.items[column].clone();
        let (mut best, mut least) = (None, fewest);
        for to in (0..kept.len()).filter(|to| *to != at) {
            let mut moved = kept.clone();
            let item = moved.remove(at);
            moved.insert(to, item);
            self.items[column].clone_from(&moved);
            let crossings = self.crossings();
            if crossings < least {
                (best, least) = (Some(moved), crossings);
            }
        }
        self.items[column] = best.unwrap_or(kept);
        least
    }
}

/// How many moments see both.
fn together(one: (usize, usize), other: (usize, usize)) -> usize {
    (one.1.min(other.1) + 1).saturating_sub(one.0.max(other.0))
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
    fn names_that_lead_crosswise_have_their_objects_in_their_own_order() {
        let net = Net::still(3, vec![name(0, 2), name(1, 1), name(2, 0)]);
        let ordered = order(&net, &[0, 0, 0]);
        assert_eq!(ordered.items, [[2, 1, 0]]);
        assert_eq!(ordered.crossings(), 0);
    }

    #[test]
    fn an_edge_past_a_column_has_a_lane_on_the_side_that_it_comes_from() {
        // Name 1 leads past column 0 to node 1, which node 0 holds as well: under node 0 nothing crosses.
        let net = Net::still(2, vec![name(0, 0), name(1, 1), row(0, 0, 1)]);
        let ordered = order(&net, &[0, 1]);
        assert_eq!((ordered.items.clone(), ordered.lanes.clone()), (vec![vec![0, 2], vec![1]], vec![1]));
        assert_eq!(ordered.crossings(), 0);
    }

    #[test]
    fn single_moves_undo_what_sweeps_leave() {
        let net = Net::still(4, vec![name(0, 1), name(1, 0), row(0, 0, 2), row(1, 0, 3), row(1, 1, 2)]);
        assert_eq!(order(&net, &[0, 0, 1, 1]).crossings(), 0);
    }

    #[test]
    fn arrows_that_are_never_seen_together_may_cross() {
        let mut net = Net::still(2, vec![name(0, 0), name(1, 1), name(2, 0)]);
        net.spans = vec![(0, 1), (0, 9), (3, 9)];
        let ordered = order(&net, &[0, 0]);
        assert_eq!((ordered.items.clone(), ordered.crossings()), (vec![vec![1, 0]], 2));
    }

    #[test]
    fn nothing_at_all_has_no_columns() {
        assert_eq!(order(&Net::default(), &[]), Order::default());
    }
}
