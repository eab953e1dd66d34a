//! Every action of the window, and the row about it that feeds buttons, tooltips, the palette, the shortcuts and the
//! sheet of keys; the rows stand in [`super::command_table`].
//!
//! What an action does is [`super::act`]'s business; which key was pressed is [`super::keys`]'s.

use eframe::egui::KeyboardShortcut;

pub use super::command_table::TABLE;
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
    /// Marks the line that runs next, or takes its mark away.
    Breakpoint,
    BreakpointAt(u32),
    NextBreakpoint,
    PreviousBreakpoint,
    NextChange,
    Predict,
    /// The tab at this place over the stage.
    View(usize),
    /// The program at this place in the lesson.
    Program(usize),
    Edit,
    Run,
    RunLonger,
    Reset,
    Python(Version),
    AnotherSeed,
    HashSeed(u32),
    Versions,
    MyPython,
    Playground,
    NewProgram,
    OpenProgram,
    SaveProgram,
    LookAt,
    Answer,
    Notes,
    Inspect,
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
