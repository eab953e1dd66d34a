//! Every action of the window: one table that feeds buttons, tooltips, the palette, the shortcuts and the sheet of keys.
//!
//! What an action does is [`super::act`]'s business; which key was pressed is [`super::keys`]'s.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use crate::python::Version;

/// Something the window can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Command {
    Palette,
    Keys,
    Home,
    NextLesson,
    PreviousLesson,
    /// The lesson at this place of the library.
    Open(usize),
    FindLesson,
    MarkRead,
    Play,
    LineForward,
    LineBack,
    StepForward,
    StepBack,
    StepOver,
    StepOut,
    Restart,
    ToEnd,
    /// This step of the run.
    GoTo(u64),
    Faster,
    Slower,
    NextView,
    /// The tab at this place over the stage.
    View(usize),
    /// The program at this place in the lesson.
    Program(usize),
    Edit,
    Run,
    RunLonger,
    Reset,
    Python(Version),
    Answer,
    Notes,
    Preview,
    Pin,
    Present,
    Blank,
    Leave,
    ToggleLessons,
    ToggleText,
    ToggleProgram,
    ToggleOutput,
    Look(LookChoice),
    ReduceMotion,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    ExportNote,
    ExportAllNotes,
    ExportPicture,
    ExportAnimation,
    ExportLesson,
    OpenLessons,
    OwnLessonsAway,
    Quit,
}

/// Which theme is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookChoice {
    /// What the system prefers.
    #[default]
    System,
    Dark,
    Light,
    HighContrast,
}

/// The part of the sheet of keys where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Stepping,
    Lessons,
    Program,
    Text,
    Window,
    Files,
}

/// When a key means its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// On every page.
    Everywhere,
    /// Not while presenting.
    Desk,
    /// Only while presenting.
    Stage,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    pub group: Group,
    /// What a menu, the palette and a screen reader call it.
    pub name: &'static str,
    /// What it does, one sentence.
    pub help: &'static str,
    /// The first is the one that is shown.
    pub keys: &'static [(Scope, KeyboardShortcut)],
}

impl LookChoice {
    pub const ALL: [LookChoice; 4] =
        [LookChoice::System, LookChoice::Dark, LookChoice::Light, LookChoice::HighContrast];

    /// As the settings file writes it.
    pub fn word(self) -> &'static str {
        match self {
            LookChoice::System => "",
            LookChoice::Dark => "dark",
            LookChoice::Light => "light",
            LookChoice::HighContrast => "contrast",
        }
    }

    /// The choice of that word; the system's for one that is not known.
    pub fn of_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|choice| choice.word() == word).unwrap_or_default()
    }
}

impl Group {
    pub const ALL: [Group; 6] =
        [Group::Stepping, Group::Program, Group::Lessons, Group::Text, Group::Window, Group::Files];

    pub fn title(self) -> &'static str {
        match self {
            Group::Stepping => "Stepping",
            Group::Lessons => "Lessons",
            Group::Program => "Program",
            Group::Text => "Answer and notes",
            Group::Window => "Window",
            Group::Files => "Files",
        }
    }
}

impl Command {
    /// Its row in the table; commands that carry a place in a list have none.
    pub fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.command == self)
    }

    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }
}

impl Entry {
    /// The first key's name, as the system writes it: `Ctrl+K`.
    pub fn key_text(&self, context: &eframe::egui::Context) -> String {
        self.keys.first().map(|(_, key)| key_name(context, key)).unwrap_or_default()
    }

    /// What a tooltip says: name and key.
    pub fn tooltip(&self, context: &eframe::egui::Context) -> String {
        match self.key_text(context) {
            key if key.is_empty() => self.help.to_owned(),
            key => format!("{} ({key})", self.help),
        }
    }
}

/// A key as keyboards name it.
pub fn key_name(context: &eframe::egui::Context, key: &KeyboardShortcut) -> String {
    let name = context.format_shortcut(key);
    let signs = [
        ("CloseBracket", "]"),
        ("OpenBracket", "["),
        ("Period", "."),
        ("Equals", "="),
        ("Plus", "+"),
        ("Minus", "-"),
        ("Escape", "Esc"),
    ];
    signs.into_iter().find_map(|(word, sign)| Some(format!("{}{sign}", name.strip_suffix(word)?))).unwrap_or(name)
}

const fn plain(scope: Scope, key: Key) -> (Scope, KeyboardShortcut) {
    (scope, KeyboardShortcut::new(Modifiers::NONE, key))
}

const fn shift(scope: Scope, key: Key) -> (Scope, KeyboardShortcut) {
    (scope, KeyboardShortcut::new(Modifiers::SHIFT, key))
}

const fn alt(key: Key) -> (Scope, KeyboardShortcut) {
    (Desk, KeyboardShortcut::new(Modifiers::ALT, key))
}

const fn ctrl(scope: Scope, key: Key) -> (Scope, KeyboardShortcut) {
    (scope, KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn ctrl_shift(key: Key) -> (Scope, KeyboardShortcut) {
    (Desk, KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key))
}

const fn row(
    command: Command,
    group: Group,
    name: &'static str,
    help: &'static str,
    keys: &'static [(Scope, KeyboardShortcut)],
) -> Entry {
    Entry { command, group, name, help, keys }
}

use Scope::{Desk, Everywhere, Stage};

/// All actions, in the order in which the sheet of keys shows them.
pub const TABLE: &[Entry] = &[
    row(
        Command::LineForward,
        Group::Stepping,
        "Line forward",
        "Run the next line, into a call if it makes one",
        &[
            plain(Everywhere, Key::ArrowRight),
            plain(Everywhere, Key::PageDown),
            plain(Desk, Key::F11),
            plain(Stage, Key::Space),
            plain(Stage, Key::ArrowDown),
            plain(Stage, Key::Enter),
        ],
    ),
    row(
        Command::LineBack,
        Group::Stepping,
        "Line back",
        "Go back before the last line",
        &[plain(Everywhere, Key::ArrowLeft), plain(Everywhere, Key::PageUp), plain(Stage, Key::ArrowUp)],
    ),
    row(
        Command::StepForward,
        Group::Stepping,
        "Instruction forward",
        "Run one instruction of the line",
        &[shift(Everywhere, Key::ArrowRight)],
    ),
    row(
        Command::StepBack,
        Group::Stepping,
        "Instruction back",
        "Go back one instruction",
        &[shift(Everywhere, Key::ArrowLeft)],
    ),
    row(
        Command::StepOver,
        Group::Stepping,
        "Step over",
        "Run the line whole, with all that it calls",
        &[plain(Desk, Key::F10)],
    ),
    row(
        Command::StepOut,
        Group::Stepping,
        "Step out",
        "Run on to the line that the function returns to",
        &[shift(Desk, Key::F11)],
    ),
    row(Command::Play, Group::Stepping, "Play or pause", "Run line after line", &[plain(Desk, Key::Space)]),
    row(
        Command::Restart,
        Group::Stepping,
        "To the start",
        "Go to the start of the run",
        &[plain(Everywhere, Key::Home)],
    ),
    row(Command::ToEnd, Group::Stepping, "To the end", "Go to the end of the run", &[plain(Everywhere, Key::End)]),
    row(Command::Faster, Group::Stepping, "Faster", "Play faster", &[plain(Desk, Key::CloseBracket)]),
    row(Command::Slower, Group::Stepping, "Slower", "Play slower", &[plain(Desk, Key::OpenBracket)]),
    row(Command::NextView, Group::Stepping, "Next picture", "Show the lesson's next picture", &[plain(Desk, Key::V)]),
    row(Command::Edit, Group::Program, "Edit the program", "Change the program, or leave it", &[ctrl(Desk, Key::E)]),
    row(Command::Run, Group::Program, "Run the program", "Run the program as it stands", &[ctrl(Desk, Key::Enter)]),
    row(
        Command::RunLonger,
        Group::Program,
        "Run ten times longer",
        "Run the program with ten times as many steps before it is stopped",
        &[ctrl_shift(Key::Enter)],
    ),
    row(
        Command::Reset,
        Group::Program,
        "Reset the program",
        "Bring the lesson's own program back",
        &[ctrl_shift(Key::Backspace)],
    ),
    row(Command::Python(Version::V3_11), Group::Program, "CPython 3.11", "Run on CPython 3.11.7", &[alt(Key::Num1)]),
    row(Command::Python(Version::V3_12), Group::Program, "CPython 3.12", "Run on CPython 3.12.1", &[alt(Key::Num2)]),
    row(Command::Python(Version::V3_13), Group::Program, "CPython 3.13", "Run on CPython 3.13.0", &[alt(Key::Num3)]),
    row(Command::Python(Version::V3_14), Group::Program, "CPython 3.14", "Run on CPython 3.14.10", &[alt(Key::Num4)]),
    row(Command::Python(Version::V3_15), Group::Program, "CPython 3.15", "Run on CPython 3.15.2", &[alt(Key::Num5)]),
    row(
        Command::Palette,
        Group::Lessons,
        "Find anything",
        "Find a lesson or an action by a few letters",
        &[ctrl(Desk, Key::K)],
    ),
    row(
        Command::FindLesson,
        Group::Lessons,
        "Find a question",
        "Search the lessons' titles, questions and answers",
        &[ctrl(Desk, Key::F)],
    ),
    row(Command::NextLesson, Group::Lessons, "Next lesson", "Open the next lesson", &[ctrl(Desk, Key::PageDown)]),
    row(
        Command::PreviousLesson,
        Group::Lessons,
        "Previous lesson",
        "Open the lesson before",
        &[ctrl(Desk, Key::PageUp)],
    ),
    row(Command::Home, Group::Lessons, "All lessons", "Go to the list of all lessons", &[alt(Key::Home)]),
    row(
        Command::MarkRead,
        Group::Lessons,
        "Mark as read",
        "Mark the lesson as read, or as not read",
        &[ctrl(Desk, Key::M)],
    ),
    row(Command::Answer, Group::Text, "Answer", "Show the answer", &[plain(Desk, Key::F2)]),
    row(Command::Notes, Group::Text, "Notes", "Show and write notes", &[plain(Desk, Key::F3)]),
    row(
        Command::Preview,
        Group::Text,
        "Preview the note",
        "Show the note as it reads, or as it is written",
        &[ctrl(Desk, Key::R)],
    ),
    row(
        Command::Pin,
        Group::Text,
        "Pin this moment",
        "Put the picture and its caption into the note",
        &[ctrl(Desk, Key::P)],
    ),
    row(
        Command::Present,
        Group::Window,
        "Present",
        "Show the picture large, on the whole screen",
        &[plain(Everywhere, Key::F5)],
    ),
    row(
        Command::Blank,
        Group::Window,
        "Blank the screen",
        "While presenting: darken the screen, or bring it back",
        &[plain(Stage, Key::B), plain(Stage, Key::Period)],
    ),
    row(
        Command::Leave,
        Group::Window,
        "Leave",
        "Leave presenting, editing or a sheet",
        &[plain(Everywhere, Key::Escape)],
    ),
    row(Command::Keys, Group::Window, "Keys", "Show every key", &[plain(Everywhere, Key::F1)]),
    row(
        Command::ToggleLessons,
        Group::Window,
        "Lessons pane",
        "Show or hide the list of lessons",
        &[ctrl(Desk, Key::Num1)],
    ),
    row(Command::ToggleText, Group::Window, "Answer pane", "Show or hide answer and notes", &[ctrl(Desk, Key::Num2)]),
    row(Command::ToggleProgram, Group::Window, "Program pane", "Show or hide the program", &[ctrl(Desk, Key::Num3)]),
    row(
        Command::ToggleOutput,
        Group::Window,
        "Output pane",
        "Show or hide what the program prints",
        &[ctrl(Desk, Key::Num4)],
    ),
    row(
        Command::Look(LookChoice::System),
        Group::Window,
        "Theme of the system",
        "Dark or light as the system is",
        &[ctrl_shift(Key::Y)],
    ),
    row(
        Command::Look(LookChoice::Dark),
        Group::Window,
        "Dark theme",
        "Light text on a dark ground",
        &[ctrl_shift(Key::D)],
    ),
    row(
        Command::Look(LookChoice::Light),
        Group::Window,
        "Light theme",
        "Dark text on a light ground",
        &[ctrl_shift(Key::L)],
    ),
    row(
        Command::Look(LookChoice::HighContrast),
        Group::Window,
        "High contrast",
        "White on black, with strong edges",
        &[ctrl_shift(Key::C)],
    ),
    row(
        Command::ReduceMotion,
        Group::Window,
        "Reduced motion",
        "Show steps at once, or let things move",
        &[ctrl_shift(Key::M)],
    ),
    row(
        Command::ZoomIn,
        Group::Window,
        "Larger",
        "Make everything larger",
        &[ctrl(Everywhere, Key::Plus), ctrl(Everywhere, Key::Equals)],
    ),
    row(Command::ZoomOut, Group::Window, "Smaller", "Make everything smaller", &[ctrl(Everywhere, Key::Minus)]),
    row(
        Command::ZoomReset,
        Group::Window,
        "Usual size",
        "Bring everything to its usual size",
        &[ctrl(Everywhere, Key::Num0)],
    ),
    row(
        Command::ExportNote,
        Group::Files,
        "Export this note…",
        "Save this lesson's note as Markdown or HTML",
        &[ctrl(Desk, Key::S)],
    ),
    row(
        Command::ExportAllNotes,
        Group::Files,
        "Export all notes…",
        "Save all notes as one Markdown or HTML file",
        &[ctrl_shift(Key::S)],
    ),
    row(
        Command::ExportPicture,
        Group::Files,
        "Export the picture…",
        "Save the picture as SVG or PNG",
        &[ctrl_shift(Key::E)],
    ),
    row(
        Command::ExportAnimation,
        Group::Files,
        "Export the animation…",
        "Save the whole run as a GIF",
        &[ctrl_shift(Key::G)],
    ),
    row(
        Command::ExportLesson,
        Group::Files,
        "Export the lesson…",
        "Save answer, program and a player as one HTML page",
        &[ctrl_shift(Key::H)],
    ),
    row(
        Command::OpenLessons,
        Group::Files,
        "Own lessons…",
        "Add the lessons of a folder, or read them again",
        &[ctrl(Desk, Key::O)],
    ),
    row(
        Command::OwnLessonsAway,
        Group::Files,
        "Only the app's lessons",
        "Leave out the lessons of the folder",
        &[ctrl_shift(Key::O)],
    ),
    row(Command::Quit, Group::Files, "Quit", "Save and close the window", &[ctrl(Desk, Key::Q)]),
];

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn every_action_has_a_name_a_sentence_and_a_key_of_its_own() {
        let mut names = HashSet::new();
        let mut keys: HashMap<String, Vec<(Scope, &str)>> = HashMap::new();
        for entry in TABLE {
            assert!(names.insert(entry.name), "{} stands twice", entry.name);
            assert!(!entry.help.is_empty() && !entry.help.ends_with('.'), "{}", entry.name);
            assert!(!entry.keys.is_empty(), "{} has no key", entry.name);
            for (scope, key) in entry.keys {
                keys.entry(format!("{key:?}")).or_default().push((*scope, entry.name));
            }
        }
        for (key, users) in keys {
            let clash = users.iter().enumerate().any(|(place, (scope, _))| {
                users
                    .iter()
                    .skip(place + 1)
                    .any(|(other, _)| scope == other || *scope == Scope::Everywhere || *other == Scope::Everywhere)
            });
            assert!(!clash, "{key} means {users:?}");
        }
    }

    #[test]
    fn every_group_has_actions_and_each_release_is_named_in_full() {
        for group in Group::ALL {
            assert!(TABLE.iter().any(|entry| entry.group == group), "{group:?}");
        }
        for version in Version::ALL {
            let entry = Command::Python(version).entry().unwrap();
            assert!(entry.help.ends_with(version.release()), "{}", entry.help);
        }
    }

    #[test]
    fn a_theme_is_found_again_by_its_word() {
        for choice in LookChoice::ALL {
            assert_eq!(LookChoice::of_word(choice.word()), choice);
        }
        assert_eq!(LookChoice::of_word("sepia"), LookChoice::System);
    }
}
