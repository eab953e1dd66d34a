//! The one table of the window's actions: name, sentence and keys of each.
//!
//! A row is all that a new action needs besides its line in [`super::act`].

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::command::Scope::{self, Desk, Everywhere, Stage};
use super::command::{Command, Entry, Group, LookChoice};
use crate::python::Version;

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
    row(
        Command::NextBreakpoint,
        Group::Stepping,
        "To the next breakpoint",
        "Run on to the next marked line",
        &[plain(Desk, Key::F8)],
    ),
    row(
        Command::PreviousBreakpoint,
        Group::Stepping,
        "To the breakpoint before",
        "Go back to the last marked line",
        &[shift(Desk, Key::F8)],
    ),
    row(
        Command::Breakpoint,
        Group::Stepping,
        "Breakpoint",
        "Mark the line that runs next, or take its mark away",
        &[plain(Desk, Key::F9)],
    ),
    row(
        Command::NextChange,
        Group::Stepping,
        "To the next change",
        "Run on to the next line that changes the inspected object",
        &[plain(Desk, Key::F7)],
    ),
    row(
        Command::Predict,
        Group::Stepping,
        "Predict",
        "Stop before every line that prints, and ask what comes",
        &[ctrl_shift(Key::P)],
    ),
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
        Command::AnotherSeed,
        Group::Program,
        "Another hash seed",
        "Run with the next PYTHONHASHSEED: strings hash otherwise",
        &[ctrl_shift(Key::U)],
    ),
    row(
        Command::Versions,
        Group::Program,
        "Versions side by side",
        "Run the program on two versions and see where they part",
        &[ctrl(Desk, Key::D)],
    ),
    row(
        Command::MyPython,
        Group::Program,
        "Check on my Python…",
        "Run the program on a Python of this computer, if you allow it",
        &[ctrl_shift(Key::K)],
    ),
    row(
        Command::LookAt,
        Group::Program,
        "Look at a name",
        "Add a picture of a name in the program",
        &[ctrl(Desk, Key::L)],
    ),
    row(
        Command::Playground,
        Group::Program,
        "Playground",
        "Write and keep programs of your own",
        &[ctrl(Desk, Key::G)],
    ),
    row(Command::NewProgram, Group::Program, "New program", "Start an empty program", &[ctrl(Desk, Key::N)]),
    row(Command::OpenProgram, Group::Program, "Open a program…", "Open a .py file in the playground", &[alt(Key::O)]),
    row(Command::SaveProgram, Group::Program, "Save the program…", "Save the program as a .py file", &[alt(Key::S)]),
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
    row(Command::Inspect, Group::Text, "Inspect", "Look into one object and its life", &[plain(Desk, Key::F4)]),
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
