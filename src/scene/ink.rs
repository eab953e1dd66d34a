//! What a mark means. The theme turns an ink into a colour; a stroke's dash and a fill's hatch say it again without one.

/// A semantic colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ink {
    /// The ground behind all panes.
    Ground,
    /// A pane of glass on the ground.
    Pane,
    /// A card on a pane.
    Raised,
    /// A row sunk into a card.
    Sunken,
    /// The edge of a pane; too weak for a mark that means something.
    Hairline,
    /// A stronger edge, of cards that matter now.
    Edge,
    /// The outline of what is spare, not yet or untouched.
    Spare,
    /// A mark that means something but is in no special state.
    Mark,
    /// Text that is read.
    Text,
    /// Second-rank text.
    Muted,
    /// Decoration alone; never text.
    Faint,
    /// A variable's name.
    Name,
    /// Alive: a reference, a count, what runs.
    Alive,
    /// Text on [`Ink::AliveFill`].
    OnAlive,
    /// Lost, garbage, an error, blocked for ever.
    Lost,
    /// A field, a key, I/O, what the machinery touches now.
    Touch,
    /// A collision, waiting for a turn, a second series.
    Turn,
    /// Soft fill of what is alive or gained.
    AliveFill,
    /// Soft fill of what is touched now.
    TouchFill,
    /// Soft fill of what is lost.
    LostFill,
    /// Soft fill of a collision or a wait.
    TurnFill,
    /// The current line, a selected row.
    Selection,
    /// Text on a full fill of [`Ink::Alive`], [`Ink::Lost`], [`Ink::Touch`], [`Ink::Turn`].
    OnSolid,
}

impl Ink {
    /// Every ink, so that a test can walk them.
    pub const ALL: [Ink; 23] = [
        Ink::Ground,
        Ink::Pane,
        Ink::Raised,
        Ink::Sunken,
        Ink::Hairline,
        Ink::Edge,
        Ink::Spare,
        Ink::Mark,
        Ink::Text,
        Ink::Muted,
        Ink::Faint,
        Ink::Name,
        Ink::Alive,
        Ink::OnAlive,
        Ink::Lost,
        Ink::Touch,
        Ink::Turn,
        Ink::AliveFill,
        Ink::TouchFill,
        Ink::LostFill,
        Ink::TurnFill,
        Ink::Selection,
        Ink::OnSolid,
    ];
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    Plain(Ink),
    /// `ink` as diagonal lines over `under`: what is lost, dead or dummy.
    Hatch {
        ink: Ink,
        under: Ink,
    },
}

/// How a line is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    #[default]
    Solid,
    /// Not yet, spare, lost.
    Dashed,
    /// A path that the machinery takes; blocked in I/O.
    Dotted,
}

/// A line's ink, width in points, and dash.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub ink: Ink,
    pub width: f32,
    pub dash: Dash,
}

impl Stroke {
    pub const fn new(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Solid }
    }

    pub const fn dashed(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Dashed }
    }

    pub const fn dotted(ink: Ink, width: f32) -> Self {
        Self { ink, width, dash: Dash::Dotted }
    }
}
